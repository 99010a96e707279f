package relay.domain.tracking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.MultipartLines;

/**
 * The HTML parts of a mail (RFC 2045, RFC 2046) tracked in place. Outside of those parts no octet
 * changes. Left as they are: mail that somebody has signed or encrypted, attachments, mails within
 * the mail, charsets that are no extension of ASCII, and parts that do not follow their encoding to
 * the letter. One mail for each.
 */
final class TrackedMime {
  private static final int HEADER_OCTETS_MAX = 64 << 10;
  private static final int FIELDS_MAX = 1000;
  private static final int DEPTH_MAX = 10;
  private static final int PARTS_MAX = 200;

  private final byte[] mail;
  private final int linksMax;
  private final LinkAddresses addresses;
  private final List<Edit> edits = new ArrayList<>();
  private int parts;
  private int links;

  /** These octets in the place of those from start to end. */
  private record Edit(int start, int end, byte[] octets) {}

  private TrackedMime(byte[] mail, int linksMax, LinkAddresses addresses) {
    this.mail = mail;
    this.linksMax = linksMax;
    this.addresses = addresses;
  }

  /** The mail, tracked; the very array when nothing of it was changed. */
  static byte[] rewrite(byte[] mail, int linksMax, LinkAddresses addresses) {
    var mime = new TrackedMime(mail, linksMax, addresses);
    mime.part(0, mail.length, 0);
    return mime.edits.isEmpty() ? mail : mime.edited();
  }

  private byte[] edited() {
    var out = new ByteArrayOutputStream(mail.length + 4096);
    int copied = 0;
    for (Edit edit : edits) {
      out.write(mail, copied, edit.start() - copied);
      out.writeBytes(edit.octets());
      copied = edit.end();
    }
    out.write(mail, copied, mail.length - copied);
    return out.toByteArray();
  }

  private void part(int from, int to, int depth) {
    if (depth > DEPTH_MAX || ++parts > PARTS_MAX) {
      return;
    }
    HeaderSection header = header(from, to);
    if (!header.isComplete() || !header.isEnded() || isSigned(header)) {
      return;
    }
    MimeField type = MimeField.of(value(header, "Content-Type"));
    int body = from + header.length();
    if (type.value().startsWith("multipart/")) {
      Optional<String> boundary = type.parameter("boundary").filter(b -> !b.isEmpty());
      boolean isSealed = type.value().equals("multipart/signed") || isEncrypted(type);
      if (boundary.isPresent() && !isSealed) {
        multipart(("--" + boundary.get()).getBytes(StandardCharsets.ISO_8859_1), body, to, depth);
      }
    } else if (type.value().equals("text/html") && isShown(header)) {
      html(from, header, type, to);
    }
  }

  /** What somebody vouched for stays whole. */
  private static boolean isSigned(HeaderSection header) {
    return header.count("DKIM-Signature") > 0;
  }

  private static boolean isEncrypted(MimeField type) {
    return type.value().equals("multipart/encrypted");
  }

  private static boolean isShown(HeaderSection header) {
    return !MimeField.of(value(header, "Content-Disposition")).value().equals("attachment")
        && header.count("Content-MD5") == 0;
  }

  private HeaderSection header(int from, int to) {
    byte[] start = Arrays.copyOfRange(mail, from, Math.min(to, from + HEADER_OCTETS_MAX));
    try {
      return HeaderSection.of(Content.of(start), HEADER_OCTETS_MAX, FIELDS_MAX);
    } catch (IOException e) {
      throw new UncheckedIOException("octets in memory can always be read", e);
    }
  }

  private static String value(HeaderSection header, String name) {
    // given twice it is anybody's guess which one counts
    return header.count(name) > 1 ? "?" : header.first(name).map(HeaderField::text).orElse("");
  }

  private void multipart(byte[] delimiter, int from, int to, int depth) {
    int start = -1;
    for (int line = from; line < to; line = MultipartLines.afterLine(mail, line, to)) {
      if (MultipartLines.isDelimiter(mail, line, to, delimiter)) {
        if (start >= 0) {
          part(start, Math.max(start, beforeLineEnd(line)), depth + 1);
        }
        if (MultipartLines.isLast(mail, line, to, delimiter)) {
          return;
        }
        start = MultipartLines.afterLine(mail, line, to);
      }
    }
    // a multipart that never ends was cut off somewhere: its last part stays as it is
  }

  /** The line end before a delimiter belongs to it (RFC 2046 5.1.1). */
  private int beforeLineEnd(int line) {
    int end = line - 1;
    return end > 0 && mail[end - 1] == '\r' ? end - 1 : end;
  }

  private void html(int from, HeaderSection header, MimeField type, int to) {
    int body = from + header.length();
    Optional<BodyCoding> coding = BodyCoding.named(value(header, "Content-Transfer-Encoding"));
    String charset = type.parameter("charset").orElse("us-ascii").toLowerCase(Locale.ROOT);
    if (coding.isEmpty() || !HtmlCharset.isAsciiWithMore(charset)) {
      return;
    }
    Optional<byte[]> octets = coding.get().read(Arrays.copyOfRange(mail, body, to));
    if (octets.isEmpty()) {
      return;
    }
    HtmlCharset text = HtmlCharset.of(charset, octets.get());
    TrackedHtml tracked =
        TrackedHtml.rewrite(
            text.html(), text.isText(), linksMax - links, edits.isEmpty() ? addresses : once());
    if (tracked.html().equals(text.html())) {
      return;
    }
    links += tracked.links();
    byte[] changed = text.octets(tracked.html());
    BodyCoding.Coded coded = coding.get().write(changed, to == mail.length);
    if (coded.isOther()) {
      encodingField(from, header);
    }
    edits.add(new Edit(body, to, coded.octets()));
  }

  /** The body has an encoding that it had not before. */
  private void encodingField(int from, HeaderSection header) {
    byte[] field =
        "Content-Transfer-Encoding: quoted-printable\r\n".getBytes(StandardCharsets.US_ASCII);
    Optional<HeaderField> old = header.first("Content-Transfer-Encoding");
    if (old.isPresent()) {
      edits.add(new Edit(from + old.get().start(), from + old.get().end(), field));
    } else {
      int end = from + header.fields().get(header.fields().size() - 1).end();
      edits.add(new Edit(end, end, field));
    }
  }

  /** The picture stands once in a mail, whatever it is made of. */
  private LinkAddresses once() {
    return new LinkAddresses() {
      @Override
      public Optional<String> click(String target, int number) {
        return addresses.click(target, number);
      }

      @Override
      public Optional<String> open() {
        return Optional.empty();
      }

      @Override
      public Optional<String> trap() {
        return Optional.empty();
      }
    };
  }
}
