package relay.domain.reception;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import relay.domain.identity.ReturnPaths;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.MailDate;
import relay.domain.mail.QueueId;

/**
 * Makes the content that is stored of the content that was handed in: our trace header on top, and
 * for submissions what RFC 6409 8 lets us do.
 *
 * <ul>
 *   <li>Every mail gets the Received field. From strangers it gets nothing else and loses nothing:
 *       their signatures must stay whole.
 *   <li>A submission (any door, by those who may relay) gets From, Date and Message-ID where they
 *       are missing. It loses Bcc and Resent-Bcc, which no recipient may see (clients that hand
 *       over a mail with Bcc expect just that, as with Postfix), and Return-Path, which only the
 *       last server may write.
 *   <li>The lane, stream and campaign headers of those who may relay are taken off, on any
 *       listener.
 * </ul>
 *
 * Immutable. One for the node.
 */
public final class HeaderCompletion {
  private static final List<String> CHOICES =
      List.of(LaneHeader.NAME, StreamHeader.NAME, CampaignHeader.NAME);
  private static final List<String> DROPPED = with(CHOICES, "Bcc", "Resent-Bcc", "Return-Path");
  private static final List<String> CHOICES_AND_AUTHORS = with(CHOICES, "From", "Sender");
  private static final List<String> DROPPED_WITH_AUTHORS = with(DROPPED, "From", "Sender");
  private final String hostName;
  private final ReturnPaths tokens;

  private static List<String> with(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).toList();
  }

  /** With Message-IDs of queue ids alone. */
  public HeaderCompletion(String hostName) {
    this(hostName, ReturnPaths.NONE);
  }

  /**
   * @param tokens gives the Message-IDs of streams that want to know what comes back
   */
  public HeaderCompletion(String hostName, ReturnPaths tokens) {
    this.hostName = hostName;
    this.tokens = tokens;
  }

  /**
   * The content to store. Copies at most the header when the content is a file.
   *
   * @param header of this content, complete
   * @param mayRelay what {@link ReceptionPolicy#mayRelay} says of the client
   */
  public Content complete(
      Submission mail, HeaderSection header, boolean mayRelay, QueueId id, Instant now) {
    return complete(mail, header, mayRelay, Optional.empty(), id, now);
  }

  /**
   * The same, with other authors.
   *
   * @param authors fields that take the place of From and Sender; empty: they stay
   */
  public Content complete(
      Submission mail,
      HeaderSection header,
      boolean mayRelay,
      Optional<String> authors,
      QueueId id,
      Instant now) {
    return complete(mail, header, mayRelay, authors, id.text(), id, now);
  }

  /** The same of a mail whose stream and authors are known. */
  public Content complete(Ruling.Taken taken, HeaderSection header, QueueId id, Instant now) {
    Envelope envelope = taken.mail().envelope();
    String messageId =
        tokens
            .messageId(
                id,
                taken.owner(),
                taken.stream().lane(),
                envelope.sender(),
                envelope.recipients().size())
            .orElse(id.text());
    return complete(taken.mail(), header, taken.mayRelay(), taken.authors(), messageId, id, now);
  }

  private Content complete(
      Submission mail,
      HeaderSection header,
      boolean mayRelay,
      Optional<String> authors,
      String messageId,
      QueueId id,
      Instant now) {
    boolean submission = mayRelay && mail.client().role() == ListenerRole.SUBMISSION;
    ByteArrayOutputStream fields = new ByteArrayOutputStream(512);
    append(fields, TraceHeader.of(mail.client(), mail.envelope(), id, hostName, now));
    authors.ifPresent(a -> append(fields, a));
    if (submission) {
      appendMissing(fields, mail.envelope(), header, authors.isPresent(), messageId, now);
    }
    List<String> dropped = dropped(mayRelay, submission, authors.isPresent());
    boolean rewritten = hasAny(dropped, header);
    boolean endMissing = !header.isEnded() && (mayRelay || header.fields().isEmpty());
    if (!rewritten && !endMissing) {
      return mail.content().withHeader(fields.toByteArray(), 0);
    }
    appendKept(fields, header, dropped);
    if (endMissing) {
      // Or the first line of the body would be read as a part of the header.
      append(fields, "\r\n");
    }
    return mail.content().withHeader(fields.toByteArray(), fieldsEnd(header));
  }

  private void appendMissing(
      ByteArrayOutputStream fields,
      Envelope envelope,
      HeaderSection header,
      boolean hasAuthors,
      String messageId,
      Instant now) {
    if (header.first("Date").isEmpty()) {
      append(fields, "Date: " + MailDate.of(now) + "\r\n");
    }
    if (!hasAuthors && header.first("From").isEmpty()) {
      envelope
          .sender()
          .address()
          .filter(a -> !a.needsSmtpUtf8())
          .ifPresent(a -> append(fields, "From: <" + a.withAsciiDomain() + ">\r\n"));
    }
    if (header.first("Message-ID").isEmpty()) {
      append(fields, "Message-ID: <" + messageId + "@" + hostName + ">\r\n");
    }
  }

  private static List<String> dropped(boolean mayRelay, boolean submission, boolean authors) {
    if (authors) {
      return submission ? DROPPED_WITH_AUTHORS : CHOICES_AND_AUTHORS;
    }
    return submission ? DROPPED : mayRelay ? CHOICES : List.of();
  }

  private static boolean hasAny(List<String> names, HeaderSection header) {
    for (HeaderField field : header.fields()) {
      if (isAny(names, field)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAny(List<String> names, HeaderField field) {
    for (int i = 0; i < names.size(); i++) {
      if (field.isNamed(names.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static void appendKept(
      ByteArrayOutputStream fields, HeaderSection header, List<String> dropped) {
    for (HeaderField field : header.fields()) {
      if (!isAny(dropped, field)) {
        fields.write(field.octets(), field.start(), field.end() - field.start());
        if (field.octets()[field.end() - 1] != '\n') {
          append(fields, "\r\n");
        }
      }
    }
  }

  /** Where the last field ends: the empty line, if any, stays where it is. */
  private static int fieldsEnd(HeaderSection header) {
    List<HeaderField> fields = header.fields();
    return fields.isEmpty() ? 0 : fields.get(fields.size() - 1).end();
  }

  private static void append(ByteArrayOutputStream fields, String text) {
    fields.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
