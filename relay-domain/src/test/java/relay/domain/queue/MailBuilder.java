package relay.domain.queue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Notify;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

/** A queued mail that reads like one: {@code aMail().from("alice@..").to("bob@..").build()}. */
public final class MailBuilder {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  public static final QueueId ID = new QueueId("0khr3vqs0abcdefghjkm");
  private final List<Recipient> recipients = new ArrayList<>();
  private EntryId entry = new EntryId(ID, 0, 0);
  private Lane lane = Lane.TRANSACTIONAL;
  private ReversePath sender = ReversePath.of(EmailAddress.parse("alice@sender.example"));
  private MailOptions options = MailOptions.NONE;
  private Instant acceptedAt = NOON;
  private Instant expiresAt = NOON.plusSeconds(48 * 3600);
  private boolean delayReported;
  private boolean signed = true;
  private Optional<MailOwner> owner = Optional.empty();
  private Content content = contentOf("Subject: Hello\r\n\r\nHow are you?\r\n");

  private MailBuilder() {}

  public static MailBuilder aMail() {
    return new MailBuilder();
  }

  public static Content contentOf(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The empty text is the null path. */
  public MailBuilder from(String path) {
    sender = ReversePath.parse(path);
    return this;
  }

  public MailBuilder to(String... addresses) {
    for (String address : addresses) {
      recipients.add(Recipient.of(EmailAddress.parse(address)));
    }
    return this;
  }

  public MailBuilder notifying(String address, Notify... notifyOn) {
    recipients.add(new Recipient(EmailAddress.parse(address), Set.of(notifyOn), Optional.empty()));
    return this;
  }

  public MailBuilder to(Recipient recipient) {
    recipients.add(recipient);
    return this;
  }

  public MailBuilder entry(EntryId id) {
    entry = id;
    return this;
  }

  public MailBuilder attempts(int attempts) {
    entry = new EntryId(entry.mail(), entry.part(), attempts);
    return this;
  }

  public MailBuilder lane(Lane value) {
    lane = value;
    return this;
  }

  public MailBuilder options(MailOptions value) {
    options = value;
    return this;
  }

  public MailBuilder acceptedAt(Instant at) {
    acceptedAt = at;
    return this;
  }

  /** As it is before its first touch. */
  public MailBuilder unsigned() {
    signed = false;
    return this;
  }

  public MailBuilder owner(MailOwner value) {
    owner = Optional.of(value);
    return this;
  }

  public MailBuilder expiresAt(Instant at) {
    expiresAt = at;
    return this;
  }

  public MailBuilder delayReported() {
    delayReported = true;
    return this;
  }

  public MailBuilder content(Content value) {
    content = value;
    return this;
  }

  public QueuedMail build() {
    List<Recipient> all =
        recipients.isEmpty()
            ? List.of(Recipient.of(EmailAddress.parse("bob@example.org")))
            : recipients;
    return new QueuedMail(
        entry,
        lane,
        owner.orElseGet(() -> MailOwner.of(lane)),
        new Envelope(sender, all, options),
        acceptedAt,
        expiresAt,
        new Progress(Optional.empty(), Optional.empty(), signed, delayReported, Optional.empty()),
        Optional.empty(),
        content);
  }
}
