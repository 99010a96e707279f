package relay.ejb.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import relay.domain.deadletter.DeadLetter;
import relay.domain.deadletter.DeadMail;
import relay.domain.deadletter.LetterContent;
import relay.domain.mail.Content;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.ContentUnreadable;
import relay.domain.secret.FileSeal;
import relay.domain.secret.SealedContent;
import relay.domain.secret.SealedSubmission;

/**
 * Reads messages that became dead letters: those we wrote ourselves carry an id of their own, those
 * that the broker moved the number they had before. Thread-safe.
 */
final class LetterReader {
  // Written by Artemis on what it moves; absent at other providers.
  private static final String MOVED_FROM = "_AMQ_ORIG_QUEUE";
  private static final String MOVED_NUMBER = "_AMQ_ORIG_MESSAGE_ID";
  private static final String EXPIRED_AT = "_AMQ_ACTUAL_EXPIRY";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern OWN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String HANDED_OUT_IN_VAIN =
      "its worker failed each time it was handed out; the log of the server says why";
  private static final String TOO_LATE =
      "the time to live that its producer gave it ended before it was taken";
  private static final int PROPERTIES_MAX = 50;
  private static final int PROPERTY_CHARS_MAX = 10_000;
  private static final Set<String> OURS =
      Set.of(
          DeadLetters.LETTER,
          DeadLetters.CAME_FROM,
          DeadLetters.REASON,
          DeadLetters.SINCE,
          SealedSubmission.PLACE,
          SealedSubmission.TEXT,
          SealedSubmission.KEY);
  private final MailMessage messages;
  private final ContentSeal seal;

  LetterReader(MailMessage messages, ContentSeal seal) {
    this.messages = messages;
    this.seal = seal;
  }

  /** What finds a letter of this id; empty when no letter has such an id. */
  static Optional<String> selector(String id) {
    if (NUMBER.matcher(id).matches()) {
      return Optional.of(MOVED_NUMBER + " = " + id);
    }
    return OWN.matcher(id).matches()
        ? Optional.of(DeadLetters.LETTER + " = '" + id + "'")
        : Optional.empty();
  }

  /** The letter without its content. */
  static DeadLetter letter(Message message, String queue) throws JMSException {
    boolean isMoved = message.propertyExists(MOVED_NUMBER);
    String own = message.getStringProperty(DeadLetters.LETTER);
    // the number is the newer one: a letter that was given back and failed again has both
    String id = isMoved ? Long.toString(message.getLongProperty(MOVED_NUMBER)) : own;
    String from = message.getStringProperty(isMoved ? MOVED_FROM : DeadLetters.CAME_FROM);
    String mark = isMoved ? EXPIRED_AT : DeadLetters.SINCE;
    Optional<Instant> since =
        message.propertyExists(mark)
            ? Optional.of(Instant.ofEpochMilli(message.getLongProperty(mark)))
            : Optional.empty();
    String key = message.getStringProperty(MailMessage.CONTENT_KEY);
    Optional<DeadMail> mail = mail(message);
    return new DeadLetter(
        id == null ? "" : id,
        queue,
        Optional.ofNullable(from).filter(name -> !name.isEmpty()),
        isMoved ? movedBecause(queue) : text(message.getStringProperty(DeadLetters.REASON)),
        since,
        octets(message),
        text(key),
        mail.isPresent() ? Map.of() : properties(message),
        mail);
  }

  /** Those of its producer: not the broker's, not ours. */
  private static Map<String, String> properties(Message message) throws JMSException {
    Map<String, String> properties = new TreeMap<>();
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements() && properties.size() < PROPERTIES_MAX) {
      String name = (String) names.nextElement();
      Object value = message.getObjectProperty(name);
      if (value != null
          && !name.startsWith("JMS")
          && !name.startsWith("_")
          && !OURS.contains(name)) {
        String text = value.toString();
        properties.put(name, text.substring(0, Math.min(PROPERTY_CHARS_MAX, text.length())));
      }
    }
    return properties;
  }

  private static String movedBecause(String queue) {
    return queue.equals(QueueNames.EXPIRED) ? TOO_LATE : HANDED_OUT_IN_VAIN;
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static long octets(Message message) throws JMSException {
    if (message instanceof BytesMessage bytes) {
      return bytes.getBodyLength();
    }
    return message instanceof TextMessage text && text.getText() != null
        ? text.getText().getBytes(StandardCharsets.UTF_8).length
        : 0;
  }

  private static Optional<DeadMail> mail(Message message) throws JMSException {
    try {
      QueuedMail mail = MailMessage.withoutContent(message);
      return Optional.of(
          new DeadMail(
              mail.entry(),
              mail.lane(),
              mail.owner(),
              mail.envelope(),
              mail.acceptedAt(),
              mail.expiresAt(),
              mail.hop(),
              mail.isFeedback()));
    } catch (IllegalArgumentException | NullPointerException e) {
      // damaged, or never a mail: that is why it is here
      return Optional.empty();
    }
  }

  /** The beginning of its content, opened where it is sealed. */
  LetterContent content(Message message, int octetsMax) throws JMSException, IOException {
    String key = message.getStringProperty(SealedSubmission.KEY);
    if (message instanceof TextMessage text) {
      return text.getText() == null && key != null
          ? LetterContent.locked(ContentUnreadable.keyMissing(key).getMessage())
          : beginning(Content.of(text(text.getText()).getBytes(StandardCharsets.UTF_8)), octetsMax);
    }
    if (!(message instanceof BytesMessage bytes)) {
      return new LetterContent(new byte[0], false, "");
    }
    try {
      if (message.propertyExists(MailMessage.FORM)) {
        return mail(bytes, octetsMax);
      }
      String place = message.getStringProperty(SealedSubmission.PLACE);
      return place == null ? whole(bytes, key, octetsMax) : handedIn(bytes, place, octetsMax);
    } catch (ContentUnreadable e) {
      return LetterContent.locked(e.getMessage());
    }
  }

  private LetterContent mail(BytesMessage message, int octetsMax) throws JMSException, IOException {
    QueuedMail mail;
    try {
      mail = messages.read(message);
    } catch (IllegalArgumentException | NullPointerException e) {
      message.reset();
      return raw(message, octetsMax);
    }
    try (Content content = mail.content()) {
      return beginning(
          content instanceof SealedContent sealed ? sealed.opened() : content, octetsMax);
    }
  }

  /** What the broker sealed for a producer; never a large message. */
  private LetterContent handedIn(BytesMessage message, String place, int octetsMax)
      throws JMSException, IOException {
    byte[] sealed = new byte[(int) message.getBodyLength()];
    int length = message.readBytes(sealed);
    return beginning(
        Content.of(seal.open(Arrays.copyOf(sealed, Math.max(0, length)), place)), octetsMax);
  }

  /** A large one, which the broker opens itself where it has the key, or one in clear. */
  private static LetterContent whole(BytesMessage message, String key, int octetsMax)
      throws JMSException, IOException {
    LetterContent content = raw(message, octetsMax);
    if (FileSeal.isHidden(content.octets())) {
      throw ContentUnreadable.keyMissing(String.valueOf(key));
    }
    return content;
  }

  private static LetterContent raw(BytesMessage message, int octetsMax) throws JMSException {
    byte[] octets = new byte[octetsMax];
    int length = Math.max(0, message.readBytes(octets));
    return new LetterContent(Arrays.copyOf(octets, length), message.getBodyLength() > length, "");
  }

  private static LetterContent beginning(Content content, int octetsMax) throws IOException {
    try (InputStream in = content.open()) {
      byte[] octets = in.readNBytes(octetsMax);
      // read to its end: of a sealed one nothing counts before all was checked
      return new LetterContent(octets, in.transferTo(OutputStream.nullOutputStream()) > 0, "");
    }
  }
}
