package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"QQ314159", "a+2Bb+3Dc+20d", "order/17"})
  void shouldTakeXtextAsItIs(String xtext) {
    assertThat(EnvelopeId.of(xtext)).isEqualTo(xtext);
  }

  /** A blank would begin another parameter of MAIL, a line end another command. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a SMTPUTF8", "a\r\nRCPT TO:<x@y.example>", "a=b", "a+2", "ä"})
  void shouldRefuseWhatIsNoXtext(String text) {
    assertThatThrownBy(() -> EnvelopeId.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("xtext");
  }

  @Test
  void shouldEncodeWhatPeopleWrite() {
    assertThat(EnvelopeId.encoded("a+b=c d")).isEqualTo("a+2Bb+3Dc+20d");
  }

  /** RFC 3461 4.4: the 100 characters are those that stand in the command. */
  @Test
  void shouldCountWhatStandsInTheCommand() {
    assertThat(EnvelopeId.of("x".repeat(100))).hasSize(100);
    assertThat(EnvelopeId.encoded(" ".repeat(33))).hasSize(99);
    assertThatThrownBy(() -> EnvelopeId.of("x".repeat(101)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EnvelopeId.encoded(" ".repeat(34)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count as three");
  }
}
