package relay.domain.feedback.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.feedback.mail.RecipientVerdict;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/**
 * One thing that came back about one recipient of one mail of ours, in the words of the journal.
 *
 * @param type OUT_OF_BAND_BOUNCE, COMPLAINED, UNSUBSCRIBED or ANSWERED
 * @param mail the mail that was sent
 * @param recipient whom that mail was for, by its own record and not by what came back says; empty
 *     when the record is gone or several could be meant
 * @param owner whose mail it was
 * @param kind a word of {@link relay.domain.feedback.mail.MailKind}, or {@code unsubscribe}
 * @param words what was said of the recipient; its address is the one that came back, which may be
 *     another one than the recipient's: forwarded, redacted, or empty
 * @param feedbackType of a complaint, such as {@code abuse}; empty otherwise
 * @param token the identity token that proved it
 * @param source by what way it came: {@code mail}, {@code http}, {@code preferences} ...
 * @param feedback the mail in which it came; empty when it came by another way
 * @param farewell what else is known of a wish to get no more
 */
public record FeedbackEvent(
    EventType type,
    Instant at,
    QueueId mail,
    Optional<EmailAddress> recipient,
    MailOwner owner,
    String kind,
    RecipientVerdict words,
    String feedbackType,
    String token,
    String source,
    Optional<QueueId> feedback,
    Farewell farewell) {
  private static final Set<EventType> TYPES =
      Set.of(
          EventType.OUT_OF_BAND_BOUNCE,
          EventType.COMPLAINED,
          EventType.UNSUBSCRIBED,
          EventType.ANSWERED);

  /** The kind of a wish to get no more. */
  public static final String UNSUBSCRIBE = "unsubscribe";

  /** The source of such a wish that came by the preference page, which has done what follows. */
  public static final String BY_PREFERENCES = "preferences";

  /** Nothing said of anybody. */
  public static final RecipientVerdict NO_WORDS = new RecipientVerdict("", "", "", "", false, "");

  /**
   * What somebody leaves by unsubscribing, beside the stream.
   *
   * @param list id of the list that the mail was sent to; empty text: none is known
   * @param network of the client, without the part that tells one from its neighbours; empty text:
   *     it came by mail
   */
  public record Farewell(String list, String network) {
    /** Of everything that is no such wish. */
    public static final Farewell NONE = new Farewell("", "");
  }

  public FeedbackEvent {
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(type + " is no feedback");
    }
  }

  /** Whether no mail will reach the recipient, by evidence; true of bounces only. */
  public boolean isHard() {
    return type == EventType.OUT_OF_BAND_BOUNCE && words.hard();
  }

  /**
   * Whether streams and lists are still to be left for it; on the preference page somebody has
   * chosen himself what he leaves.
   */
  public boolean leavesByItself() {
    return type == EventType.UNSUBSCRIBED && !source.equals(BY_PREFERENCES);
  }

  /** The line of the journal; texts that are empty are left out. */
  public MailEvent event() {
    Map<String, Object> details = new LinkedHashMap<>();
    OwnerFields.add(details, owner);
    add(details, EventField.KIND, kind);
    if (type == EventType.OUT_OF_BAND_BOUNCE) {
      add(details, EventField.CLASS, words.result());
      details.put(EventField.HARD, words.hard());
    }
    add(details, EventField.STATUS, words.status());
    add(details, EventField.REPLY, words.reply());
    add(details, EventField.DIAGNOSTIC, words.diagnostic());
    add(details, EventField.FEEDBACK_TYPE, feedbackType);
    if (recipient.filter(r -> r.toString().equalsIgnoreCase(words.address())).isEmpty()) {
      add(details, EventField.REPORTED_ADDRESS, words.address());
    }
    add(details, EventField.TOKEN, token);
    add(details, EventField.SOURCE, source);
    add(details, EventField.LIST, farewell.list());
    add(details, EventField.CLIENT, farewell.network());
    feedback.ifPresent(id -> details.put(EventField.FEEDBACK, id.text()));
    return new MailEvent(type, at, Optional.of(mail), 0, 0, recipient, details);
  }

  private static void add(Map<String, Object> details, String field, String text) {
    if (!text.isEmpty()) {
      details.put(field, text);
    }
  }

  /** Reads it from the journal; empty when the event is about something else. */
  public static Optional<FeedbackEvent> in(MailEvent event) {
    if (!TYPES.contains(event.type()) || event.mail().isEmpty()) {
      return Optional.empty();
    }
    String named = text(event, EventField.REPORTED_ADDRESS);
    String address =
        named.isEmpty() ? event.recipient().map(EmailAddress::toString).orElse("") : named;
    var words =
        new RecipientVerdict(
            address,
            text(event, EventField.STATUS),
            text(event, EventField.REPLY),
            text(event, EventField.CLASS),
            event.details().get(EventField.HARD) == Boolean.TRUE,
            text(event, EventField.DIAGNOSTIC));
    return Optional.of(
        new FeedbackEvent(
            event.type(),
            event.at(),
            event.mail().get(),
            event.recipient(),
            OwnerFields.in(event, Lane.TRANSACTIONAL),
            text(event, EventField.KIND),
            words,
            text(event, EventField.FEEDBACK_TYPE),
            text(event, EventField.TOKEN),
            text(event, EventField.SOURCE),
            id(event),
            new Farewell(text(event, EventField.LIST), text(event, EventField.CLIENT))));
  }

  private static Optional<QueueId> id(MailEvent event) {
    String text = text(event, EventField.FEEDBACK);
    return text.isEmpty() ? Optional.empty() : Optional.of(new QueueId(text));
  }

  private static String text(MailEvent event, String field) {
    return event.details().get(field) instanceof String text ? text : "";
  }
}
