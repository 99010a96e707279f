package relay.domain.view;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/**
 * Folds journal events into one change per mail. Events are added in journal order; a batch of any
 * length gives the same rows as the same events one by one. One thread.
 */
public final class MessageFold {
  // What the columns of the view hold: one text too long would stop all events that follow.
  private static final int TEXT_CHARS_MAX = 1000;
  private static final int REASON_CHARS_MAX = 200;
  private static final int LANE_CHARS_MAX = 40;
  private static final int STATUS_CHARS_MAX = 11;
  private static final int OWNER_CHARS_MAX = 64;
  private static final int CREDENTIAL_CHARS_MAX = 200;
  private final Map<QueueId, MessageChange> changes = new LinkedHashMap<>();

  /**
   * Adds the next event; one that is about no mail changes nothing.
   *
   * @param line the event as it stands in the journal, without line end
   */
  public void add(MailEvent event, String line) {
    if (event.mail().isEmpty()) {
      return;
    }
    MessageChange change = changes.computeIfAbsent(event.mail().get(), MessageChange::new);
    change.tell(line, event.at());
    if (event.type() == EventType.RECEIVED) {
      begin(change, event);
    } else {
      stateAfter(event.type()).ifPresent(state -> apply(change, event, state));
    }
  }

  /** One change per mail, in the order in which the mails first appear. */
  public Collection<MessageChange> changes() {
    return changes.values();
  }

  private static void begin(MessageChange change, MailEvent event) {
    change.begin(
        new Reception(
            event.at(),
            text(event, EventField.SENDER),
            text(event, EventField.SUBJECT),
            text(event, EventField.MESSAGE_ID),
            event.details().get(EventField.SIZE) instanceof Number n ? n.longValue() : 0,
            cut(text(event, EventField.LANE), LANE_CHARS_MAX),
            text(event, EventField.LISTENER),
            text(event, EventField.USER),
            owner(event)));
    for (String address : addresses(event)) {
      change.recipient(address, RecipientChange.queued(event.at()));
    }
  }

  private static MailOwner owner(MailEvent event) {
    MailOwner owner = OwnerFields.in(event, lane(event));
    return new MailOwner(
        cut(owner.tenant(), OWNER_CHARS_MAX),
        cut(owner.stream(), OWNER_CHARS_MAX),
        cut(owner.credential(), CREDENTIAL_CHARS_MAX),
        cut(owner.campaign(), OWNER_CHARS_MAX));
  }

  private static Lane lane(MailEvent event) {
    return Lane.labelled(text(event, EventField.LANE)).orElse(Lane.TRANSACTIONAL);
  }

  private static Optional<RecipientState> stateAfter(EventType type) {
    return switch (type) {
      case DELIVERED -> Optional.of(RecipientState.DELIVERED);
      case DEFERRED -> Optional.of(RecipientState.DEFERRED);
      case BOUNCED -> Optional.of(RecipientState.BOUNCED);
      case EXPIRED -> Optional.of(RecipientState.EXPIRED);
      case SUPPRESSED -> Optional.of(RecipientState.SUPPRESSED);
      case HELD -> Optional.of(RecipientState.HELD);
      case REJECTED -> Optional.of(RecipientState.REJECTED);
      case RELEASED -> Optional.of(RecipientState.QUEUED);
      default -> Optional.empty();
    };
  }

  private static void apply(MessageChange change, MailEvent event, RecipientState state) {
    var after =
        new RecipientChange(
            state,
            event.at(),
            event.attempt(),
            text(event, EventField.HOP),
            text(event, EventField.HOST),
            cut(text(event, EventField.STATUS), STATUS_CHARS_MAX),
            reply(event),
            state.isOpen() ? reason(event) : "",
            state.isOpen() ? nextAttempt(event) : Optional.empty());
    List<String> addresses = addresses(event);
    if (addresses.isEmpty()) {
      change.everyOpenRecipient(after);
    }
    for (String address : addresses) {
      change.recipient(address, after);
    }
  }

  private static String reason(MailEvent event) {
    String brake = text(event, EventField.BRAKE);
    String reason = text(event, EventField.REASON);
    String whole = brake.isEmpty() || reason.isEmpty() ? reason : reason + " " + brake;
    return cut(whole, REASON_CHARS_MAX);
  }

  /** What a server or we said; where a brake decided, who set it and why. */
  private static String reply(MailEvent event) {
    if (!event.details().containsKey(EventField.BRAKE_REASON)) {
      return text(event, EventField.REPLY);
    }
    String why =
        text(event, EventField.BRAKE_KIND)
            + " "
            + text(event, EventField.BRAKE)
            + " by "
            + text(event, EventField.BRAKE_AUTHOR)
            + ": "
            + text(event, EventField.BRAKE_REASON);
    return cut(why, TEXT_CHARS_MAX);
  }

  private static List<String> addresses(MailEvent event) {
    if (event.recipient().isPresent()) {
      return List.of(event.recipient().get().toString());
    }
    return event.details().get(EventField.RECIPIENTS) instanceof List<?> list
        ? list.stream().map(Object::toString).filter(Predicate.not(String::isEmpty)).toList()
        : List.of();
  }

  private static Optional<Instant> nextAttempt(MailEvent event) {
    String text = text(event, EventField.NEXT_ATTEMPT);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // the story keeps what was written
    }
  }

  private static String text(MailEvent event, String field) {
    Object value = event.details().get(field);
    String text = value == null ? "" : value.toString();
    return cut(text, TEXT_CHARS_MAX);
  }

  private static String cut(String whole, int charsMax) {
    // PostgreSQL has no such character.
    String text = whole.indexOf(0) < 0 ? whole : whole.replace('\0', ' ');
    if (text.length() <= charsMax) {
      return text;
    }
    // Databases refuse half a character, too.
    boolean half = Character.isHighSurrogate(text.charAt(charsMax - 1));
    return text.substring(0, half ? charsMax - 1 : charsMax);
  }
}
