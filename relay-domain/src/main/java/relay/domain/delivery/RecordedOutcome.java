package relay.domain.delivery;

import java.time.Instant;
import java.util.Optional;
import relay.domain.brake.BrakeKind;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.queue.Hold;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/** An outcome read back from the journal, to repeat what follows from it after a crash. */
record RecordedOutcome(MailEvent event) {
  private static final SmtpReply FORGOTTEN =
      SmtpReply.local(451, "4.3.0", "The reply is in the journal");

  boolean isDelivered() {
    return event.type() == EventType.DELIVERED;
  }

  /** Whether the sender was to have a report about it. */
  boolean isReported() {
    return event.details().containsKey(EventField.REPORT);
  }

  /** The next attempt that was decided; empty when the recipient had come to an end. */
  Optional<Instant> nextAttempt() {
    return text(EventField.NEXT_ATTEMPT).map(Instant::parse);
  }

  /** Whether it waits without an attempt behind it. */
  boolean isWait() {
    return event.type() == EventType.HELD
        && !event.details().containsKey(EventField.ATTEMPT_MILLIS);
  }

  /** Why it waits without an attempt behind it; empty after one. */
  Optional<String> waitsBecause() {
    return isWait() ? text(EventField.REASON) : Optional.empty();
  }

  /** Whether the attempt ended in doubt and an operator was asked. */
  boolean isAsked() {
    return event.type() == EventType.HELD && !isWait();
  }

  /** Under which brake it was put aside, or that an operator has still not decided. */
  Optional<Hold> hold() {
    if (isWait() && cause() == Cause.IN_DOUBT) {
      Instant since = text(EventField.HELD_SINCE).map(Instant::parse).orElse(event.at());
      return Optional.of(Hold.inDoubt(since));
    }
    return event.type() == EventType.HELD
        ? text(EventField.BRAKE).map(id -> new Hold(id, event.at(), clockStands()))
        : Optional.empty();
  }

  private boolean clockStands() {
    return text(EventField.BRAKE_KIND)
        .flatMap(BrakeKind::labelled)
        .filter(BrakeKind::stopsTheClock)
        .isPresent();
  }

  Cause cause() {
    return text(EventField.REASON).flatMap(Cause::labelled).orElse(Cause.UNKNOWN);
  }

  String host() {
    return text(EventField.HOST).orElse("");
  }

  SmtpReply reply() {
    boolean local = Boolean.TRUE.equals(event.details().get(EventField.LOCAL_REPLY));
    return text(EventField.REPLY)
        .flatMap(SmtpReply::read)
        .map(read -> new SmtpReply(read.code(), read.status(), read.lines(), local))
        .orElse(FORGOTTEN);
  }

  EnhancedStatus status() {
    return ReportStatus.of(cause(), reply());
  }

  private Optional<String> text(String field) {
    return event.details().get(field) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
