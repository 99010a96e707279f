package relay.domain.contacts.behaviour;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.Lane;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.tracking.VisitEvent;

/**
 * What an event of the journal says of somebody's behaviour.
 *
 * @param at in whole milliseconds
 * @param link that was clicked, without query and fragment; empty text for the others
 * @param isTakenBack whether this very visit was noted before, and was a machine's
 */
public record BehaviourNote(
    String tenant,
    SuppressionSubject who,
    Instant at,
    BehaviourKind what,
    String link,
    boolean isTakenBack) {

  /** The kinds of events that can be one. */
  public static final Set<EventType> TYPES =
      Set.of(
          EventType.DELIVERED,
          EventType.BOUNCED,
          EventType.EXPIRED,
          EventType.OPENED,
          EventType.CLICKED);

  /** The note of an event; empty where it tells nobody's behaviour. */
  public static Optional<BehaviourNote> of(MailEvent event) {
    if (event.mail().isEmpty() || event.recipient().isEmpty()) {
      return Optional.empty();
    }
    return switch (event.type()) {
      case OPENED, CLICKED -> VisitEvent.in(event).flatMap(visit -> visit(event, visit));
      case DELIVERED -> mail(event, BehaviourKind.DELIVERED);
      case BOUNCED, EXPIRED -> mail(event, BehaviourKind.SENT);
      default -> Optional.empty();
    };
  }

  private static Optional<BehaviourNote> visit(MailEvent event, VisitEvent visit) {
    return visit.isMachine() && !visit.revised()
        ? Optional.empty()
        : Optional.of(
            note(
                event,
                visit.isClick() ? BehaviourKind.CLICKED : BehaviourKind.OPENED,
                visit.link(),
                visit.isMachine()));
  }

  /** What an operator took away was not sent; nor do receipts and codes say who reads news. */
  private static Optional<BehaviourNote> mail(MailEvent event, BehaviourKind what) {
    boolean isBulk = Lane.BULK.label().equals(event.details().get(EventField.LANE));
    return isBulk && !event.details().containsKey(EventField.BRAKE)
        ? Optional.of(note(event, what, "", false))
        : Optional.empty();
  }

  private static BehaviourNote note(
      MailEvent event, BehaviourKind what, String link, boolean isTakenBack) {
    return new BehaviourNote(
        OwnerFields.in(event, Lane.BULK).tenant(),
        SuppressionSubject.of(event.recipient().orElseThrow()),
        event.at().truncatedTo(ChronoUnit.MILLIS),
        what,
        link,
        isTakenBack);
  }
}
