package relay.domain.view;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.journal.EventField;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/**
 * The proof of what became of one mail, recipient by recipient, out of its journal lines.
 * Immutable.
 *
 * @param received how it came in; empty when that line is not on record any more
 * @param complete whether all lines of the journal are here and could be read
 * @param fingerprint SHA-256, in hexadecimal, of the journal lines in their order, each with a line
 *     feed: who has the journal files can show that the report says what they say
 */
public record DeliveryReport(
    MessageRow message,
    Optional<MailEvent> received,
    List<RecipientReport> recipients,
    boolean complete,
    String fingerprint) {
  private static final Set<EventType> TOLD =
      EnumSet.of(
          EventType.ATTEMPTED,
          EventType.DELIVERED,
          EventType.DEFERRED,
          EventType.BOUNCED,
          EventType.EXPIRED,
          EventType.SUPPRESSED,
          EventType.REJECTED,
          EventType.IN_DOUBT,
          EventType.HELD,
          EventType.RELEASED,
          EventType.DELAYED,
          EventType.REPORTED);

  public DeliveryReport {
    recipients = List.copyOf(recipients);
  }

  public static DeliveryReport of(MessageStory story) {
    EventJson json = new EventJson();
    List<MailEvent> events = new ArrayList<>();
    boolean readable = true;
    MessageDigest digest = sha256();
    for (String line : story.events()) {
      byte[] octets = line.getBytes(StandardCharsets.UTF_8);
      digest.update(octets);
      digest.update((byte) '\n');
      try {
        events.add(json.read(octets, 0, octets.length).event());
      } catch (IllegalArgumentException e) {
        // Of a newer relay, which shares the database; the report says that something is missing.
        readable = false;
      }
    }
    return new DeliveryReport(
        story.message(),
        events.stream().filter(e -> e.type() == EventType.RECEIVED).findFirst(),
        story.message().recipients().stream().map(r -> recipient(r, events)).toList(),
        story.complete() && readable,
        HexFormat.of().formatHex(digest.digest()));
  }

  private static RecipientReport recipient(RecipientRow row, List<MailEvent> events) {
    Set<Integer> parts = new HashSet<>();
    for (MailEvent event : events) {
      if (names(event, row.address())) {
        parts.add(event.part());
      }
    }
    List<MailEvent> about =
        events.stream()
            .filter(e -> TOLD.contains(e.type()))
            .filter(e -> names(e, row.address()) || isAboutAll(e) && parts.contains(e.part()))
            .toList();
    return new RecipientReport(row.address(), row.standing(), about);
  }

  private static boolean names(MailEvent event, String address) {
    return event.recipient().isPresent()
        ? event.recipient().get().toString().equals(address)
        : event.details().get(EventField.RECIPIENTS) instanceof List<?> all
            && all.contains(address);
  }

  private static boolean isAboutAll(MailEvent event) {
    return event.recipient().isEmpty() && !event.details().containsKey(EventField.RECIPIENTS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
