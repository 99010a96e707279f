package relay.domain.backtest;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import relay.domain.delivery.Stage;
import relay.domain.journal.EventType;
import relay.domain.traffic.RuleTrial;

/** The operator's rules about what replies ask of us, asked about all mail. */
record ReactionChange(RuleTrial current, RuleTrial changed) implements RuleChange {
  static final Verdict NOTHING = new Verdict("no-rule", "none");

  /** What was taken counts as well: it ends pauses, and says how fast mail went. */
  @Override
  public Set<EventType> kinds() {
    return EnumSet.of(
        EventType.DELIVERED, EventType.DEFERRED, EventType.BOUNCED, EventType.EXPIRED);
  }

  @Override
  public boolean concerns(PastReply reply) {
    return !reply.host().isEmpty();
  }

  @Override
  public Verdict before(PastReply reply) {
    return verdict(current, reply);
  }

  @Override
  public Verdict after(PastReply reply) {
    return verdict(changed, reply);
  }

  private static Verdict verdict(RuleTrial rules, PastReply reply) {
    rules.play(
        new RuleTrial.Said(
            reply.host().toLowerCase(Locale.ROOT),
            reply.source(),
            reply.reply(),
            reply.stage().orElse(Stage.RCPT),
            reply.at(),
            reply.sample()));
    return rules
        .match(reply.host().toLowerCase(Locale.ROOT), reply.reply())
        .map(rule -> new Verdict(rule.reaction().label(), rule.id()))
        .orElse(NOTHING);
  }

  @Override
  public String provider(PastReply reply) {
    return current.providerOf(reply.host().toLowerCase(Locale.ROOT));
  }

  @Override
  public RuleTrial.Fired firedBefore(String rule) {
    return current.fired(rule);
  }

  @Override
  public RuleTrial.Fired firedAfter(String rule) {
    return changed.fired(rule);
  }
}
