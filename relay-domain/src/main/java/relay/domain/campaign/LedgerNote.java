package relay.domain.campaign;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.QueueId;

/**
 * What an event of the journal means for a row of the ledger.
 *
 * @param fate empty for a complaint or an unsubscription, which come beside what became of the mail
 * @param reason class of a bounce, or why it was skipped; empty text for none
 */
public record LedgerNote(
    QueueId mail,
    Instant at,
    Optional<MailFate> fate,
    String reason,
    boolean complains,
    boolean leaves) {

  /** The kinds of events that can be one. */
  public static final Set<EventType> TYPES =
      Set.of(
          EventType.DELIVERED,
          EventType.DEFERRED,
          EventType.BOUNCED,
          EventType.EXPIRED,
          EventType.SUPPRESSED,
          EventType.OUT_OF_BAND_BOUNCE,
          EventType.COMPLAINED,
          EventType.UNSUBSCRIBED);

  private static final int REASON_CHARS_MAX = 40;

  /** The note of an event; empty where it is about no mail, or means nothing here. */
  public static Optional<LedgerNote> of(MailEvent event) {
    if (event.mail().isEmpty() || event.recipient().isEmpty()) {
      return Optional.empty();
    }
    boolean ended = event.details().containsKey(EventField.BRAKE);
    return switch (event.type()) {
      case DELIVERED -> fate(event, MailFate.DELIVERED, "");
      case DEFERRED -> fate(event, MailFate.DEFERRED, text(event, EventField.REASON));
      case BOUNCED, EXPIRED ->
          ended
              ? fate(event, MailFate.DISCARDED, text(event, EventField.BRAKE_KIND))
              : fate(
                  event,
                  event.type() == EventType.BOUNCED ? MailFate.BOUNCED : MailFate.EXPIRED,
                  text(event, EventField.REASON));
      case SUPPRESSED -> fate(event, MailFate.SKIPPED, SkipReason.SUPPRESSED.label());
      case OUT_OF_BAND_BOUNCE -> fate(event, MailFate.BOUNCED, text(event, EventField.CLASS));
      case COMPLAINED ->
          text(event, EventField.FEEDBACK_TYPE).equalsIgnoreCase("not-spam")
              ? Optional.empty()
              : Optional.of(beside(event, true));
      case UNSUBSCRIBED -> Optional.of(beside(event, false));
      default -> Optional.empty();
    };
  }

  private static Optional<LedgerNote> fate(MailEvent event, MailFate fate, String reason) {
    String word = reason.toLowerCase(Locale.ROOT).replace('_', '-');
    return Optional.of(
        new LedgerNote(
            event.mail().orElseThrow(),
            event.at(),
            Optional.of(fate),
            word.substring(0, Math.min(REASON_CHARS_MAX, word.length())),
            false,
            false));
  }

  private static LedgerNote beside(MailEvent event, boolean complains) {
    return new LedgerNote(
        event.mail().orElseThrow(), event.at(), Optional.empty(), "", complains, !complains);
  }

  private static String text(MailEvent event, String field) {
    return event.details().get(field) instanceof String text ? text : "";
  }
}
