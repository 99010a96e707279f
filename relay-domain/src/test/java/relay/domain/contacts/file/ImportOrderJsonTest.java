package relay.domain.contacts.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contacts;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;

class ImportOrderJsonTest {
  private static final String WHOLE =
      "{\"format\":\"csv\",\"separator\":\"tab\",\"mapping\":{\"Mail \":\"address\",\"x\":\"-\"},"
          + "\"merge\":\"overwrite\",\"consents\":{\"news\":\"confirmed\"},"
          + "\"origin\":\"fair\",\"wording\":\"v1\",\"leave_roles\":true,\"dry_run\":true}";

  @Test
  void shouldTakeDefaultsThatLoseNothing() {
    assertThat(read("{}"))
        .isEqualTo(
            new ImportOrder(
                ContactFileFormat.CSV,
                Optional.empty(),
                Map.of(),
                MergeRule.FILL_EMPTY,
                Map.of(),
                "",
                "",
                false,
                false));
  }

  @Test
  void shouldReadAllOfAnOrder() {
    ImportOrder order = read(WHOLE);

    assertThat(order.separator()).contains('\t');
    assertThat(order.mapping()).containsEntry("mail", "address").containsEntry("x", "-");
    assertThat(order.merge()).isEqualTo(MergeRule.OVERWRITE);
    assertThat(order.consents()).containsExactly(Map.entry("news", ConsentState.CONFIRMED));
    assertThat(order.leavesRoles()).isTrue();
    assertThat(order.isDryRun()).isTrue();
  }

  @Test
  void shouldReadBackWhatIsKeptAlsoOfListsThatHaveGone() {
    ImportOrder order = read(WHOLE);

    assertThat(ImportOrderJson.kept(ImportOrderJson.write(order))).isEqualTo(order);
    assertThat(
            ImportOrderJson.kept(ControlJson.read("{\"consents\":{\"gone\":\"unsubscribed\"}}"))
                .consents())
        .containsKey("gone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {
        "'{\"colour\":1}'/colour",
        "'{\"format\":\"xls\"}'/format",
        "'{\"separator\":\"x\"}'/separator",
        "'{\"merge\":\"replace\"}'/merge",
        "'{\"mapping\":[]}'/mapping",
        "'{\"mapping\":{\"a\":1}}'/mapping.a",
        "'{\"consents\":{\"none\":\"confirmed\"}}'/consents.none",
        "'{\"consents\":{\"news\":\"yes\"}}'/consents.news",
        "'{\"consents\":{\"news\":\"confirmed\"},\"wording\":\"v1\"}'/origin",
        "'{\"consents\":{\"news\":\"pending\"},\"origin\":\"fair\"}'/wording",
        "'{\"origin\":\"a\\nb\"}'/origin"
      })
  void shouldRefuseWhatBreaksARule(String json, String field) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidField.class)
        .satisfies(e -> assertThat(((InvalidField) e).field()).isEqualTo(field));
  }

  @Test
  void shouldTakeTheWordingOfEachRowInPlaceOfOneForAll() {
    String order =
        "{\"consents\":{\"news\":\"confirmed\"},\"origin\":\"fair\","
            + "\"mapping\":{\"text\":\"consent_wording\"}}";

    assertThat(read(order).wording()).isEmpty();
    assertThat(read("{\"consents\":{\"news\":\"unsubscribed\"}}").origin()).isEmpty();
  }

  private static ImportOrder read(String json) {
    return ImportOrderJson.read(ControlJson.read(json), Contacts.SCHEMA);
  }
}
