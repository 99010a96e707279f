package relay.domain.reception.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import relay.domain.mail.HeaderText;
import relay.domain.mail.Mailbox;
import relay.domain.mail.TransferEncoding;

/**
 * Writes a document as a MIME mail: text and HTML as alternatives, pictures related to the HTML,
 * attachments beside them. All in 7 bits; the header is ASCII unless an address cannot be. One mail
 * for each composer.
 */
final class MimeComposer {
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int BOUNDARY_DIGITS = 24;
  private final RandomGenerator random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

  /** A part of the mail: writes its fields, the empty line and its body. */
  private interface Part {
    void write();
  }

  MimeComposer(RandomGenerator random) {
    this.random = random;
  }

  byte[] compose(MailDocument mail) {
    boolean utf8 = mail.needsSmtpUtf8();
    addresses("From", List.of(mail.from()), utf8);
    addresses("Reply-To", mail.replyTo(), utf8);
    addresses("To", mail.to(), utf8);
    addresses("Cc", mail.cc(), utf8);
    append(HeaderText.field("Subject", mail.subject()));
    for (Map.Entry<String, String> header : mail.headers().entrySet()) {
      append(HeaderText.field(header.getKey(), header.getValue()));
    }
    append("MIME-Version: 1.0\r\n");
    whole(mail).write();
    return out.toByteArray();
  }

  private Part whole(MailDocument mail) {
    List<Part> files =
        mail.attachments().stream().filter(a -> a.contentId().isEmpty()).map(this::file).toList();
    boolean worded = mail.text().isPresent() || mail.html().isPresent();
    if (files.isEmpty()) {
      return words(mail);
    }
    return multipart("mixed", worded ? join(words(mail), files) : files);
  }

  private Part words(MailDocument mail) {
    if (mail.html().isEmpty()) {
      return text("plain", mail.text().orElse(""));
    }
    Part html = html(mail);
    return mail.text().isEmpty()
        ? html
        : multipart("alternative", List.of(text("plain", mail.text().get()), html));
  }

  private Part html(MailDocument mail) {
    Part html = text("html", mail.html().orElseThrow());
    List<Part> shown =
        mail.attachments().stream().filter(a -> a.contentId().isPresent()).map(this::file).toList();
    return shown.isEmpty() ? html : multipart("related; type=\"text/html\"", join(html, shown));
  }

  private Part text(String subtype, String text) {
    byte[] octets =
        text.replace("\r\n", "\n")
            .replace('\r', '\n')
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8);
    TransferEncoding encoding = TransferEncoding.forText(octets);
    return () -> {
      append("Content-Type: text/" + subtype + "; charset=utf-8\r\n");
      body(encoding, octets);
    };
  }

  private Part file(Attachment file) {
    return () -> {
      append("Content-Type: " + file.type() + "\r\n");
      append("Content-Disposition: " + (file.contentId().isPresent() ? "inline" : "attachment"));
      append(MimeParameter.of("filename", file.name()) + "\r\n");
      file.contentId().ifPresent(id -> append("Content-ID: <" + id + ">\r\n"));
      body(TransferEncoding.BASE64, file.octets());
    };
  }

  private Part multipart(String subtype, List<Part> parts) {
    // An equals sign and underscore together stand in no encoded body (RFC 2045 6.7).
    StringBuilder name = new StringBuilder("=_");
    for (int i = 0; i < BOUNDARY_DIGITS; i++) {
      name.append(DIGITS[random.nextInt(DIGITS.length)]);
    }
    String boundary = name.toString();
    return () -> {
      append("Content-Type: multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"\r\n\r\n");
      for (Part part : parts) {
        append("--" + boundary + "\r\n");
        part.write();
      }
      append("--" + boundary + "--\r\n");
    };
  }

  private void addresses(String name, List<Mailbox> mailboxes, boolean utf8) {
    if (!mailboxes.isEmpty()) {
      append(HeaderText.field(name, mailboxes, utf8));
    }
  }

  private void body(TransferEncoding encoding, byte[] octets) {
    append("Content-Transfer-Encoding: " + encoding.label() + "\r\n\r\n");
    encoding.write(octets, out);
  }

  private static List<Part> join(Part first, List<Part> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  private void append(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
