package relay.domain.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** Journal events as they follow each other, for tests of what the view makes of them. */
final class Story {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final QueueId MAIL = new QueueId("0khr3vqs0abcdefghjkm");

  private final List<MailEvent> events = new ArrayList<>();

  List<MailEvent> events() {
    return events;
  }

  Story received(String... recipients) {
    return add(
        EventType.RECEIVED,
        0,
        null,
        Map.of(
            EventField.SENDER,
            "alice@sender.example",
            EventField.RECIPIENTS,
            List.of(recipients),
            EventField.SIZE,
            1234L));
  }

  Story about(EventType type, int attempt, String recipient, Map<String, Object> details) {
    return add(type, attempt, recipient, details);
  }

  Story about(EventType type, int attempt, String recipient) {
    return add(type, attempt, recipient, Map.of());
  }

  /** An event about everybody, with the names of these recipients when there are any. */
  Story aboutAll(EventType type, int attempt, String... recipients) {
    return add(
        type,
        attempt,
        null,
        recipients.length == 0 ? Map.of() : Map.of(EventField.RECIPIENTS, List.of(recipients)));
  }

  private Story add(EventType type, int attempt, String recipient, Map<String, Object> details) {
    events.add(
        new MailEvent(
            type,
            NOON.plusSeconds(events.size()),
            Optional.of(MAIL),
            0,
            attempt,
            Optional.ofNullable(recipient).map(EmailAddress::parse),
            details));
    return this;
  }

  MessageChange folded() {
    return folded(events);
  }

  static MessageChange folded(List<MailEvent> some) {
    MessageFold fold = new MessageFold();
    some.forEach(e -> fold.add(e, "{\"type\":\"" + e.type() + "\"}"));
    return fold.changes().iterator().next();
  }

  /** The rows of one mail, changed as the database is. */
  static final class Rows {
    private final Map<String, RecipientChange> rows = new HashMap<>();

    Rows apply(MessageChange change) {
      change
          .everybody()
          .ifPresent(all -> rows.replaceAll((address, row) -> row.state().isOpen() ? all : row));
      rows.putAll(change.recipients());
      return this;
    }

    Map<String, RecipientChange> rows() {
      return rows;
    }

    Map<String, RecipientState> states() {
      Map<String, RecipientState> states = new HashMap<>();
      rows.forEach((address, row) -> states.put(address, row.state()));
      return states;
    }
  }
}
