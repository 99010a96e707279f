package relay.ejb.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import relay.domain.brake.BrakeSelector;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.Due;
import relay.domain.queue.EntryId;
import relay.domain.queue.EnvelopeText;
import relay.domain.queue.Hold;
import relay.domain.queue.Progress;
import relay.domain.queue.QueueCensus;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.SealedContent;
import relay.domain.secret.SealedSubmission;

/**
 * How a queued mail is written into a JMS message: the content as bytes, the rest as few
 * properties, of which those a person may want to select by have their own. Thread-safe.
 */
public final class MailMessage {
  static final String FORM = "relayForm";
  static final String QUEUE_ID = QueueCensus.QUEUE_ID;
  static final String PART = "part";
  static final String ATTEMPTS = "attempts";
  static final String WAITS = "waits";
  static final String LANE = "lane";
  static final String SENDER = "sender";
  static final String HOP = "hop";
  static final String ENVELOPE = "envelope";
  static final String ACCEPTED_AT = "acceptedAt";
  static final String EXPIRES_AT = "expiresAt";
  static final String DUE_AT = "dueAt";
  static final String FLOW = "waitsForFlow";
  static final String SIGNED = "signed";
  static final String DELAY_REPORTED = "delayReported";
  static final String REPLY_TO = "replyTo";
  static final String SIZE = "size";
  static final String TENANT = "tenant";
  static final String STREAM = "stream";
  static final String CREDENTIAL = "credential";
  static final String CAMPAIGN = "campaign";
  static final String VARIANT = "variant";
  static final String BRAKE = BrakeSelector.BRAKE;
  static final String HELD_SINCE = "heldSince";
  static final String CLOCK_STANDS = "clockStands";
  static final String RETURN_PATH = "returnPath";
  static final String TRACKED = "tracked";

  /** Id of the key that sealed the content, as far as it is known; to count by. */
  static final String CONTENT_KEY = SealedSubmission.KEY;

  /** Raised when a property changes its meaning; older forms stay readable. */
  static final int PLAIN_FORM = 1;

  /** The same with the content sealed for the place that is the queue id of the mail. */
  static final int SEALED_FORM = 2;

  /**
   * Added to either for a mail that is to be written: an earlier version would send its content as
   * it is.
   */
  static final int UNWRITTEN_FORMS = 2;

  // Artemis streams with these; they are object properties, of no meaning to other providers.
  private static final String STREAM_IN = "JMS_AMQ_InputStream";
  private static final String STREAM_OUT = "JMS_AMQ_SaveStream";
  private static final String ARTEMIS = "org.apache.activemq.artemis";
  private static final int CHUNK_OCTETS = 64 << 10;

  /** More than sealing adds to a content in memory. */
  private static final int SEAL_OCTETS_MAX = 64 << 10;

  private final long inMemoryMax;
  private final ContentFiles files;
  private final ContentSeal seal;

  /**
   * @param inMemoryMax contents above so many octets are streamed
   * @param seal for contents that are to be sealed or are
   */
  public MailMessage(long inMemoryMax, ContentFiles files, ContentSeal seal) {
    this.inMemoryMax = inMemoryMax;
    this.files = files;
    this.seal = seal;
  }

  /**
   * The message that holds the mail; a large content is read when it is sent. A sealed content is
   * written as it is, any other sealed if so wished.
   */
  BytesMessage write(Session session, QueuedMail mail) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    EntryId entry = mail.entry();
    message.setStringProperty(QUEUE_ID, entry.mail().text());
    message.setIntProperty(PART, entry.part());
    message.setIntProperty(ATTEMPTS, entry.attempts());
    message.setIntProperty(WAITS, entry.waits());
    message.setStringProperty(LANE, mail.lane().label());
    MailOwner owner = mail.owner();
    message.setStringProperty(TENANT, owner.tenant());
    message.setStringProperty(STREAM, owner.stream());
    if (!owner.credential().isEmpty()) {
      message.setStringProperty(CREDENTIAL, owner.credential());
    }
    if (!owner.campaign().isEmpty()) {
      message.setStringProperty(CAMPAIGN, owner.campaign());
    }
    if (!owner.variant().isEmpty()) {
      message.setStringProperty(VARIANT, owner.variant());
    }
    message.setStringProperty(SENDER, mail.envelope().sender().toString());
    message.setStringProperty(ENVELOPE, EnvelopeText.of(mail.envelope()));
    message.setLongProperty(ACCEPTED_AT, mail.acceptedAt().toEpochMilli());
    message.setLongProperty(EXPIRES_AT, mail.expiresAt().toEpochMilli());
    message.setLongProperty(SIZE, mail.content().size());
    if (mail.hop().isPresent()) {
      message.setStringProperty(HOP, mail.hop().get());
    }
    if (mail.progress().due().isPresent()) {
      writeDue(message, mail.progress().due().get());
    }
    if (mail.signed()) {
      message.setBooleanProperty(SIGNED, true);
    }
    if (mail.delayReported()) {
      message.setBooleanProperty(DELAY_REPORTED, true);
    }
    if (mail.replyTo().isPresent()) {
      message.setStringProperty(REPLY_TO, mail.replyTo().get());
    }
    if (mail.hold().isPresent()) {
      Hold hold = mail.hold().get();
      message.setStringProperty(BRAKE, hold.brake());
      message.setLongProperty(HELD_SINCE, hold.since().toEpochMilli());
      message.setBooleanProperty(CLOCK_STANDS, hold.clockStands());
    }
    if (mail.progress().returnPath().isPresent()) {
      message.setStringProperty(RETURN_PATH, mail.progress().returnPath().get().toString());
    }
    if (mail.isTracked()) {
      message.setBooleanProperty(TRACKED, true);
    }
    writeContent(message, mail, entry.mail().text());
    return message;
  }

  private static void writeDue(BytesMessage message, Due due) throws JMSException {
    message.setLongProperty(DUE_AT, due.at().toEpochMilli());
    if (due.flow().isPresent()) {
      message.setStringProperty(FLOW, due.flow().get());
    }
  }

  private void writeContent(BytesMessage message, QueuedMail mail, String place)
      throws JMSException {
    Content content = mail.content();
    boolean isSealed = content instanceof SealedContent;
    boolean isToBeSealed = !isSealed && seal.isSealing();
    int form = isSealed || isToBeSealed ? SEALED_FORM : PLAIN_FORM;
    message.setIntProperty(FORM, mail.isUnwritten() ? form + UNWRITTEN_FORMS : form);
    Content kept = isSealed ? ((SealedContent) content).sealed() : content;
    try {
      if (isToBeSealed) {
        message.setStringProperty(CONTENT_KEY, seal.newestKey());
      } else if (isSealed) {
        message.setStringProperty(CONTENT_KEY, ((SealedContent) content).keyId());
      }
      if (content.size() <= inMemoryMax) {
        byte[] octets = octets(kept);
        message.writeBytes(isToBeSealed ? seal.seal(octets, place) : octets);
        return;
      }
      stream(message, isToBeSealed ? seal.sealing(kept.open(), place) : kept.open());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static void stream(BytesMessage message, InputStream content)
      throws JMSException, IOException {
    if (message.getClass().getName().startsWith(ARTEMIS)) {
      // Read and closed by the broker's client while it sends.
      message.setObjectProperty(STREAM_IN, content);
      return;
    }
    try (content) {
      byte[] chunk = new byte[CHUNK_OCTETS];
      for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
        message.writeBytes(chunk, 0, n);
      }
    }
  }

  private static byte[] octets(Content content) throws IOException {
    Optional<byte[]> inMemory = content.bytes();
    if (inMemory.isPresent()) {
      return inMemory.get();
    }
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }

  /**
   * Reads the mail; whoever gets it closes its content. A sealed one stays sealed, see {@link
   * SealedContent#opened}.
   *
   * @throws IllegalArgumentException when the message is none of ours or damaged
   * @throws IOException when a large content cannot be kept on disk
   */
  public QueuedMail read(Message message) throws JMSException, IOException {
    BytesMessage bytes = bytesOf(message);
    int form = message.getIntProperty(FORM);
    boolean isSealed = form == SEALED_FORM || form == SEALED_FORM + UNWRITTEN_FORMS;
    String place = message.getStringProperty(QUEUE_ID);
    long size = message.getLongProperty(SIZE);
    return read(message, () -> isSealed ? sealed(bytes, size, place) : content(bytes, size, place));
  }

  /** Takes the content out of a message. */
  private interface Taking<E extends Exception> {
    Content content() throws JMSException, E;
  }

  private static BytesMessage bytesOf(Message message) throws JMSException {
    if (!(message instanceof BytesMessage bytes)
        || !message.propertyExists(FORM)
        || message.getIntProperty(FORM) > SEALED_FORM + UNWRITTEN_FORMS) {
      throw new IllegalArgumentException("not a queued mail of this or an earlier version");
    }
    return bytes;
  }

  /**
   * What the message says of the mail, its content left where it is: that of the answer is empty.
   *
   * @throws IllegalArgumentException when the message is none of ours or damaged
   */
  static QueuedMail withoutContent(Message message) throws JMSException {
    bytesOf(message);
    return MailMessage.<RuntimeException>read(message, () -> Content.of(new byte[0]));
  }

  /**
   * The content is taken last: that of a large message can be taken once, and is needed to bury it
   * when the rest cannot be read.
   */
  private static <E extends Exception> QueuedMail read(Message message, Taking<E> content)
      throws JMSException, E {
    Lane lane = Lane.valueOf(message.getStringProperty(LANE).toUpperCase(Locale.ROOT));
    return new QueuedMail(
        new EntryId(
            new QueueId(message.getStringProperty(QUEUE_ID)),
            message.getIntProperty(PART),
            message.getIntProperty(ATTEMPTS),
            message.getIntProperty(WAITS)),
        lane,
        MailOwner.read(
                message.getStringProperty(TENANT),
                message.getStringProperty(STREAM),
                message.getStringProperty(CREDENTIAL),
                lane)
            .inCampaign(message.getStringProperty(CAMPAIGN))
            .inVariant(message.getStringProperty(VARIANT)),
        EnvelopeText.read(message.getStringProperty(ENVELOPE)),
        Instant.ofEpochMilli(message.getLongProperty(ACCEPTED_AT)),
        Instant.ofEpochMilli(message.getLongProperty(EXPIRES_AT)),
        progress(message),
        Optional.ofNullable(message.getStringProperty(REPLY_TO)),
        content.content());
  }

  private static Progress progress(Message message) throws JMSException {
    return new Progress(
        Optional.ofNullable(message.getStringProperty(HOP)),
        message.propertyExists(DUE_AT)
            ? Optional.of(
                new Due(
                    Instant.ofEpochMilli(message.getLongProperty(DUE_AT)),
                    Optional.ofNullable(message.getStringProperty(FLOW))))
            : Optional.empty(),
        message.getBooleanProperty(SIGNED),
        message.getBooleanProperty(DELAY_REPORTED),
        hold(message),
        Optional.ofNullable(message.getStringProperty(RETURN_PATH)).map(EmailAddress::parse),
        message.getBooleanProperty(TRACKED),
        message.getIntProperty(FORM) > SEALED_FORM);
  }

  private static Optional<Hold> hold(Message message) throws JMSException {
    String brake = message.getStringProperty(BRAKE);
    return brake == null
        ? Optional.empty()
        : Optional.of(
            new Hold(
                brake,
                Instant.ofEpochMilli(message.getLongProperty(HELD_SINCE)),
                message.getBooleanProperty(CLOCK_STANDS)));
  }

  private Content sealed(BytesMessage message, long size, String place)
      throws JMSException, IOException {
    long length = message.getBodyLength();
    Content sealed =
        size <= inMemoryMax && length <= inMemoryMax + SEAL_OCTETS_MAX
            ? Content.of(inMemory(message, (int) length))
            : files.keepAsItIs((OutputStream out) -> stream(message, out));
    return new SealedContent(sealed, size, place, seal);
  }

  private Content content(BytesMessage message, long size, String place)
      throws JMSException, IOException {
    if (size < 0) {
      throw new IllegalArgumentException("a mail of negative size");
    }
    if (size > inMemoryMax && message.getBodyLength() != size) {
      throw new IllegalArgumentException(
          "content of " + message.getBodyLength() + " octets, not " + size);
    }
    Content content =
        size <= inMemoryMax
            ? Content.of(inMemory(message, (int) size))
            : files.keep(place, (OutputStream out) -> stream(message, out));
    if (content.size() != size) {
      long found = content.size();
      content.close();
      throw new IllegalArgumentException("content of " + found + " octets, not " + size);
    }
    return content;
  }

  private static byte[] inMemory(BytesMessage message, int size) throws JMSException {
    byte[] octets = new byte[size];
    int length = Math.max(0, size == 0 ? 0 : message.readBytes(octets));
    return length == size ? octets : java.util.Arrays.copyOf(octets, length);
  }

  private static void stream(BytesMessage message, OutputStream out)
      throws JMSException, IOException {
    if (message.getClass().getName().startsWith(ARTEMIS)) {
      message.setObjectProperty(STREAM_OUT, out);
      return;
    }
    byte[] chunk = new byte[CHUNK_OCTETS];
    for (int n = message.readBytes(chunk); n > 0; n = message.readBytes(chunk)) {
      out.write(chunk, 0, n);
    }
  }

  private static JMSException unreadable(IOException cause) {
    var e = new JMSException("the content of a mail cannot be read from its file");
    e.setLinkedException(cause);
    e.initCause(cause);
    return e;
  }
}
