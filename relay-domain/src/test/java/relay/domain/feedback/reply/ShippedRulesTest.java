package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** The rules that come with the relay, one by one: none is dead, none stands twice. */
class ShippedRulesTest {
  private static final RuleSet RULES = RuleSet.shipped();

  @Test
  void shouldHaveNoRuleThatAnEarlierOneKeepsFromEverDeciding() throws IOException {
    List<String> shadowed = new ArrayList<>();
    for (Rule rule : shipped("general.rules")) {
      String phrase = rule.phrase().toString();
      if (rule.moment() == Moment.UNKNOWN && !phrase.equals("*")) {
        String prefix = rule.prefixes().stream().findFirst().orElse("5");
        int code = prefix.startsWith("4") ? 450 : 550;
        String text = phrase.replace("...", " x ").replace("*", "");
        Finding found =
            RULES.find(
                new RefusedReply(
                    code, ReplyLine.statusAtStart(prefix + " "), text, Moment.UNKNOWN, ""));
        if (found.result() != rule.result()) {
          shadowed.add(rule + " <- " + found.by());
        }
      }
    }

    assertThat(shadowed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"general.rules", "provider.rules"})
  void shouldHaveNoRuleTwice(String file) throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Rule rule : shipped(file)) {
      String key = rule + " " + rule.moment() + rule.vague() + rule.prefixes();
      if (!seen.add(key)) {
        twice.add(key);
      }
    }

    assertThat(twice).isEmpty();
  }

  @Test
  void shouldHaveARuleForEachClassButTheUnknown() throws IOException {
    Set<ReplyClass> known = EnumSet.noneOf(ReplyClass.class);
    shipped("general.rules").forEach(r -> known.add(r.result()));

    assertThat(known)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(ReplyClass.UNKNOWN)));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void shouldKnowEachProviderByItsHostsAndNoNeighbourOfTheirs(Provider provider) {
    for (String host : provider.hosts()) {
      assertThat(Provider.ofHost(host)).isEqualTo(provider.name());
      assertThat(Provider.ofHost("MX1.In." + host.toUpperCase(Locale.ROOT) + "."))
          .isEqualTo(provider.name());
      // Below a host that is the provider's as a whole every name is.
      boolean isBelowAnother =
          provider.hosts().stream().anyMatch(other -> host.endsWith("." + other));
      assertThat(Provider.ofHost("not" + host).equals(provider.name())).isEqualTo(isBelowAnother);
      assertThat(Provider.ofHost(host + ".example")).isEmpty();
    }
    for (String mark : provider.marks()) {
      assertThat(Provider.ofText("550 see " + mark.replace("*", "1") + " for more"))
          .as(mark)
          .isEqualTo(provider.name());
    }
    assertThat(Provider.named(provider.name())).contains(provider);
  }

  static Stream<Provider> providers() {
    return Provider.all().stream();
  }

  @Test
  void shouldNotTakeAnybodysWordsForAProviders() {
    assertThat(Provider.ofText("550 5.1.1 no such user")).isEmpty();
    assertThat(Provider.ofText("")).isEmpty();
    assertThat(Provider.named("nobody")).isEmpty();
    assertThat(ReplyClassifier.providers()).isSorted().doesNotHaveDuplicates().contains("google");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "User   UNKNOWN                          | user unknown",
        "<bob@example.org>: unknown              | @>: unknown",
        "bob@example.org.                        | @",
        "\"a b\"@example.org is gone             | @ is gone",
        "\"a b c d\"@example.org, \"e f\"@x.test | @, @",
        "say \"hello\" to bob@example.org        | say \"hello\" to @",
        "\"bob\"@example.org                     | @",
        "x \" y@example.org                      | x \" @",
        "a@b c@d                                 | @ @",
        "@                                       | @",
      })
  void shouldPutASignInThePlaceOfEachAddress(String text, String words) {
    assertThat(Words.of(text.strip())).isEqualTo(words);
  }

  @Test
  void shouldMakeWordsOfAnyTextWithinItsBounds() {
    Chance.rounds(
        500,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(400); i > 0; i--) {
            text.append(
                Chance.oneOf(
                    random, "@", "\"", " ", "a", "B", ".", "<", "\u3000", "\n", "\u0130", "user"));
          }

          String words = Words.of(text.toString());

          assertThat(words.length()).isLessThanOrEqualTo(2 * Words.CHARS_MAX);
          assertThat(words).doesNotContain("  ", "\n").isEqualTo(words.strip());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a*b", "fail* spf", "a ... b*c ... d", "a*b*", "*a*b", "**", "a **"})
  void shouldRefuseAStarWithinAPieceWhereItWouldMeanNothing(String phrase) {
    assertThatThrownBy(() -> RuleSet.of("mine", "VIRUS\n  " + phrase + "\n"))
        .isInstanceOf(InvalidRules.class)
        .hasMessageContaining("mine line 2");
  }

  @ParameterizedTest
  @CsvSource({
    "reject*, rejected by us, true", "reject*, unreject, false", "*list, blocklist, true",
    "*list, listed, false", "*lock*, blocked, true", "fail* ... spf, failed the check of spf, true",
    "fail* ... spf, spf failed, false", "a ... b, a b, true", "a ... a, a, false",
  })
  void shouldTakeAStarForTheRestOfAWord(String phrase, String words, boolean found) {
    assertThat(Phrase.of(phrase).isIn(words)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"48, true", "49, false"})
  void shouldLookSoFarForTheNextPiece(int gap, boolean found) {
    assertThat(Phrase.of("user ... gone").isIn("user" + " ".repeat(gap) + "gone")).isEqualTo(found);
  }

  private static List<Rule> shipped(String file) throws IOException {
    try (InputStream in = RuleSet.class.getResourceAsStream(file)) {
      return RuleReader.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)).rules();
    }
  }
}
