package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.InvalidField;

class FrequencyCapTest {
  private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

  private static Instant ago(String time) {
    return NOON.minus(Duration.parse(time));
  }

  @Test
  void shouldAllowEverythingToWhomNothingWasSent() {
    assertThat(new FrequencyCap(1, 90).until(List.of(), NOON)).isEmpty();
  }

  @Test
  void shouldAllowUntilThereAreSoManyWithinTheDays() {
    FrequencyCap three = new FrequencyCap(3, 7);

    assertThat(three.until(List.of(ago("PT1H"), ago("P2D")), NOON)).isEmpty();
    assertThat(three.until(List.of(ago("PT1H"), ago("P2D"), ago("P6DT18H")), NOON)).isEmpty();
  }

  @Test
  void shouldSayWhenTheOldestOfThemCountsNoMore() {
    FrequencyCap three = new FrequencyCap(3, 7);

    List<Instant> sent = List.of(ago("P2D"), ago("P8D"), ago("PT1H"), ago("P5D"));

    assertThat(three.until(sent, NOON)).contains(NOON.plus(Duration.parse("P1DT17H")));
  }

  @ParameterizedTest
  @CsvSource({"1, PT23H", "7, P6DT17H", "12, P11DT12H", "28, P27DT12H", "90, P89DT12H"})
  void shouldLetWhatComesAtTheSameHourEachTimeThrough(int days, Duration counts) {
    FrequencyCap one = new FrequencyCap(1, days);

    assertThat(one.until(List.of(NOON.minus(counts)), NOON)).isEmpty();
    assertThat(one.until(List.of(NOON.minus(counts).plusSeconds(1)), NOON)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"0, 7", "101, 7", "1, 0", "1, 91"})
  void shouldBeWithinItsBounds(int mails, int days) {
    assertThatThrownBy(() -> new FrequencyCap(mails, days))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'mails': 0, 'days': 7}; frequency_cap.mails",
        "{'mails': 2}; frequency_cap.days",
        "{'mails': 2, 'days': 400}; frequency_cap.days",
        "7; frequency_cap"
      },
      quoteCharacter = '"')
  void shouldBeRefusedByTheNameOfTheFieldThatIsWrong(String cap, String field) {
    var json = ControlJson.read(("{'frequency_cap': " + cap + "}").replace('\'', '"'));

    assertThatThrownBy(
            () -> TenancyKinds.TENANT.read(new ControlKey("tenant", "acme", "acme"), 1, json))
        .isInstanceOf(InvalidField.class)
        .extracting("field")
        .isEqualTo(field);
  }

  @Test
  void shouldBeWrittenAsItIsReadAndAwayWithNull() {
    var key = new ControlKey("tenant", "acme", "acme");
    var set = ControlJson.read("{\"frequency_cap\": {\"mails\": 3, \"days\": 7}}");
    Tenant tenant = TenancyKinds.TENANT.read(key, 1, set);

    assertThat(tenant.care().cap()).contains(new FrequencyCap(3, 7));
    assertThat(TenancyKinds.TENANT.read(key, 1, TenancyKinds.TENANT.write(tenant)))
        .isEqualTo(tenant);
    var off = ControlJson.read("{\"frequency_cap\": null}");
    assertThat(TenancyKinds.TENANT.read(key, 1, off).care()).isEqualTo(RecipientCare.NONE);
    assertThat(tenant.withWeight(3).withState(TenantState.SUSPENDED).care())
        .isEqualTo(tenant.care());
  }
}
