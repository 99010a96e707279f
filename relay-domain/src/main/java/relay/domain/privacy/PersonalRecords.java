package relay.domain.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.view.DeliveryReport;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageQueryReader;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;

/**
 * Finds every mail of one address in the message view, a page at a time: first those that it
 * received, then those that it sent and did not receive. In any case of letters. Thread-safe.
 */
public final class PersonalRecords {
  private final MessageView view;

  public PersonalRecords(MessageView view) {
    this.view = view;
  }

  /**
   * Hands over each mail, newest first within each of the two.
   *
   * @param sink may write each where it likes: only a page of mails is in memory at a time
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used, also midway
   */
  public Count export(EmailAddress address, Consumer<PersonalRecord> sink) {
    Count count = new Count();
    pages(
        "recipient",
        address,
        record -> {
          count.received++;
          sink.accept(record);
        });
    pages(
        "sender",
        address,
        record -> {
          if (record.asRecipient().isEmpty()) {
            count.sent++;
            sink.accept(record);
          }
        });
    return count;
  }

  /** How many mails were handed over. */
  public static final class Count {
    private long received;
    private long sent;

    private Count() {}

    public long received() {
      return received;
    }

    /** Sent, and not received too. */
    public long sent() {
      return sent;
    }
  }

  /** How the audit names an address: who knows the address finds the entry, nobody else does. */
  public static String nameOf(EmailAddress address) {
    try {
      byte[] octets = address.toString().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return "address sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void pages(String role, EmailAddress address, Consumer<PersonalRecord> sink) {
    Optional<QueueId> cursor = Optional.empty();
    do {
      MessagePage page = view.find(query(role, address, cursor));
      for (MessageRow row : page.messages()) {
        // Empty when the mail was pruned since it was found.
        view.story(row.id()).map(story -> record(story, address)).ifPresent(sink);
      }
      cursor = page.next();
    } while (cursor.isPresent());
  }

  private static MessageQuery query(String role, EmailAddress address, Optional<QueueId> cursor) {
    return new MessageQueryReader(
            name -> {
              if (name.equals(role)) {
                return address.toString();
              }
              return name.equals("cursor") ? cursor.map(QueueId::text).orElse(null) : null;
            })
        .read();
  }

  private static PersonalRecord record(MessageStory story, EmailAddress address) {
    DeliveryReport report = DeliveryReport.of(story);
    return new PersonalRecord(
        story.message(),
        story.message().reception().sender().equalsIgnoreCase(address.toString()),
        report.recipients().stream()
            .filter(r -> r.address().equalsIgnoreCase(address.toString()))
            .findFirst(),
        report.complete());
  }
}
