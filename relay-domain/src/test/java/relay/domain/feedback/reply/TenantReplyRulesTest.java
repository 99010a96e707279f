package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlState;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.tenancy.Tenancies;

class TenantReplyRulesTest {
  private ControlState state = ControlState.EMPTY;
  private final TenantReplyRules rules = new TenantReplyRules(() -> state);

  @Test
  void shouldAskTheRulesOfTheTenantFirst() {
    state =
        Tenancies.state(
            ReplyRuleKindTest.simple("a", "POLICY", "user unknown", "550 user unknown"));

    assertThat(classOf("default", "550 5.1.1 user unknown")).isEqualTo(ReplyClass.POLICY);
    assertThat(classOf("other", "550 5.1.1 user unknown")).isEqualTo(ReplyClass.RECIPIENT_UNKNOWN);
  }

  @Test
  void shouldGoOnWithTheRulesOfTheRelayWhereTheTenantsSayNothing() {
    state = Tenancies.state(ReplyRuleKindTest.simple("a", "POLICY", "gate", "550 gate"));

    assertThat(classOf("default", "550 5.1.1 user unknown"))
        .isEqualTo(ReplyClass.RECIPIENT_UNKNOWN);
    assertThat(classOf("default", "452 4.2.2 full")).isEqualTo(ReplyClass.MAILBOX_FULL);
  }

  @Test
  void shouldTellWhetherATenantHasRulesOfItsOwn() {
    assertThat(rules.own("default")).isEmpty();

    state = Tenancies.state(ReplyRuleKindTest.simple("a", "POLICY", "gate", "550 gate"));

    assertThat(rules.own("default").orElseThrow().classify(reply("550 gate", "")))
        .isEqualTo(ReplyClass.POLICY);
    assertThat(rules.own("other")).isEmpty();
  }

  @Test
  void shouldObeyAChangeAndTheEndOfARule() {
    state = Tenancies.state(ReplyRuleKindTest.simple("a", "POLICY", "odd words", "554 odd words"));
    ReplyClass first = classOf("default", "554 odd words");
    state = Tenancies.state(ReplyRuleKindTest.simple("a", "VIRUS", "odd words", "554 odd words"));
    ReplyClass changed = classOf("default", "554 odd words");
    state = ControlState.EMPTY;

    assertThat(first).isEqualTo(ReplyClass.POLICY);
    assertThat(changed).isEqualTo(ReplyClass.VIRUS);
    assertThat(classOf("default", "554 odd words"))
        .isEqualTo(new ReplyClassifier().classify(reply("554 odd words", "")));
  }

  @Test
  void shouldKeepARuleForAProviderToItsReplies() {
    state =
        Tenancies.state(
            ReplyRuleKindTest.rule(
                "a",
                "'class':'VIRUS','provider':'google','phrases':['odd words'],"
                    + "'samples':['554 odd words']"));

    assertThat(rules.of("default").classify(reply("554 odd words", "google")))
        .isEqualTo(ReplyClass.VIRUS);
    assertThat(rules.of("default").classify(reply("554 odd words", "yahoo")))
        .isNotEqualTo(ReplyClass.VIRUS);
  }

  /** A sample of a rule that is left may have been known by one that is gone. */
  @Test
  void shouldGoOnWithRulesWhoseSamplesAreKnownByNobodyAnyMore() {
    ReplyRule stranded =
        new ReplyRule(
            "default",
            "b",
            1,
            ReplyClass.VIRUS,
            "",
            Moment.UNKNOWN,
            List.of(),
            List.of("odd words"),
            List.of("554 something else"));
    state = Tenancies.state(stranded);

    assertThat(classOf("default", "554 odd words")).isEqualTo(ReplyClass.VIRUS);
  }

  @Test
  void shouldBeTheRelaysRulesWhereNobodyHasAny() {
    assertThat(TenantReplyRules.NONE.of("default")).isSameAs(rules.of("other"));
  }

  private ReplyClass classOf(String tenant, String line) {
    return rules.of(tenant).classify(reply(line, ""));
  }

  private static RefusedReply reply(String line, String provider) {
    ReplyLine read = ReplyLine.read(line);
    Optional<EnhancedStatus> status = read.status();
    return new RefusedReply(read.code(), status, read.text(), Moment.RECIPIENT, provider);
  }
}
