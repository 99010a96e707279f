package relay.ejb.view;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.journal.EventField;
import relay.domain.journal.EventIds;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.view.MessageFold;

/**
 * The journal events of one mail, written as a story: {@code
 * aMail(1).received(...).delivered(...)}.
 */
final class MailStory {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final int number;
  private final List<MailEvent> events;

  private MailStory(int number, List<MailEvent> events) {
    this.number = number;
    this.events = events;
  }

  /** Mail number n was accepted n seconds after the start of 2026. */
  static MailStory aMail(int number) {
    return new MailStory(number, List.of());
  }

  QueueId id() {
    return QueueId.next(START.plusSeconds(number), () -> number);
  }

  MailStory received(String sender, String... recipients) {
    return and(
        EventType.RECEIVED,
        0,
        "",
        Map.of(
            EventField.SENDER,
            sender,
            EventField.RECIPIENTS,
            List.of(recipients),
            EventField.SUBJECT,
            "Mail " + number,
            EventField.SIZE,
            10_240L,
            EventField.LANE,
            "transactional",
            EventField.LISTENER,
            "submission"));
  }

  /** As its first event tells it, and no other. */
  MailStory ownedBy(MailOwner owner) {
    List<MailEvent> same = new ArrayList<>(events);
    MailEvent first = same.get(0);
    Map<String, Object> details = new LinkedHashMap<>(first.details());
    OwnerFields.add(details, owner);
    same.set(
        0, new MailEvent(first.type(), first.at(), first.mail(), 0, 0, Optional.empty(), details));
    return new MailStory(number, same);
  }

  MailStory delivered(String recipient) {
    return delivered(recipient, "250 2.0.0 taken");
  }

  MailStory delivered(String recipient, String reply) {
    return and(EventType.ATTEMPTED, 1, "", Map.of(EventField.RECIPIENTS, List.of(recipient)))
        .and(
            EventType.DELIVERED,
            1,
            recipient,
            Map.of(
                EventField.HOP,
                "b.example",
                EventField.HOST,
                "mx.b.example",
                EventField.REPLY,
                reply));
  }

  MailStory deferred(String recipient, int attempt) {
    return and(
        EventType.DEFERRED,
        attempt,
        recipient,
        Map.of(
            EventField.REPLY,
            "450 4.2.0 come back later",
            EventField.STATUS,
            "4.2.0",
            EventField.NEXT_ATTEMPT,
            "2026-01-01T01:00:00Z"));
  }

  MailStory held() {
    return and(EventType.HELD, 1, "", Map.of());
  }

  /** The same mail, without what was told so far. */
  MailStory next() {
    return new MailStory(number, List.of());
  }

  MailStory renamed(int other) {
    MailStory renamed = new MailStory(other, List.of());
    for (MailEvent e : events) {
      String recipient = e.recipient().map(EmailAddress::toString).orElse("");
      renamed = renamed.and(e.type(), e.attempt(), recipient, e.details());
      MailEvent last = renamed.events.get(renamed.events.size() - 1);
      renamed.events.set(
          renamed.events.size() - 1,
          new MailEvent(
              last.type(),
              e.at(),
              last.mail(),
              0,
              last.attempt(),
              last.recipient(),
              last.details()));
    }
    return renamed;
  }

  /** As an address of the journal that is longer than any mail address can be. */
  MailStory withRecipientColumnOf(int length) {
    Map<String, Object> details = new LinkedHashMap<>(events.get(0).details());
    details.put(EventField.RECIPIENTS, List.of("x".repeat(length - 10) + "@d.example"));
    return next().and(EventType.RECEIVED, 0, "", details);
  }

  List<MailStory> inPieces() {
    return events.stream().map(e -> new MailStory(number, List.of(e))).toList();
  }

  List<String> lines() {
    return events.stream().map(MailStory::line).toList();
  }

  void tellTo(MessageFold fold) {
    events.forEach(e -> fold.add(e, line(e)));
  }

  /** With the lines as the journal has them. */
  void tellInFull(MessageFold fold) {
    var ids = new EventIds(new Random(number));
    for (MailEvent event : events) {
      byte[] line = EventJson.line(ids.next(event.at().toEpochMilli()), event);
      fold.add(event, new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
    }
  }

  List<MailEvent> events() {
    return events;
  }

  private MailStory and(
      EventType type, int attempt, String recipient, Map<String, Object> details) {
    List<MailEvent> more = new ArrayList<>(events);
    more.add(
        new MailEvent(
            type,
            START.plusSeconds(number).plusMillis(events.size()),
            Optional.of(id()),
            0,
            attempt,
            recipient.isEmpty() ? Optional.empty() : Optional.of(EmailAddress.parse(recipient)),
            details));
    return new MailStory(number, more);
  }

  private static String line(MailEvent event) {
    return "{\"type\":\"" + event.type() + "\",\"attempt\":" + event.attempt() + "}";
  }
}
