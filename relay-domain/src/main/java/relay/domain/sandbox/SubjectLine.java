package relay.domain.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the subject in the header of a mail and makes it readable (RFC 2047, RFC 6532). Never
 * fails: what cannot be decoded is shown as it stands.
 */
public final class SubjectLine {
  private static final int HEADER_OCTETS_MAX = 64 * 1024;
  private static final int CHARS_MAX = 500;
  private static final Pattern ENCODED_WORD =
      Pattern.compile(
          "=\\?([A-Za-z0-9_-]{1,40})(?:\\*[^?]{0,20})?\\?([BbQq])\\?([^? ]{0,200})\\?=");
  // RFC 2047 6.2: blanks between two encoded words are not part of the text.
  private static final Pattern BETWEEN = Pattern.compile("\\?=\\s+=\\?");

  private SubjectLine() {}

  /** The subject of the mail that begins with these octets; empty when it has none. */
  public static String of(byte[] octets) {
    int length = Math.min(octets.length, HEADER_OCTETS_MAX);
    String field = field(new String(octets, 0, length, StandardCharsets.UTF_8));
    String text = decoded(field);
    return text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text;
  }

  private static String field(String header) {
    int start = 0;
    while (start < header.length() && !header.startsWith("\r\n", start)) {
      int end = endOfField(header, start);
      if (header.regionMatches(true, start, "Subject:", 0, 8)) {
        return header.substring(start + 8, end).replaceAll("\r?\n", "").strip();
      }
      start = end + 2;
    }
    return "";
  }

  private static int endOfField(String header, int start) {
    int end = header.indexOf("\r\n", start);
    while (end >= 0 && end + 2 < header.length() && " \t".indexOf(header.charAt(end + 2)) >= 0) {
      end = header.indexOf("\r\n", end + 2);
    }
    return end < 0 ? header.length() : end;
  }

  private static String decoded(String field) {
    Matcher words = ENCODED_WORD.matcher(BETWEEN.matcher(field).replaceAll("?==?"));
    var text = new StringBuilder();
    while (words.find()) {
      words.appendReplacement(text, Matcher.quoteReplacement(word(words)));
    }
    return words.appendTail(text).toString().replaceAll("\\p{Cntrl}", " ");
  }

  private static String word(Matcher word) {
    try {
      Charset charset = Charset.forName(word.group(1));
      byte[] octets =
          word.group(2).toUpperCase(Locale.ROOT).equals("B")
              ? Base64.getDecoder().decode(word.group(3))
              : quotedOctets(word.group(3));
      return charset.decode(ByteBuffer.wrap(octets)).toString();
    } catch (IllegalArgumentException e) {
      return word.group();
    }
  }

  private static byte[] quotedOctets(String text) {
    byte[] octets = new byte[text.length()];
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 2 < text.length()) {
        octets[n++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        octets[n++] = (byte) (c == '_' ? ' ' : c);
      }
    }
    return java.util.Arrays.copyOf(octets, n);
  }
}
