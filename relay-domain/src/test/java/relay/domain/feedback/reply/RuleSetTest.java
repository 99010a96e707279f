package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

  @Test
  void shouldLoadWhatComesWithTheRelay() {
    Finding found = RuleSet.shipped().find(reply("550 5.1.1 no such user", ""));

    assertThat(found.result()).isEqualTo(ReplyClass.RECIPIENT_UNKNOWN);
    assertThat(found.by()).startsWith("rule ");
  }

  @Test
  void shouldLetTheFirstRuleDecide() {
    var rules = RuleSet.of("test", "VIRUS\n  bad mail\nCONTENT_SPAM\n  bad\n  > 550 bad words\n");

    assertThat(result(rules, "550 bad mail")).isEqualTo(ReplyClass.VIRUS);
    assertThat(result(rules, "550 a bad thing")).isEqualTo(ReplyClass.CONTENT_SPAM);
    assertThat(result(rules, "550 good")).isEqualTo(ReplyClass.UNKNOWN);
  }

  @Test
  void shouldAskTheRulesForTheProviderFirstAndNobodyElsesRules() {
    var rules = RuleSet.of("test", "POLICY\n  no\nVIRUS for google\n  no\n");

    assertThat(rules.find(reply("550 no", "google")).result()).isEqualTo(ReplyClass.VIRUS);
    assertThat(rules.find(reply("550 no", "yahoo")).result()).isEqualTo(ReplyClass.POLICY);
    assertThat(rules.find(reply("550 no", "")).result()).isEqualTo(ReplyClass.POLICY);
  }

  @Test
  void shouldHoldOnlyForTheCodesStatusesAndMomentsNamed() {
    var rules =
        RuleSet.of(
            "test",
            "GREYLISTED when 4\n  later\nVIRUS when 5.7\n  later\n"
                + "POLICY at content when 5.0 552\n  unknown\n");

    assertThat(result(rules, "451 later")).isEqualTo(ReplyClass.GREYLISTED);
    assertThat(result(rules, "551 5.7.1 later")).isEqualTo(ReplyClass.VIRUS);
    assertThat(result(rules, "551 5.71.1 later")).isEqualTo(ReplyClass.UNKNOWN);
    var atContent = ReplyLine.read("552 unknown").asReply(Moment.CONTENT, "");
    var atRecipient = ReplyLine.read("550 5.0.0 unknown").asReply(Moment.RECIPIENT, "");
    assertThat(rules.find(atContent).result()).isEqualTo(ReplyClass.POLICY);
    assertThat(rules.find(atRecipient).result()).isEqualTo(ReplyClass.UNKNOWN);
  }

  @Test
  void shouldAskVagueRulesOnlyWhereTheStatusSaysNothing() {
    var rules = RuleSet.of("test", "POLICY vague\n  rejected\n");

    assertThat(result(rules, "550 5.2.2 rejected")).isEqualTo(ReplyClass.MAILBOX_FULL);
    assertThat(result(rules, "550 5.0.0 rejected")).isEqualTo(ReplyClass.POLICY);
    assertThat(result(rules, "552 rejected")).isEqualTo(ReplyClass.POLICY);
  }

  @Test
  void shouldNotLoadWhenASampleComesOutAsSomethingElse() {
    assertThatThrownBy(
            () ->
                RuleSet.of("mine", "VIRUS\n  bad\nCONTENT_SPAM\n  bad words\n  > 550 bad words\n"))
        .isInstanceOf(InvalidRules.class)
        .hasMessageContaining("mine line 5")
        .hasMessageContaining("CONTENT_SPAM")
        .hasMessageContaining("VIRUS: bad");
  }

  @Test
  void shouldNotLoadWhenNoRuleKnowsASample() {
    assertThatThrownBy(() -> RuleSet.of("mine", "VIRUS\n  bad\n  > 550 something else\n"))
        .isInstanceOf(InvalidRules.class)
        .hasMessageContaining("nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SPAMMY                | no class of replies",
        "VIRUS by night        | the word 'by'",
        "VIRUS for nobody      | 'nobody', which is not known",
        "VIRUS at night        | connection, sender, recipient, content",
        "VIRUS when            | such as 5.7",
        "VIRUS when bad        | such as 5.7"
      })
  void shouldSayWhatIsWrongWithALine(String line, String message) {
    assertThatThrownBy(() -> RuleSet.of("mine", "# rules\n" + line + "\n  bad\n"))
        .isInstanceOf(InvalidRules.class)
        .hasMessageContaining("mine line 2")
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefusePhrasesWithoutClassAndLinesWithoutEnd() {
    assertThatThrownBy(() -> RuleSet.of("mine", "  bad\n"))
        .hasMessageContaining("before the first class");
    assertThatThrownBy(() -> RuleSet.of("mine", "VIRUS\n  " + "x".repeat(2000)))
        .hasMessageContaining("longer than");
    assertThatThrownBy(
            () -> RuleSet.of("mine", "VIRUS\n" + "  bad\n".repeat(RuleReader.RULES_MAX + 1)))
        .hasMessageContaining("one rule too many");
  }

  private static ReplyClass result(RuleSet rules, String line) {
    return rules.find(reply(line, "")).result();
  }

  private static RefusedReply reply(String line, String provider) {
    return ReplyLine.read(line).asReply(Moment.UNKNOWN, provider);
  }
}
