package relay.domain.campaign.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;
import relay.domain.mail.QueueId;
import relay.domain.tracking.VisitCounts.Count;

/** What programs may tell of recipients, and sums of groups. */
class ConversionTest {
  @Test
  void shouldNameAMailOrAContact() {
    QueueId mail = QueueId.next(Instant.parse("2026-01-01T12:00:00Z"), new Random(1));

    Conversion byMail =
        Conversion.read(
            ControlJson.read(
                "{\"mail\":\"" + mail.text() + "\",\"id\":\"order/1\",\"value\":12.5}"));
    Conversion byContact = Conversion.read(ControlJson.read("{\"contact\":\"42\"}"));

    assertThat(byMail.mail()).contains(mail);
    assertThat(byMail.id()).contains("order/1");
    assertThat(byMail.value()).isEqualTo(12.5);
    assertThat(byContact.contact()).contains(42L);
    assertThat(byContact.id()).isEmpty();
    assertThat(byContact.value()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail | {}",
        "mail | {\"mail\":\"no id\"}",
        "mail | {\"mail\":7}",
        "contact | {\"contact\":\"ann@example.com\"}",
        "id | {\"contact\":\"1\",\"id\":\"\"}",
        "id | {\"contact\":\"1\",\"id\":\"#1\"}",
        "id | {\"contact\":\"1\",\"id\":\"a b\"}",
        "value | {\"contact\":\"1\",\"value\":\"1\"}",
        "value | {\"contact\":\"1\",\"value\":1e13}",
        "value | {\"contact\":\"1\",\"value\":1e999}",
      })
  void shouldNameTheFieldThatIsWrong(String field, String json) {
    assertThatThrownBy(() -> Conversion.read(ControlJson.read(json)))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldAddGroupsUp() {
    var one =
        new Totals(
            1, 2, 3, 4, 5, 6, new Count(7, 8), new Count(9, 10), new Totals.Conversions(1, 2, 3));

    assertThat(Totals.NONE.plus(one)).isEqualTo(one);
    assertThat(one.plus(one))
        .isEqualTo(
            new Totals(
                2,
                4,
                6,
                8,
                10,
                12,
                new Count(14, 16),
                new Count(18, 20),
                new Totals.Conversions(2, 4, 6)));
  }
}
