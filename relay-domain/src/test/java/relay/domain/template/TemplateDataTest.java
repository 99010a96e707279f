package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlJson;
import relay.domain.json.PlainValues;

class TemplateDataTest {
  @Test
  void shouldTakeTextsNumbersDatesYesAndNoListsAndMaps() {
    TemplateData data =
        TemplateData.of(
            Map.of(
                "text",
                "x",
                "count",
                3,
                "price",
                new BigDecimal("3.50"),
                "day",
                LocalDate.parse("2026-01-31"),
                "at",
                Instant.parse("2026-01-31T12:00:00Z"),
                "yes",
                true,
                "list",
                List.of("a", 1),
                "map",
                Map.of("a", List.of(Map.of("b", "c")))));

    assertThat(data.values())
        .containsEntry("text", "x")
        .containsEntry("count", "3")
        .containsEntry("price", "3.50")
        .containsEntry("day", "2026-01-31")
        .containsEntry("at", "2026-01-31T12:00:00Z")
        .containsEntry("yes", true)
        .containsEntry("list", List.of("a", "1"))
        .containsEntry("map", Map.of("a", List.of(Map.of("b", "c"))));
  }

  @Test
  void shouldReadJson() {
    TemplateData data =
        TemplateData.of(
            PlainValues.of(
                ControlJson.read(
                    "{\"a\":\"x\",\"b\":1.50,\"c\":true,\"d\":null,\"e\":[1,{\"f\":false}]}")));

    assertThat(data.values())
        .isEqualTo(Map.of("a", "x", "b", "1.50", "c", true, "e", List.of("1", Map.of("f", false))));
  }

  @Test
  void shouldTakeNullForAbsentAndNotFollowLaterChanges() {
    List<Object> list = new ArrayList<>(Arrays.asList("a", null));
    Map<String, Object> values = new HashMap<>();
    values.put("none", null);
    values.put("list", list);

    TemplateData data = TemplateData.of(values);
    list.add("later");
    values.put("later", "x");

    assertThat(data.values()).isEqualTo(Map.of("list", List.of("a", "")));
    assertThatThrownBy(() -> data.values().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void shouldRefuseWhatIsNoValue() {
    for (Object odd : List.of(new Object(), Thread.currentThread(), new StringBuilder(), 'c')) {
      assertThatThrownBy(() -> TemplateData.of(Map.of("a", odd)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a value is a text");
    }
    assertThatThrownBy(() -> TemplateData.of(Map.of("a", Map.of(1, "b"))))
        .hasMessageContaining("names of values");
    assertThatThrownBy(() -> TemplateData.of(Map.of("a".repeat(101), "b")))
        .hasMessageContaining("names of values");
  }

  @Test
  void shouldBoundHowMuchThereIs() {
    Object deep = "x";
    for (int i = 0; i < TemplateData.DEPTH_MAX; i++) {
      deep = List.of(deep);
    }
    Object tooDeep = deep;

    assertThatThrownBy(() -> TemplateData.of(Map.of("a", tooDeep)))
        .hasMessageContaining("at most 6 deep");
    assertThatThrownBy(() -> TemplateData.of(Map.of("a", Collections.nCopies(10_001, 1))))
        .hasMessageContaining("at most 10000 values");
    assertThatThrownBy(
            () -> TemplateData.of(Map.of("a", Collections.nCopies(501, "x".repeat(1000)))))
        .hasMessageContaining("at most 500000 characters");
  }

  /** Its plain form would have a milliard digits. */
  @Test
  void shouldWriteHugeNumbersShortly() {
    TemplateData data =
        TemplateData.of(
            Map.of("big", new BigDecimal("1E+999999999"), "small", new BigDecimal("1E-999999999")));

    assertThat(data.values()).isEqualTo(Map.of("big", "1E+999999999", "small", "1E-999999999"));
  }

  @Test
  void shouldShowNamesAndNoValues() {
    TemplateData data = TemplateData.of(Map.of("b", "secret", "a", "hidden"));

    assertThat(data).hasToString("values of [a, b]");
    assertThat(data).isEqualTo(TemplateData.of(Map.of("a", "hidden", "b", "secret")));
    assertThat(data).hasSameHashCodeAs(TemplateData.of(Map.of("a", "hidden", "b", "secret")));
    assertThat(data).isNotEqualTo(TemplateData.EMPTY);
  }
}
