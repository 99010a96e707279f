package relay.domain.suppression;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.RefusedReply;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.suppression.Suppression.Evidence;

/**
 * An event of the journal as the rules see it: something that happened to one recipient.
 *
 * @param about what the refusal was about; UNKNOWN where there was none
 * @param hasStatus whether the server gave an enhanced status
 */
public record BounceOutcome(
    Kind kind,
    Instant at,
    MailOwner owner,
    EmailAddress recipient,
    ReplyClass about,
    boolean hasStatus,
    Evidence evidence) {

  /** What happened. */
  public enum Kind {
    DELIVERED,
    /** Refused for good, at once or by a mail that came later. */
    REFUSED,
    /** Given up after a time. */
    GIVEN_UP,
    /** To be tried again. */
    PUT_OFF,
    COMPLAINED,
    UNSUBSCRIBED
  }

  /** The kinds of events that can be one; all others are nothing to the rules. */
  public static final Set<EventType> TYPES =
      Set.of(
          EventType.DELIVERED,
          EventType.BOUNCED,
          EventType.EXPIRED,
          EventType.DEFERRED,
          EventType.OUT_OF_BAND_BOUNCE,
          EventType.COMPLAINED,
          EventType.UNSUBSCRIBED);

  private static final ReplyClassifier CLASSIFIER = new ReplyClassifier();

  /** What the rules make of an event; empty when it is nothing to them. */
  public static Optional<BounceOutcome> of(RecordedEvent recorded) {
    MailEvent event = recorded.event();
    if (event.recipient().isEmpty() || event.details().containsKey(EventField.BRAKE)) {
      return Optional.empty();
    }
    return switch (event.type()) {
      case DELIVERED -> Optional.of(of(recorded, Kind.DELIVERED, ReplyClass.UNKNOWN));
      case BOUNCED ->
          BounceRules.classOf(text(event, EventField.REASON))
              .map(about -> of(recorded, Kind.REFUSED, about));
      case EXPIRED -> Optional.of(of(recorded, Kind.GIVEN_UP, givenUp(event)));
      case DEFERRED ->
          BounceRules.classOf(text(event, EventField.REASON))
              .filter(about -> about == ReplyClass.MAILBOX_FULL)
              .map(about -> of(recorded, Kind.PUT_OFF, about));
      case OUT_OF_BAND_BOUNCE, COMPLAINED, UNSUBSCRIBED -> feedback(recorded);
      default -> Optional.empty();
    };
  }

  private static Optional<BounceOutcome> feedback(RecordedEvent recorded) {
    MailEvent event = recorded.event();
    if (event.type() == EventType.COMPLAINED) {
      // The provider says that it was no spam after all.
      return text(event, EventField.FEEDBACK_TYPE).equalsIgnoreCase("not-spam")
          ? Optional.empty()
          : Optional.of(of(recorded, Kind.COMPLAINED, ReplyClass.UNKNOWN));
    }
    if (event.type() == EventType.UNSUBSCRIBED) {
      return FeedbackEvent.in(event)
          .filter(FeedbackEvent::leavesByItself)
          .map(wish -> of(recorded, Kind.UNSUBSCRIBED, ReplyClass.UNKNOWN));
    }
    ReplyClass about =
        BounceRules.classOf(text(event, EventField.CLASS)).orElse(ReplyClass.UNKNOWN);
    return FeedbackEvent.in(event)
        .map(f -> of(recorded, f.isHard() ? Kind.REFUSED : Kind.GIVEN_UP, about));
  }

  /** A mailbox that was full to the end is a full mailbox. */
  private static ReplyClass givenUp(MailEvent event) {
    String reply = text(event, EventField.REPLY);
    boolean ours = event.details().get(EventField.LOCAL_REPLY) == Boolean.TRUE;
    if (ours || reply.length() < 3) {
      return ReplyClass.EXPIRED;
    }
    ReplyClass about =
        CLASSIFIER.classify(
            new RefusedReply(
                450,
                EnhancedStatus.parse(text(event, EventField.STATUS)),
                reply.substring(3).strip(),
                Moment.RECIPIENT,
                ReplyClassifier.providerOf(text(event, EventField.HOST))));
    return about == ReplyClass.MAILBOX_FULL ? about : ReplyClass.EXPIRED;
  }

  private static BounceOutcome of(RecordedEvent recorded, Kind kind, ReplyClass about) {
    MailEvent event = recorded.event();
    String told = told(event);
    boolean failed = kind != Kind.COMPLAINED && kind != Kind.UNSUBSCRIBED;
    return new BounceOutcome(
        kind,
        event.at(),
        OwnerFields.in(event, lane(event)),
        event.recipient().orElseThrow(),
        about,
        !text(event, EventField.STATUS).isEmpty(),
        new Evidence(
            failed ? about.name().toLowerCase(java.util.Locale.ROOT) : "",
            ReplyClassifier.providerOf(text(event, EventField.HOST), told),
            recorded.id(),
            told));
  }

  /** The words of the server; of a mail that came back they stand beside the code. */
  private static String told(MailEvent event) {
    String reply = text(event, EventField.REPLY);
    String diagnostic = text(event, EventField.DIAGNOSTIC);
    return diagnostic.contains(reply) ? diagnostic : (reply + " " + diagnostic).strip();
  }

  private static Lane lane(MailEvent event) {
    String label = text(event, EventField.LANE);
    return List.of(Lane.values()).stream()
        .filter(lane -> lane.label().equals(label))
        .findFirst()
        .orElse(Lane.TRANSACTIONAL);
  }

  private static String text(MailEvent event, String field) {
    return event.details().get(field) instanceof String text ? text : "";
  }
}
