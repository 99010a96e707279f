package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleIndexTest {
  private static final String[] WORDS = {
    "user", "unknown", "users", "spam", "[tss04]", "reject", "rejected", "full", "mailbox", "満杯"
  };
  private static final String[] SIGNS = {" ", "-", "... ", ", ", "@", "  "};
  private static final List<String> PHRASES =
      List.of(
          "user",
          "user unknown",
          "reject*",
          "*known",
          "[tss04]",
          "mailbox ... full",
          "満杯",
          "user-unknown",
          "spam*",
          "*",
          "*",
          "unknown ... user*");

  @ParameterizedTest
  @CsvSource({
    "user unknown, user",
    "reject*, ''",
    "*known, ''",
    "[tss04], ''",
    "block-list*, block",
    "mailbox ... full, mailbox",
    "*, ''"
  })
  void shouldKnowTheWordThatMustBeThere(String phrase, String word) {
    assertThat(Phrase.of(phrase).firstWord()).isEqualTo(word);
  }

  @Test
  void shouldNeverLeaveOutARuleThatHolds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Rule> rules = new ArrayList<>();
    for (String phrase : PHRASES) {
      rules.add(
          new Rule(ReplyClass.POLICY, "", List.of(), Moment.UNKNOWN, false, Phrase.of(phrase)));
    }
    RuleIndex index = new RuleIndex(rules);
    for (int n = 0; n < 2000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append(WORDS[random.nextInt(WORDS.length)])
            .append(SIGNS[random.nextInt(SIGNS.length)]);
      }
      String words = Words.of(text.toString());
      for (int i = 0; i < rules.size(); i++) {
        if (rules.get(i).phrase().isIn(words)) {
          assertThat(index.candidates(words).get(i))
              .as("seed %d: %s in %s", seed, rules.get(i).phrase(), words)
              .isTrue();
        }
      }
    }
  }

  @Test
  void shouldAskFewRulesAboutAnOrdinaryText() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rules.add(
          new Rule(ReplyClass.POLICY, "", List.of(), Moment.UNKNOWN, false, Phrase.of("word" + i)));
    }

    assertThat(new RuleIndex(rules).candidates("word7 and word9").cardinality()).isEqualTo(2);
  }
}
