package relay.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.contacts.ContactFrequency;

class PreferenceWishTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static Optional<Map<String, List<String>>> form(String type, String body) {
    return FormBody.read(type, body.getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<PreferenceWish> wish(String body) {
    return form(FORM, body).flatMap(PreferenceWish::read);
  }

  @Test
  void shouldReadWhatThePageSends() {
    assertThat(wish("shown=news&on=news&shown=offers&frequency=weekly&action=save"))
        .contains(
            new PreferenceWish(
                Set.of("news", "offers"),
                Set.of("news"),
                Optional.of(ContactFrequency.WEEKLY),
                false));
  }

  @Test
  void shouldReadTheButtonThatTurnsEverythingOffWhateverElseIsSaid() {
    assertThat(wish("shown=news&on=news&action=all-off"))
        .contains(new PreferenceWish(Set.of(), Set.of(), Optional.empty(), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "action=",
        "action=erase",
        "action=save&action=all-off",
        "shown=news&on=news",
        "action=save&on=news",
        "action=save&frequency=daily",
        "action=save&frequency=weekly&frequency=monthly",
        "List-Unsubscribe=One-Click"
      })
  void shouldBeNothingElse(String body) {
    assertThat(wish(body)).isEmpty();
  }

  @Test
  void shouldReadFormsAsBrowsersWriteThem() {
    assertThat(form(FORM + "; charset=UTF-8", "a=1+2&b=%C3%BC%26&a=3&c&=d"))
        .contains(Map.of("a", List.of("1 2", "3"), "b", List.of("\u00fc&")));
  }

  @Test
  void shouldReadNoOtherKindOfBodyAndNoneThatIsTooLong() {
    assertThat(form("text/plain", "action=save")).isEmpty();
    assertThat(form("", "action=save")).isEmpty();
    assertThat(form(FORM + "x", "action=save")).isEmpty();
    assertThat(form(FORM, "a=%zz")).isEmpty();
    assertThat(form(FORM, "a=" + "x".repeat(FormBody.OCTETS_MAX))).isEmpty();
  }
}
