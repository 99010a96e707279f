package relay.domain.campaign.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;

/** Forms of a campaign's mail, their numbers, their shares and their JSON. */
class VariantsTest {
  private static Variants read(String json) {
    return VariantFields.read(new Fields(ControlJson.read("{\"variants\":{" + json + "}}")));
  }

  private static Variants tested(String test) {
    return VariantFields.read(
        new Fields(
            ControlJson.read(
                "{\"variants\":{\"a\":{\"weight\":1},\"b\":{\"weight\":3}},\"test\":{"
                    + test
                    + "}}")));
  }

  private static String written(Variants variants) {
    JsonObjectBuilder out = ControlJson.object();
    VariantFields.add(out, variants);
    return out.build().toString();
  }

  @Test
  void shouldWriteWhatItRead() {
    String json =
        "{\"variants\":{\"a\":{\"weight\":1},\"b\":{\"template\":\"other\","
            + "\"template_version\":3,\"subject\":\"Hi {{name}}\",\"from_name\":\"Ann\","
            + "\"weight\":5}}}";

    Variants variants = VariantFields.read(new Fields(ControlJson.read(json)));

    assertThat(written(variants)).isEqualTo(json);
    assertThat(written(Variants.NONE)).isEqualTo("{}");
    assertThat(VariantFields.read(new Fields(ControlJson.read("{}")))).isEqualTo(Variants.NONE);
  }

  @Test
  void shouldNumberThemByNameInWhateverOrderTheyCame() {
    Variants variants = read("\"b\":{},\"c\":{},\"a\":{}");

    assertThat(variants).isEqualTo(read("\"a\":{},\"b\":{},\"c\":{}"));
    assertThat(variants.nameOf(1)).isEqualTo("a");
    assertThat(variants.numberOf("c")).isEqualTo(3);
    assertThat(variants.numbered(0)).isEmpty();
    assertThat(variants.numbered(4)).isEmpty();
    assertThat(variants.nameOf(0)).isEmpty();
    assertThat(variants.numberOf("d")).isZero();
  }

  @Test
  void shouldShareTheDrawsByWeight() {
    Variants variants = read("\"a\":{\"weight\":1},\"b\":{\"weight\":3}");
    List<Long> all = variants.bounds();
    List<Long> fifth = tested("\"sample\":20").bounds();

    assertThat(all).containsExactly(VariantDraw.MODULUS / 4, VariantDraw.MODULUS);
    assertThat(fifth.get(1)).isEqualTo(VariantDraw.MODULUS * 20 / 100);
    assertThat(fifth.get(0)).isEqualTo(fifth.get(1) / 4);
    assertThat(Variants.numberOf(0, fifth)).isEqualTo(1);
    assertThat(Variants.numberOf(fifth.get(0), fifth)).isEqualTo(2);
    assertThat(Variants.numberOf(fifth.get(1), fifth)).isZero();
    assertThat(Variants.numberOf(VariantDraw.MODULUS - 1, all)).isEqualTo(2);
    assertThat(Variants.numberOf(0, List.of())).isZero();
  }

  @Test
  void shouldLetVersionsBeMendedAndNothingElse() {
    Variants before = read("\"a\":{},\"b\":{\"template\":\"t\",\"template_version\":1}");

    assertThat(before.isCorrectionOf(read("\"a\":{},\"b\":{\"template\":\"t\"}"))).isTrue();
    assertThat(before.each(v -> v.withVersion(Optional.of(9))).isCorrectionOf(before)).isTrue();
    assertThat(before.isCorrectionOf(read("\"a\":{\"weight\":2},\"b\":{\"template\":\"t\"}")))
        .isFalse();
    assertThat(before.isCorrectionOf(read("\"a\":{}"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "variants | \"A\":{}",
        "variants | \"\":{}",
        "variants | \"a b\":{}",
        "variants.a | \"a\":7",
        "variants.a.subjekt | \"a\":{\"subjekt\":\"x\"}",
        "variants.a.weight | \"a\":{\"weight\":0}",
        "variants.a.weight | \"a\":{\"weight\":1001}",
        "variants.a.template_version | \"a\":{\"template_version\":0}",
        "variants.a.subject | \"a\":{\"subject\":\"two\\nlines\"}",
        "variants.a.from_name | \"a\":{\"from_name\":\"a\\u0000b\"}",
        "variants | \"a\":{},\"b\":{},\"c\":{},\"d\":{},\"e\":{},\"f\":{},\"g\":{},\"h\":{},\"i\":{},"
            + "\"j\":{},\"k\":{}",
      })
  void shouldNameTheFieldThatIsWrong(String field, String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldWriteTheTestThatItRead() {
    Variants usual = tested("\"sample\":20");
    Variants other =
        tested(
            "\"sample\":90,\"metric\":\"conversions\",\"wait\":\"PT1H\",\"confidence\":99,"
                + "\"undecided\":\"ask\"");

    assertThat(written(usual))
        .contains(
            "\"test\":{\"sample\":20,\"metric\":\"clicks\",\"wait\":\"PT4H\","
                + "\"confidence\":95,\"undecided\":\"best\"}");
    assertThat(VariantFields.read(new Fields(ControlJson.read(written(other))))).isEqualTo(other);
    assertThat(usual.isCorrectionOf(other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "test.sample | \"metric\":\"clicks\"",
        "test.sample | \"sample\":91",
        "test.sample | \"sample\":\"20\"",
        "test.metric | \"sample\":20,\"metric\":\"joy\"",
        "test.wait | \"sample\":20,\"wait\":\"PT1S\"",
        "test.confidence | \"sample\":20,\"confidence\":100",
        "test.undecided | \"sample\":20,\"undecided\":\"never\"",
        "test.winner | \"sample\":20,\"winner\":\"a\"",
      })
  void shouldNameTheFieldOfATestThatIsWrong(String field, String test) {
    assertThatThrownBy(() -> tested(test))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldTestTwoFormsAtLeast() {
    String json = "{\"variants\":{\"a\":{}},\"test\":{\"sample\":20}}";

    assertThatThrownBy(() -> VariantFields.read(new Fields(ControlJson.read(json))))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo("test"));
  }

  @Test
  void shouldWriteHowFarATestHasComeAsItReadIt() {
    String json =
        "{\"test_course\":{\"sent_at\":\"2026-01-01T12:00:00Z\",\"winner\":\"b\","
            + "\"won_by\":\"best-so-far\",\"won_at\":\"2026-01-01T16:00:00Z\","
            + "\"chance\":\"0.153000\"}}";
    JsonObjectBuilder out = ControlJson.object();

    TestFields.add(out, TestFields.course(new Fields(ControlJson.read(json))));

    assertThat(out.build()).hasToString(json);
    assertThat(TestFields.course(new Fields(ControlJson.read("{}")))).isEqualTo(TestCourse.NONE);
  }
}
