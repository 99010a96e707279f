package relay.domain.spike;

import java.time.Instant;
import java.util.Optional;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.feedback.review.ReplySkeleton;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.BounceOutcome;

/**
 * An event of the journal as it counts for spikes.
 *
 * @param domain of the recipient, canonical
 * @param sample what was said, naming nobody; may be empty
 */
public record SpikeSignal(
    Kind kind, Instant at, String tenant, String stream, String domain, String sample) {

  /** What happened to a recipient. */
  public enum Kind {
    DELIVERED,
    /** Refused for good by the receiver, or no such receiver. */
    REFUSED,
    /** A mail that counts as delivered came back. */
    CAME_BACK,
    COMPLAINED
  }

  /** Empty for what says nothing of the sort, as what is of our own making. */
  public static Optional<SpikeSignal> of(RecordedEvent recorded) {
    MailEvent event = recorded.event();
    return recorded.carried()
        ? Optional.empty()
        : BounceOutcome.of(recorded).flatMap(o -> kindOf(o, event).flatMap(k -> of(k, o, event)));
  }

  private static Optional<Kind> kindOf(BounceOutcome outcome, MailEvent event) {
    return Optional.ofNullable(
        switch (outcome.kind()) {
          case DELIVERED -> Kind.DELIVERED;
          case COMPLAINED -> Kind.COMPLAINED;
          case REFUSED ->
              event.type() == EventType.OUT_OF_BAND_BOUNCE
                  ? Kind.CAME_BACK
                  : isTheirs(outcome, event) ? Kind.REFUSED : null;
          case GIVEN_UP, PUT_OFF, UNSUBSCRIBED -> null;
        });
  }

  private static boolean isTheirs(BounceOutcome outcome, MailEvent event) {
    return event.details().get(EventField.LOCAL_REPLY) != Boolean.TRUE
        || outcome.about() == ReplyClass.DOMAIN_INVALID;
  }

  /** An address that names a host by its number belongs to no provider and no domain. */
  private static Optional<SpikeSignal> of(Kind kind, BounceOutcome outcome, MailEvent event) {
    EmailAddress recipient = outcome.recipient();
    boolean failed = kind == Kind.REFUSED || kind == Kind.CAME_BACK;
    String sample =
        failed ? ReplySkeleton.of(outcome.evidence().text(), recipient.localPart()) : "";
    return recipient
        .domainName()
        .map(DomainName::ascii)
        .map(
            domain ->
                new SpikeSignal(
                    kind,
                    event.at(),
                    outcome.owner().tenant(),
                    outcome.owner().stream(),
                    domain,
                    sample));
  }
}
