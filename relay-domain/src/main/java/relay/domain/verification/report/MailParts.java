package relay.domain.verification.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import relay.domain.mail.Content;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.MultipartLines;

/**
 * The decoded parts of a mail that may be a report (RFC 2045, 2046), in their order. Mail within
 * mail is not looked into. One thread.
 */
final class MailParts {
  private static final int HEADER_OCTETS_MAX = 256 * 1024;
  private static final int FIELDS_MAX = 1000;
  private static final int DEPTH_MAX = 8;
  private static final int PARTS_MAX = 100;
  private final byte[] mail;
  private final List<byte[]> found = new ArrayList<>();
  private int parts;

  MailParts(byte[] mail) {
    this.mail = mail;
  }

  List<byte[]> candidates() {
    part(0, mail.length, 0);
    return found;
  }

  private void part(int from, int to, int depth) {
    if (depth > DEPTH_MAX || ++parts > PARTS_MAX) {
      return;
    }
    HeaderSection header = header(from, to);
    String type = value(header, "Content-Type");
    String lower = type.toLowerCase(Locale.ROOT);
    int body = from + header.length();
    if (lower.startsWith("multipart/")) {
      String boundary = parameter(type, lower, "boundary");
      if (!boundary.isEmpty()) {
        multipart(("--" + boundary).getBytes(StandardCharsets.ISO_8859_1), body, to, depth);
      }
    } else if (!lower.startsWith("message/") && isCandidate(lower)) {
      byte[] octets = decoded(value(header, "Content-Transfer-Encoding"), body, to);
      found.add(octets);
    }
  }

  /** Reports come as text, application or, where clients do not know better, anything else. */
  private static boolean isCandidate(String type) {
    return !type.startsWith("image/") && !type.startsWith("text/html");
  }

  private HeaderSection header(int from, int to) {
    byte[] start = Arrays.copyOfRange(mail, from, Math.min(to, from + HEADER_OCTETS_MAX));
    try {
      return HeaderSection.of(Content.of(start), HEADER_OCTETS_MAX, FIELDS_MAX);
    } catch (IOException e) {
      throw new UncheckedIOException("octets in memory can always be read", e);
    }
  }

  private void multipart(byte[] delimiter, int from, int to, int depth) {
    int start = -1;
    for (int line = from; line < to; line = MultipartLines.afterLine(mail, line, to)) {
      if (MultipartLines.isDelimiter(mail, line, to, delimiter)) {
        if (start >= 0) {
          part(start, line, depth + 1);
        }
        start = MultipartLines.afterLine(mail, line, to);
        if (MultipartLines.isLast(mail, line, to, delimiter)) {
          return;
        }
      }
    }
    // Cut-off mail may still have its report in it.
    if (start >= 0 && start < to) {
      part(start, to, depth + 1);
    }
  }

  private byte[] decoded(String encoding, int from, int to) {
    byte[] raw = Arrays.copyOfRange(mail, from, to);
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "base64" -> base64(raw);
      case "quoted-printable" -> quotedPrintable(raw);
      default -> raw;
    };
  }

  /** What is no base64 is passed over; what is cut off at the end, too. */
  private static byte[] base64(byte[] raw) {
    byte[] digits = new byte[raw.length];
    int count = 0;
    for (byte octet : raw) {
      boolean letter = octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z';
      if (letter || octet >= '0' && octet <= '9' || octet == '+' || octet == '/') {
        digits[count++] = octet;
      } else if (octet == '=') {
        break;
      }
    }
    int usable = count % 4 == 1 ? count - 1 : count;
    return Base64.getDecoder().decode(Arrays.copyOf(digits, usable));
  }

  private static byte[] quotedPrintable(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '=' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else if (raw[i] == '=' && i + 1 < raw.length && raw[i + 1] == '\n') {
        i++;
      } else if (raw[i] == '=' && i + 2 < raw.length && raw[i + 1] == '\r' && raw[i + 2] == '\n') {
        i += 2;
      } else {
        out.write(raw[i]);
      }
    }
    return out.toByteArray();
  }

  private static String value(HeaderSection header, String name) {
    return header.first(name).map(HeaderField::text).orElse("");
  }

  /** The value of a parameter, with or without quotes; empty when there is none. */
  /** The value of a parameter; empty when there is none. Names stand outside of quotes. */
  private static String parameter(String type, String lower, String name) {
    boolean quoted = false;
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      quoted ^= c == '"';
      if (!quoted && c == ';') {
        int at = afterBlanks(type, i + 1);
        int equals = afterBlanks(type, at + name.length());
        if (lower.startsWith(name, at) && equals < type.length() && type.charAt(equals) == '=') {
          return valueAt(type, afterBlanks(type, equals + 1));
        }
      }
    }
    return "";
  }

  private static String valueAt(String type, int start) {
    if (start < type.length() && type.charAt(start) == '"') {
      int end = type.indexOf('"', start + 1);
      return end < 0 ? "" : type.substring(start + 1, end);
    }
    int end = start;
    while (end < type.length() && " ;\t".indexOf(type.charAt(end)) < 0) {
      end++;
    }
    return type.substring(start, end);
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
