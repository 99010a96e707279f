package relay.domain.backtest;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import relay.domain.delivery.Stage;
import relay.domain.feedback.reply.Finding;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.journal.EventType;
import relay.domain.traffic.RuleTrial;

/** A tenant's rules about what replies mean, asked about its own mail. */
record ClassChange(String tenant, ReplyClassifier current, ReplyClassifier changed)
    implements RuleChange {
  private static final RuleTrial.Fired NEVER = new RuleTrial.Fired(0, List.of());

  @Override
  public Set<EventType> kinds() {
    return EnumSet.of(EventType.DEFERRED, EventType.BOUNCED, EventType.EXPIRED);
  }

  /** What is said to a login is about a password of ours, whatever the words. */
  @Override
  public boolean concerns(PastReply reply) {
    return reply.tenant().equals(tenant)
        && !reply.reply().isPositive()
        && reply.stage().filter(stage -> stage == Stage.AUTH).isEmpty();
  }

  @Override
  public Verdict before(PastReply reply) {
    return verdict(current.find(reply.refused()));
  }

  @Override
  public Verdict after(PastReply reply) {
    return verdict(changed.find(reply.refused()));
  }

  private static Verdict verdict(Finding found) {
    return new Verdict(found.result().name(), found.by());
  }

  @Override
  public String provider(PastReply reply) {
    return ReplyClassifier.providerOf(reply.host());
  }

  @Override
  public RuleTrial.Fired firedBefore(String rule) {
    return NEVER;
  }

  @Override
  public RuleTrial.Fired firedAfter(String rule) {
    return NEVER;
  }
}
