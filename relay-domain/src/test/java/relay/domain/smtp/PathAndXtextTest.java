package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Where a path ends and its parameters begin, and texts that were encoded to pass as ASCII. */
class PathAndXtextTest {
  private static final String LETTERS = "a+= \u00e9\u20ac\ud83d\ude00\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "FROM:<a@b.test>                   | a@b.test        | ##",
        "from:<a@b.test>                   | a@b.test        | ##",
        "FROM:   <a@b.test> SIZE=1         | a@b.test        | SIZE=1",
        "FROM:<a@b.test>  SIZE=1           | a@b.test        | # SIZE=1#",
        "FROM:<>                           | ##              | ##",
        "FROM:<\"a>b\"@c.test> X=1         | \"a>b\"@c.test  | X=1",
        "FROM:<\"a\\\"> b\"@c.test>        | \"a\\\"> b\"@c.test | ##",
        "FROM:<\"a\\\\\"@c.test> Y         | \"a\\\\\"@c.test | Y",
        "FROM:<a@b.test> <c@d.test>        | a@b.test        | <c@d.test>",
      })
  void shouldEndAPathAtItsOwnBracket(String argument, String path, String parameters) {
    PathArgument cut = PathArgument.cut(argument.strip(), "FROM:", "5.1.7");

    assertThat(cut.path()).isEqualTo(path);
    assertThat(cut.parameters()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FROM",
        "TO:<a@b.test>",
        "FROM:a@b.test",
        "FROM:",
        "FROM: ",
        "FROM:<a@b.test",
        "FROM:<a@b.test>SIZE=1",
        "FROM:<a@b.test>>",
        "FROM:<<a@b.test>>",
        "FROM:<\"a@b.test>",
        "FROM:<@x.test:a@b.test>",
        "FROM:<@x.test,@y.test:a@b.test>",
        "FROM :<a@b.test>",
      })
  void shouldRefuseAnyOtherArgument(String argument) {
    assertThatThrownBy(() -> PathArgument.cut(argument, "FROM:", "5.1.7"))
        .isInstanceOf(BadParameter.class);
  }

  @ParameterizedTest
  @CsvSource({"254, true", "255, false", "100000, false"})
  void shouldTakePathsOfTheLengthThatTheRfcAllows(int length, boolean taken) {
    String argument = "FROM:<" + "a".repeat(length) + ">";

    if (taken) {
      assertThat(PathArgument.cut(argument, "FROM:", "5.1.7").path()).hasSize(length);
    } else {
      assertThatThrownBy(() -> PathArgument.cut(argument, "FROM:", "5.1.7"))
          .isInstanceOf(BadParameter.class);
    }
  }

  @Test
  void shouldDecodeWhateverWasEncoded() {
    Chance.rounds(
        500,
        random -> {
          String text = anyText(random);
          StringBuilder xtext = new StringBuilder();
          for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c >= '!' && c <= '~' && c != '+' && c != '=' && random.nextInt(4) > 0;
            xtext.append(plain ? String.valueOf(c) : String.format("+%02X", (int) c));
          }

          assertThat(Xtext.decode(xtext.toString())).isEqualTo(Optional.of(text));
          assertThat(Xtext.embedded(text)).matches("[\\x00-\\x7f]*");
          if (text.chars().allMatch(c -> c < 128)) {
            assertThat(Xtext.embedded(text)).isEqualTo(text);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+", "+4", "+4G", "+4g", "a+", "a=b", "a b", "\u00e9", "\u007f", "+\u0664\u0661"})
  void shouldDecodeNothingElse(String text) {
    assertThat(Xtext.decode(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775807",
    "99999999999999999999, 9223372036854775807",
    "00000000000000000007, 7",
  })
  void shouldReadNumbersUpToTheLargest(String digits, long number) {
    assertThat(Digits.are(digits, 1, 20)).isTrue();
    assertThat(Digits.saturated(digits)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "1 ", "1.0", "\u0661", "\uff11", "0x1", "111111111111111111111"})
  void shouldTakeNothingElseForANumber(String text) {
    assertThat(Digits.are(text, 1, 20)).isFalse();
    assertThat(Digits.are(null, 0, 20)).isFalse();
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, random.nextInt(8))));
    }
    return text.toString();
  }
}
