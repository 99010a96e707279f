package relay.domain.suppression;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import relay.domain.suppression.BounceOutcome.Kind;

/**
 * Decides by the rules what an outcome means for its recipient and for the recipient's domain.
 * Pure. Nobody is blamed for what a server thinks of the sender, of the mail, or for its own
 * trouble.
 */
public final class BounceJudge {
  private BounceJudge() {}

  /**
   * What follows.
   *
   * @param history of the address or domain from now on
   * @param suppression to be put on the list
   */
  public record Step(BounceHistory history, Optional<Suppression> suppression) {
    static Step on(BounceHistory history) {
      return new Step(history, Optional.empty());
    }
  }

  /**
   * For the recipient's address within the tenant. An event that counted before changes nothing.
   */
  public static Step address(BounceHistory before, BounceOutcome outcome, BounceRules rules) {
    String event = outcome.evidence().event();
    if (before.lastEvent().equals(event) || !rules.enabled() && isFailure(outcome)) {
      return Step.on(before);
    }
    return switch (outcome.kind()) {
      case DELIVERED -> Step.on(before.delivered(event));
      case COMPLAINED ->
          new Step(
              before,
              Optional.of(
                  suppression(
                      SuppressionSubject.of(outcome.recipient()),
                      SuppressionScope.ofBulk(outcome.owner().tenant()),
                      SuppressionReason.COMPLAINT,
                      outcome,
                      Optional.empty())));
      case UNSUBSCRIBED ->
          new Step(
              before,
              Optional.of(
                  suppression(
                      SuppressionSubject.of(outcome.recipient()),
                      SuppressionScope.ofStream(outcome.owner().tenant(), outcome.owner().stream()),
                      SuppressionReason.UNSUBSCRIBED,
                      outcome,
                      Optional.empty())));
      case REFUSED -> isHard(outcome) ? hard(before, outcome, rules) : soft(before, outcome, rules);
      case GIVEN_UP -> soft(before, outcome, rules);
      case PUT_OFF -> full(before.full(outcome.at(), event), outcome, rules);
    };
  }

  /** Who unsubscribes is heard whatever the settings say. */
  private static boolean isFailure(BounceOutcome outcome) {
    return outcome.kind() != Kind.UNSUBSCRIBED && outcome.kind() != Kind.DELIVERED;
  }

  private static boolean isHard(BounceOutcome outcome) {
    return switch (outcome.about()) {
      case RECIPIENT_UNKNOWN, RECIPIENT_INACTIVE, RECIPIENT_MOVED -> true;
      default -> false;
    };
  }

  private static Step hard(BounceHistory before, BounceOutcome outcome, BounceRules rules) {
    BounceHistory after = before.bareRefusal(outcome.evidence().event());
    int enough = outcome.hasStatus() ? rules.hard() : rules.hardWithoutStatus();
    return after.bare() >= enough
        ? suppressed(after, SuppressionReason.HARD_BOUNCE, outcome, rules)
        : Step.on(after);
  }

  private static Step soft(BounceHistory before, BounceOutcome outcome, BounceRules rules) {
    double weight = rules.weights().getOrDefault(outcome.about(), 0.0);
    BounceHistory after = before;
    if (weight > 0) {
      LocalDate day = LocalDate.ofInstant(outcome.at(), ZoneOffset.UTC);
      long first = day.toEpochDay() - rules.window().toDays();
      after = after.points(weight, day.toEpochDay(), first, outcome.evidence().event());
      if (after.points() >= rules.points() && after.pointsByDay().size() >= rules.days()) {
        return suppressed(after, SuppressionReason.SOFT_BOUNCE, outcome, rules);
      }
    }
    return outcome.about() == relay.domain.feedback.reply.ReplyClass.MAILBOX_FULL
        ? full(after.full(outcome.at(), outcome.evidence().event()), outcome, rules)
        : Step.on(after);
  }

  private static Step full(BounceHistory after, BounceOutcome outcome, BounceRules rules) {
    Instant since = after.fullSince().orElse(outcome.at());
    return outcome.at().isBefore(since.plus(rules.fullFor()))
        ? Step.on(after)
        : suppressed(after, SuppressionReason.MAILBOX_FULL, outcome, rules);
  }

  private static Step suppressed(
      BounceHistory after, SuppressionReason reason, BounceOutcome outcome, BounceRules rules) {
    return new Step(
        after.suppressed(outcome.evidence().event()),
        Optional.of(
            suppression(
                SuppressionSubject.of(outcome.recipient()),
                SuppressionScope.ofTenant(outcome.owner().tenant()),
                reason,
                outcome,
                rules.term(after.suppressions()).map(outcome.at()::plus))));
  }

  /** Whether the outcome says anything about the domain. */
  public static boolean concernsDomain(BounceOutcome outcome) {
    return outcome.kind() == Kind.DELIVERED || isDomainGone(outcome);
  }

  private static boolean isDomainGone(BounceOutcome outcome) {
    return (outcome.kind() == Kind.REFUSED || outcome.kind() == Kind.GIVEN_UP)
        && outcome.about() == relay.domain.feedback.reply.ReplyClass.DOMAIN_INVALID;
  }

  /** For the recipient's domain within the tenant. */
  public static Step domain(BounceHistory before, BounceOutcome outcome, BounceRules rules) {
    String event = outcome.evidence().event();
    if (before.lastEvent().equals(event) || !concernsDomain(outcome)) {
      return Step.on(before);
    }
    if (outcome.kind() == Kind.DELIVERED) {
      return Step.on(before.delivered(event));
    }
    boolean isTooSoon =
        before
            .lastResult()
            .filter(l -> outcome.at().isBefore(l.plus(rules.domainApart())))
            .isPresent();
    if (isTooSoon || !rules.enabled()) {
      return Step.on(before);
    }
    BounceHistory after = before.domainResult(outcome.at(), event);
    if (after.domainResults() < rules.domainResults()) {
      return Step.on(after);
    }
    return new Step(
        after.suppressed(event),
        Optional.of(
            suppression(
                SuppressionSubject.ofDomain(outcome.recipient()),
                SuppressionScope.ofTenant(outcome.owner().tenant()),
                SuppressionReason.DOMAIN_INVALID,
                outcome,
                rules.term(after.suppressions()).map(outcome.at()::plus))));
  }

  private static Suppression suppression(
      SuppressionSubject subject,
      SuppressionScope scope,
      SuppressionReason reason,
      BounceOutcome outcome,
      Optional<Instant> end) {
    return new Suppression(
        Optional.of(subject),
        scope,
        reason,
        outcome.evidence(),
        Suppression.BY_RULE,
        outcome.at(),
        end);
  }
}
