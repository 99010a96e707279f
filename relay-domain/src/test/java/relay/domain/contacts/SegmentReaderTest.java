package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;

class SegmentReaderTest {
  @Test
  void shouldReadAConditionOfEveryForm() {
    SegmentCondition condition =
        read(
            "{\"all\":["
                + "{\"list\":\"news\",\"state\":\"confirmed\"},"
                + "{\"not\":{\"list\":\"weekly\"}},"
                + "{\"any\":[{\"domain\":\"Bücher.example\"},{\"locale\":\"de\"},"
                + "{\"zone\":\"Europe/Vienna\"},{\"made_within_days\":30}]},"
                + "{\"attribute\":\"age\",\"is\":\"at-least\",\"value\":18}]}");

    assertThat(condition)
        .isEqualTo(
            new SegmentCondition.All(
                List.of(
                    new SegmentCondition.Stands("news", Optional.of(ConsentState.CONFIRMED)),
                    new SegmentCondition.Not(
                        new SegmentCondition.Stands("weekly", Optional.empty())),
                    new SegmentCondition.Any(
                        List.of(
                            new SegmentCondition.InDomain("xn--bcher-kva.example"),
                            new SegmentCondition.Speaks(Locale.GERMAN),
                            new SegmentCondition.InZone(ZoneId.of("Europe/Vienna")),
                            new SegmentCondition.MadeWithin(30))),
                    new SegmentCondition.Attribute(
                        "age",
                        AttributeComparison.AT_LEAST,
                        List.of(AttributeType.NUMBER.parse("18"))))));
  }

  @ParameterizedTest
  @CsvSource({
    "name, equals, '\"Ann\"', Ann",
    "name, contains, '\"%\"', %",
    "name, starts-with, '\"A_\"', A_",
    "name, one-of, '[\"Ann\",\"Bob\"]', Ann/Bob",
    "age, equals, 41, 41",
    "age, below, 1.5, 1.5",
    "age, above, -1, -1",
    "age, one-of, '[1,2]', 1/2",
    "born, at-most, '\"2000-01-01\"', 2000-01-01",
    "vip, equals, false, false",
    "tags, has, '\"a b\"', a b",
  })
  void shouldReadEachTestOfATypeWithItsValues(String name, String is, String value, String texts) {
    var attribute = (SegmentCondition.Attribute) read(attribute(name, is, value));

    assertThat(attribute.name()).isEqualTo(name);
    assertThat(attribute.test().label()).isEqualTo(is);
    assertThat(attribute.values().stream().map(AttributeValue::text))
        .containsExactly(texts.split("/"));
  }

  @Test
  void shouldAskWhetherThereIsAnyValue() {
    for (String name : Contacts.SCHEMA.attributes().keySet()) {
      assertThat(read("{\"attribute\":\"" + name + "\",\"is\":\"set\"}"))
          .isEqualTo(new SegmentCondition.Attribute(name, AttributeComparison.SET, List.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "name, below, '\"a\"', .is",
    "age, contains, 1, .is",
    "age, has, 1, .is",
    "vip, one-of, '[true]', .is",
    "vip, above, true, .is",
    "tags, equals, '\"a\"', .is",
    "age, like, 1, .is",
    "age, set, 1, .value",
    "age, equals, '\"1 or 1=1\"', .value",
    "age, equals, '[1]', .value",
    "age, one-of, '[]', .value",
    "age, one-of, '[1,\"x\"]', .value[1]",
    "born, above, '\"2000-13-01\"', .value",
    "name, equals, '\"\"', .value",
    "shoe, equals, 1, .attribute",
    "'age); drop table contact; --', equals, 1, .attribute",
    "t1, equals, '\"x\"', .attribute",
    "tenant, equals, '\"other\"', .attribute",
  })
  void shouldRefuseATestThatItsAttributeHasNot(String name, String is, String value, String at) {
    assertRefused(attribute(name, is, value), "condition" + at);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', condition",
    "'{\"all\":[],\"any\":[]}', condition",
    "'{\"sql\":\"1=1\"}', condition",
    "'{\"all\":[]}', condition.all",
    "'{\"all\":{}}', condition.all",
    "'{\"any\":[7]}', condition.any[0]",
    "'{\"any\":[{\"list\":\"news\"},{\"not\":[]}]}', condition.any[1].not",
    "'{\"list\":\"daily\"}', condition.list",
    "'{\"list\":\"%\"}', condition.list",
    "'{\"list\":7}', condition.list",
    "'{\"list\":\"news\",\"state\":\"maybe\"}', condition.state",
    "'{\"list\":\"news\",\"sate\":\"confirmed\"}', condition",
    "'{\"attribute\":\"age\",\"is\":\"equals\"}', condition.value",
    "'{\"attribute\":\"age\",\"is\":\"equals\",\"value\":1,\"or\":1}', condition",
    "'{\"attribute\":7,\"is\":\"set\"}', condition.attribute",
    "'{\"domain\":\"a b\"}', condition.domain",
    "'{\"locale\":\"?\"}', condition.locale",
    "'{\"zone\":\"Mars\"}', condition.zone",
    "'{\"made_within_days\":0}', condition.made_within_days",
    "'{\"made_within_days\":1.5}', condition.made_within_days",
    "'{\"made_within_days\":99999999999}', condition.made_within_days",
    "'{\"made_within_days\":\"30\"}', condition.made_within_days",
  })
  void shouldSayWhereARuleIsBroken(String json, String at) {
    assertRefused(json, at);
  }

  @Test
  void shouldBoundTheDepth() {
    assertThat(read(nested(SegmentReader.DEPTH_MAX - 1))).isNotNull();
    assertThatThrownBy(() -> read(nested(SegmentReader.DEPTH_MAX)))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("deep");
  }

  @Test
  void shouldBoundTheParts() {
    String leaf = "{\"list\":\"news\"}";
    int most = SegmentReader.PARTS_MAX - 1;

    assertThat(read(any(most, leaf))).isInstanceOf(SegmentCondition.Any.class);
    assertThatThrownBy(() -> read(any(most + 1, leaf)))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("one too many");
    String values =
        IntStream.range(0, 200).mapToObj(Integer::toString).collect(Collectors.joining(","));
    assertThatThrownBy(() -> read(attribute("age", "one-of", "[" + values + "]")))
        .as("values count too")
        .hasMessageContaining("one too many");
  }

  private static String any(int count, String leaf) {
    return "{\"any\":[" + (leaf + ",").repeat(count - 1) + leaf + "]}";
  }

  private static String nested(int depth) {
    return "{\"not\":".repeat(depth) + "{\"list\":\"news\"}" + "}".repeat(depth);
  }

  private static String attribute(String name, String is, String value) {
    return "{\"attribute\":\"" + name + "\",\"is\":\"" + is + "\",\"value\":" + value + "}";
  }

  private static void assertRefused(String json, String at) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(at));
  }

  private static SegmentCondition read(String json) {
    return new SegmentReader(Contacts.SCHEMA).read(ControlJson.read(json));
  }
}
