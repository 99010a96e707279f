package relay.domain.privacy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.journal.EventField;
import relay.domain.journal.EventLines;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * What remains of a journal line when an address is forgotten. The address gets another name
 * wherever it stands; of a mail that it sent or received go subject, Message-ID and envelope id, of
 * one that it sent or of its login the client; of a reply about it only the code stays, of what its
 * server reported later nothing in that server's words. Everything else stays: times, sizes,
 * outcomes, other people. Applied twice it is the same as once. Thread-safe.
 */
public final class ErasedEvent {
  private static final Set<String> OF_THE_MAIL =
      Set.of(EventField.SUBJECT, EventField.MESSAGE_ID, EventField.ENVELOPE_ID);
  private static final Set<String> OF_THE_SENDER =
      Set.of(EventField.CLIENT, EventField.HELO, EventField.USER);
  private static final Set<String> OF_THE_RECIPIENT =
      Set.of(EventField.DIAGNOSTIC, EventField.REPORTED_ADDRESS);
  private final ErasureOrder order;

  public ErasedEvent(ErasureOrder order) {
    this.order = order;
  }

  /** The line without its end; the very same text when the address has no part in it. */
  public String of(RecordedEvent recorded) {
    MailEvent event = recorded.event();
    return isReached(event) && concerns(event)
        ? line(recorded.id(), rewritten(event), recorded.carried())
        : recorded.line();
  }

  private boolean isReached(MailEvent event) {
    return event.mail().map(order::reaches).orElseGet(() -> event.at().isBefore(order.before()));
  }

  private boolean concerns(MailEvent event) {
    if (event.recipient().map(EmailAddress::toString).filter(order::isAbout).isPresent()) {
      return true;
    }
    return event.details().values().stream().anyMatch(this::names);
  }

  private boolean names(Object value) {
    return value instanceof List<?> list
        ? list.stream().anyMatch(this::names)
        : value instanceof String text && order.isIn(text);
  }

  private MailEvent rewritten(MailEvent event) {
    String mail = event.mail().map(QueueId::text).orElse("");
    boolean sent = isAbout(event, EventField.SENDER) || isAbout(event, EventField.USER);
    boolean received = event.recipient().map(r -> order.isAbout(r.toString())).orElse(false);
    Map<String, Object> details = new LinkedHashMap<>();
    for (var detail : event.details().entrySet()) {
      String field = detail.getKey();
      boolean isOfTheMail = OF_THE_MAIL.contains(field) && hasPart(event);
      boolean isOfThem =
          sent && OF_THE_SENDER.contains(field) || received && OF_THE_RECIPIENT.contains(field);
      if (isOfTheMail || isOfThem) {
        continue;
      }
      boolean isReply = received && field.equals(EventField.REPLY);
      details.put(
          field,
          isReply && detail.getValue() instanceof String reply
              ? codeOf(reply)
              : without(mail, detail.getValue()));
    }
    Optional<EmailAddress> recipient =
        event.recipient().map(r -> EmailAddress.parse(order.without(mail, r.toString())));
    return new MailEvent(
        event.type(), event.at(), event.mail(), event.part(), event.attempt(), recipient, details);
  }

  /** Whether it is the sender or one of the recipients. */
  private boolean hasPart(MailEvent event) {
    return isAbout(event, EventField.SENDER)
        || event.details().get(EventField.RECIPIENTS) instanceof List<?> all
            && all.stream().anyMatch(a -> order.isAbout(a.toString()));
  }

  private boolean isAbout(MailEvent event, String field) {
    return event.details().get(field) instanceof String text && order.isAbout(text);
  }

  private Object without(String mail, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> without(mail, each).toString()).toList();
    }
    return value instanceof String text ? order.without(mail, text) : value;
  }

  /** Code and enhanced status of a reply; its text may name whom it is about. */
  public static String codeOf(String reply) {
    String[] words = reply.split(" ", 3);
    if (!words[0].matches("\\d{3}")) {
      return "erased";
    }
    boolean hasStatus = words.length > 1 && words[1].matches("\\d\\.\\d{1,3}\\.\\d{1,3}");
    return hasStatus ? words[0] + " " + words[1] + " erased" : words[0] + " erased";
  }

  private static String line(String id, MailEvent event, boolean carried) {
    var lines = new EventLines();
    lines.add(id, event, carried);
    return new String(lines.octets(), 0, lines.length() - 1, StandardCharsets.UTF_8);
  }
}
