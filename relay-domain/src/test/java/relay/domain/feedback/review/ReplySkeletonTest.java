package relay.domain.feedback.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

class ReplySkeletonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "554 5.9.9 The Gatekeeper says NO | 554 5.9.9 the gatekeeper says no",
        "550 no <bob@b.example> here | 550 no <@> here",
        "550 bob is not amused | 550 @ is not amused",
        "450 try in 3600 seconds, from 192.0.2.17 | 450 try in # seconds, from #",
        "450 ticket A7F3K9Q2ZZ at mx2 | 450 ticket # at mx2",
        "421 session 12 ended   at  once | 421 session # ended at once"
      })
  void shouldKeepWordsAndLoseWhatTellsMailsApart(String said, String skeleton) {
    assertThat(ReplySkeleton.of(said, "bob")).isEqualTo(skeleton);
  }

  @Test
  void shouldBeTheSameForRepliesThatDifferInPeopleNumbersAndIds() {
    String one = ReplySkeleton.of("554 Sorry [id 1a2b3c4d] <ann@a.example> from 192.0.2.1", "ann");
    String other =
        ReplySkeleton.of("554 sorry  [ID 99ffeedd] <carol@c.example> from 198.51.100.7", "carol");

    assertThat(one).isEqualTo(other);
  }

  @Test
  void shouldBeBoundedWhateverTheTextIs() {
    assertThat(ReplySkeleton.of("x".repeat(100_000), "")).hasSize(ReplySkeleton.CHARS_MAX);
    assertThat(ReplySkeleton.of("7 ".repeat(100_000), ""))
        .hasSizeLessThanOrEqualTo(ReplySkeleton.CHARS_MAX);
    assertThat(ReplySkeleton.of("", "bob")).isEmpty();
    assertThat(ReplySkeleton.of("\r\n\t", "bob")).isEmpty();
  }

  @Test
  void shouldNeverHoldAnAddressOrALineEnd() {
    Chance.rounds(
        300,
        random -> {
          var said = new StringBuilder();
          for (int i = 0; i < 30; i++) {
            said.append(
                Chance.oneOf(
                    random,
                    "bob@b.example",
                    " ",
                    "\r\n",
                    "<",
                    "5.1.1",
                    "abc",
                    "17",
                    "\u0000",
                    "é"));
          }

          String skeleton = ReplySkeleton.of(said.toString(), "bob");

          assertThat(skeleton).doesNotContain("b.example", "\r", "\n", "\u0000");
        });
  }
}
