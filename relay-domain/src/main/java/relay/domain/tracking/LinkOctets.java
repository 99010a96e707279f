package relay.domain.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/**
 * A tracked link in few octets: kind, seconds, number, owner, form of the campaign's mail if it has
 * several, recipient if told, target. Texts are UTF-8 after their length; numbers are in groups of
 * 7 bits, lowest first.
 */
final class LinkOctets {
  private static final int TELLS_RECIPIENT = 8;
  private static final int TELLS_VARIANT = 16;
  private static final int NUMBER_OCTETS_MAX = 9;

  private LinkOctets() {}

  static byte[] of(TrackedLink link) {
    var out = new ByteArrayOutputStream(64 + link.target().length());
    boolean tellsVariant = !link.owner().variant().isEmpty();
    out.write(
        link.kind().ordinal()
            | (link.recipient().isPresent() ? TELLS_RECIPIENT : 0)
            | (tellsVariant ? TELLS_VARIANT : 0));
    number(out, link.sentAt().getEpochSecond());
    number(out, link.number());
    text(out, link.owner().tenant());
    text(out, link.owner().stream());
    text(out, link.owner().campaign());
    if (tellsVariant) {
      text(out, link.owner().variant());
    }
    link.recipient()
        .ifPresent(
            recipient -> {
              number(out, recipient.mail().millis());
              number(out, recipient.mail().chance());
              text(out, recipient.address().toString());
            });
    text(out, link.target());
    return out.toByteArray();
  }

  /** What was written; empty for octets of another version. */
  static Optional<TrackedLink> read(byte[] octets) {
    try {
      ByteBuffer in = ByteBuffer.wrap(octets);
      int head = in.get();
      VisitKind kind = VisitKind.values()[head & TELLS_RECIPIENT - 1];
      Instant sentAt = Instant.ofEpochSecond(number(in));
      int number = Math.toIntExact(number(in));
      MailOwner owner = new MailOwner(text(in), text(in), "").inCampaign(text(in));
      if ((head & TELLS_VARIANT) != 0) {
        owner = owner.inVariant(text(in));
      }
      Optional<TrackedRecipient> recipient = Optional.empty();
      if ((head & TELLS_RECIPIENT) != 0) {
        QueueId mail = QueueId.of(number(in), number(in));
        recipient = Optional.of(new TrackedRecipient(mail, EmailAddress.parse(text(in))));
      }
      return Optional.of(new TrackedLink(kind, owner, sentAt, number, recipient, text(in)));
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    } catch (IndexOutOfBoundsException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private static void number(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < NUMBER_OCTETS_MAX; i++) {
      byte octet = in.get();
      value |= (octet & 0x7fL) << 7 * i;
      if (octet >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number without an end");
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    number(out, octets.length);
    out.writeBytes(octets);
  }

  private static String text(ByteBuffer in) {
    long length = number(in);
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] octets = new byte[(int) length];
    in.get(octets);
    return new String(octets, StandardCharsets.UTF_8);
  }
}
