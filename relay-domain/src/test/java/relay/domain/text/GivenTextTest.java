package relay.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "asked by telephone", "Größe 😀", "' or 1=1 --"})
  void shouldLeaveAPlainTextAsItIs(String text) {
    assertThat(GivenText.isPlain(text)).isTrue();
    assertThat(GivenText.plain(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\rb", "a\tb", "a\u007fb", "a\u0085b", "a\ud83db", "a\ude00b"})
  void shouldPutABlankInThePlaceOfWhatADatabaseRefuses(String text) {
    assertThat(GivenText.isPlain(text)).isFalse();
    assertThat(GivenText.plain(text)).isEqualTo("a b");
  }
}
