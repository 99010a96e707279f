package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.Tenancies;

class TemplateVersionKindTest {
  private static final TemplateVersionKind KIND = TemplateVersionKind.VERSION;
  private static final TemplateVersion VERSION =
      Versions.of("t", 12, Sources.compiled(Sources.html("<p>{{a}}</p>".repeat(500))));

  @Test
  void shouldComeBackAsItWasWritten() {
    TemplateVersion read = KIND.read(VERSION.key(), 1, KIND.write(VERSION));

    assertThat(read).isEqualTo(VERSION);
    assertThat(read.source().html()).isEqualTo("<p>{{a}}</p>".repeat(500));
    assertThat(read.key().id()).isEqualTo("t@12");
    assertThat(KIND.hasOwnOperations()).isTrue();
    assertThat(KIND.name()).isEqualTo("template-version");
  }

  @Test
  void shouldTakeAFractionOfItsSize() {
    assertThat(VERSION.packed().base64().length()).isLessThan(6000 / 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "t@", "@1", "t@0", "t@01", "t@x", "t@9999999999"})
  void shouldRefuseIdsWithoutANumber(String id) {
    ControlKey key = new ControlKey("template-version", "default", id);

    assertThatThrownBy(() -> KIND.read(key, 1, KIND.write(VERSION)))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo("id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"published_at", "packed"})
  void shouldNameAFieldThatIsMissing(String field) {
    JsonObject without = ControlJson.object(KIND.write(VERSION)).remove(field).build();

    assertThatThrownBy(() -> KIND.read(VERSION.key(), 1, without))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldListTheNewestFirstAndByNumber() {
    CompiledTemplate any = Sources.compiled(Sources.text("x"));
    ControlState state =
        Tenancies.state(
            Versions.of("t", 9, any),
            Versions.of("t", 10, any),
            Versions.of("t", 2, any),
            Versions.of("tt", 99, any));

    assertThat(TemplateVersionKind.of(state, "default", "t"))
        .extracting(TemplateVersion::number)
        .containsExactly(10, 9, 2);
    assertThat(TemplateVersionKind.of(state, "acme", "t")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u20ac\ud83d\ude00", "same same same same same"})
  void shouldUnpackWhatWasPacked(String text) {
    assertThat(PackedText.of(text).text()).isEqualTo(text);
    assertThat(PackedText.of(text.repeat(3000)).text()).isEqualTo(text.repeat(3000));
  }

  @Test
  void shouldTellWhatIsNoPackedText() {
    String whole = PackedText.of("x".repeat(5000)).base64();

    for (String broken : new String[] {"!", "AAAA////", whole.substring(0, 8)}) {
      assertThatThrownBy(() -> new PackedText(broken).text())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
