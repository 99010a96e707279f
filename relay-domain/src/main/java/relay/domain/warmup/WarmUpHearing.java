package relay.domain.warmup;

import java.util.EnumSet;
import java.util.Set;
import relay.domain.delivery.Cause;
import relay.domain.delivery.RecipientOutcome;
import relay.domain.delivery.RecipientOutcome.Deferred;
import relay.domain.delivery.RecipientOutcome.Failed;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ReplyJudge;

/** Says what an answer tells about the standing of the address that was answered. Thread-safe. */
final class WarmUpHearing {
  private static final Set<Cause> BLOCKS =
      EnumSet.of(Cause.IP_BLOCKED, Cause.REPUTATION_DOMAIN, Cause.CONTENT_SPAM);
  private static final Set<Cause> NOBODY =
      EnumSet.of(
          Cause.RECIPIENT_UNKNOWN,
          Cause.RECIPIENT_INACTIVE,
          Cause.RECIPIENT_MOVED,
          Cause.DOMAIN_INVALID);
  private static final Set<Cause> ABOUT_US =
      EnumSet.of(
          Cause.RATE_LIMITED,
          Cause.TOO_MANY_CONNECTIONS,
          Cause.POLICY,
          Cause.AUTH_FAILED,
          Cause.SENDER_REJECTED,
          Cause.UNKNOWN);
  private final ReplyJudge judge = new ReplyJudge();

  /** Nothing where it says nothing about us. */
  WarmUpHealth hear(RecipientReply said, boolean isFirst) {
    if (said.reply().local() && !said.inDoubt()) {
      return WarmUpHealth.NONE;
    }
    RecipientOutcome outcome = judge.judge(said);
    if (outcome instanceof Deferred deferred) {
      if (BLOCKS.contains(deferred.cause())) {
        return WarmUpHealth.BLOCKED;
      }
      // A mail that is deferred time and again says no more than once.
      return isFirst && ABOUT_US.contains(deferred.cause())
          ? WarmUpHealth.DEFERRED
          : WarmUpHealth.NONE;
    }
    if (outcome instanceof Failed failed) {
      if (BLOCKS.contains(failed.cause())) {
        return WarmUpHealth.BLOCKED;
      }
      return NOBODY.contains(failed.cause()) ? WarmUpHealth.BOUNCED : WarmUpHealth.NONE;
    }
    return WarmUpHealth.TAKEN;
  }
}
