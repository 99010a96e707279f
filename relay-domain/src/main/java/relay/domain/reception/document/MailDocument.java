package relay.domain.reception.document;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Mailbox;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

/**
 * A mail as its sender thinks of it. Immutable; made by {@link DocumentReader}, which checks what
 * others say, or by {@link #toOne} of what was checked.
 *
 * @param returnPath sender of the envelope
 * @param headers further fields in their order, none that we write ourselves
 * @param stream of the tenant that sends; empty: by header, credential or lane
 * @param campaign that it belongs to; empty: by header, or none
 * @param envelopeId xtext
 * @param zone time zone of its recipients
 * @param template what subject, text and HTML are made of; they are empty until it is {@link
 *     #filled}
 */
public record MailDocument(
    Mailbox from,
    ReversePath returnPath,
    List<Mailbox> replyTo,
    List<Mailbox> to,
    List<Mailbox> cc,
    List<Mailbox> bcc,
    String subject,
    Optional<String> text,
    Optional<String> html,
    List<Attachment> attachments,
    Map<String, String> headers,
    Optional<Lane> lane,
    Optional<String> stream,
    Optional<String> campaign,
    Set<Notify> notifyOn,
    Optional<MailOptions.ReturnContent> ret,
    Optional<String> envelopeId,
    Optional<Instant> sendAt,
    Optional<ZoneId> zone,
    Optional<TemplateCall> template) {

  /**
   * A mail of the relay's own making to one recipient, yet without words.
   *
   * @param from also the sender of the envelope
   * @param replyTo empty: answers go to {@code from}
   */
  public static MailDocument toOne(Mailbox from, Optional<Mailbox> replyTo, EmailAddress to) {
    return new MailDocument(
        from,
        ReversePath.of(from.address()),
        replyTo.map(List::of).orElse(List.of()),
        List.of(new Mailbox("", to)),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with the words that its template gave. */
  public MailDocument filled(String words, Optional<String> asHtml, String asText) {
    return new MailDocument(
        from,
        returnPath,
        replyTo,
        to,
        cc,
        bcc,
        words,
        Optional.of(asText),
        asHtml,
        attachments,
        headers,
        lane,
        stream,
        campaign,
        notifyOn,
        ret,
        envelopeId,
        sendAt,
        zone,
        Optional.empty());
  }

  /** Whom the mail goes to, each address once. */
  public Envelope envelope() {
    Set<EmailAddress> addresses = new LinkedHashSet<>();
    recipients().forEach(m -> addresses.add(m.address()));
    List<Recipient> recipients =
        addresses.stream().map(a -> new Recipient(a, notifyOn, Optional.empty())).toList();
    MailOptions options =
        new MailOptions(
            ret, envelopeId, false, needsSmtpUtf8(), false, Optional.empty(), sendAt, 0, zone);
    return new Envelope(returnPath, recipients, options);
  }

  /**
   * The mail in RFC 5322 form, without Bcc, Date and Message-ID: those are given at acceptance.
   *
   * @param random for the boundaries between the parts
   */
  public Content compose(RandomGenerator random) {
    if (template.isPresent()) {
      throw new IllegalStateException("template " + template.get() + " was not rendered");
    }
    return Content.of(new MimeComposer(random).compose(this));
  }

  /** Whether an address can be written in UTF-8 only (RFC 6531). */
  public boolean needsSmtpUtf8() {
    return returnPath.address().filter(EmailAddress::needsSmtpUtf8).isPresent()
        || Stream.concat(Stream.concat(Stream.of(from), replyTo.stream()), recipients())
            .anyMatch(m -> m.address().needsSmtpUtf8());
  }

  private Stream<Mailbox> recipients() {
    return Stream.of(to, cc, bcc).flatMap(List::stream);
  }
}
