package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user unknown        | 5.1.1 User Unknown                              | true",
        "user unknown        | bob@example.org... user   unknown               | true",
        "user unknown        | superuser unknown                               | false",
        "user unknown        | user unknowns                                   | false",
        "user unknown*       | user unknowns                                   | true",
        "*user unknown       | superuser unknown                               | true",
        "user ... unknown    | user bob is unknown                             | true",
        "user ... unknown    | user unknown                                    | true",
        "user ... unknown    | unknown user                                    | false",
        "mailbox ... full    | mailbox was handled successfully                | false",
        "full                | user.full@example.org is away                   | false",
        "a ... b ... c       | a x b y c                                       | true",
        "a ... b ... c       | b a c b                                         | false",
        "[tss04]             | 421 [TSS04] later                               | true",
        "満杯                | このメールボックスは満杯です                    | true",
        "*                   | anything                                        | true"
      })
  void shouldFindWholeWordsInTheirOrder(String phrase, String text, boolean expected) {
    assertThat(Phrase.of(phrase).isIn(Words.of(text))).isEqualTo(expected);
  }

  @Test
  void shouldNotJoinPiecesOfDifferentSentences() {
    String apart = "user bob" + " x".repeat(Phrase.GAP_MAX) + " unknown";
    String near = "user bob" + " x".repeat(10) + " unknown";

    assertThat(Phrase.of("user ... unknown").isIn(apart)).isFalse();
    assertThat(Phrase.of("user ... unknown").isIn(near)).isTrue();
  }

  @Test
  void shouldFindAPieceThatIsNearOnlyToALaterOne() {
    String text = "user" + " x".repeat(Phrase.GAP_MAX) + " user is unknown";

    assertThat(Phrase.of("user ... unknown").isIn(text)).isTrue();
  }

  @Test
  void shouldRefuseAPhraseThatWouldFindNothingOrEverything() {
    assertThatThrownBy(() -> Phrase.of("user ... ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Phrase.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldPutASignInThePlaceOfAddressesSoThatNamesAreNoReasons() {
    assertThat(Words.of("550 <User.Unknown@Example.Org>... MAILBOX\tfull"))
        .isEqualTo("550 @>... mailbox full");
    assertThat(Words.of("a".repeat(5000))).hasSize(Words.CHARS_MAX);
    assertThat(Words.of("")).isEmpty();
  }
}
