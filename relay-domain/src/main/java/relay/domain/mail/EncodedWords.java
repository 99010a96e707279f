package relay.domain.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the encoded-words of RFC 2047 in the text of a header field, for people: what cannot be
 * read stays as it is. Octets of neighbouring words are joined first, since many programs cut
 * characters in two.
 */
public final class EncodedWords {
  private static final String MARK = "=?";
  // RFC 2231 5: a language may follow the charset.
  private static final Pattern WORD =
      Pattern.compile(
          "=\\?([^?*\\s]{1,40})(?:\\*[^?\\s]{0,20})?\\?([bBqQ])\\?([^?\\s]{0,998})\\?=");

  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private Charset charset = StandardCharsets.UTF_8;

  private EncodedWords() {}

  /** The text with its encoded-words read; without control characters. */
  public static String read(String text) {
    return text.contains(MARK) ? new EncodedWords().readAll(text) : text;
  }

  private String readAll(String source) {
    Matcher words = WORD.matcher(source);
    int end = 0;
    while (words.find()) {
      String between = source.substring(end, words.start());
      // RFC 2047 6.2: blanks between two encoded-words are not shown.
      boolean neighbours = octets.size() > 0 && between.isBlank();
      Optional<Charset> named = charsetOf(words.group(1));
      Optional<byte[]> decoded =
          words.group(2).equalsIgnoreCase("b") ? base64(words.group(3)) : q(words.group(3));
      if (!neighbours || named.isEmpty() || decoded.isEmpty() || !named.get().equals(charset)) {
        flush();
        text.append(neighbours && named.isPresent() && decoded.isPresent() ? "" : between);
      }
      if (named.isPresent() && decoded.isPresent()) {
        charset = named.get();
        octets.writeBytes(decoded.get());
      } else {
        text.append(words.group());
      }
      end = words.end();
    }
    flush();
    return text.append(source, end, source.length()).toString();
  }

  private void flush() {
    String decoded = octets.toString(charset);
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      // A line end may hide in there.
      text.append(Character.isISOControl(c) ? ' ' : c);
    }
    octets.reset();
  }

  private static Optional<Charset> charsetOf(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> base64(String encoded) {
    try {
      return Optional.of(Base64.getDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> q(String encoded) {
    byte[] decoded = new byte[encoded.length()];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '=') {
        int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
        if (low < 0) {
          return Optional.empty();
        }
        decoded[length++] = (byte) (high << 4 | low);
        i += 2;
      } else if (c > 126) {
        return Optional.empty();
      } else {
        decoded[length++] = (byte) (c == '_' ? ' ' : c);
      }
    }
    return Optional.of(Arrays.copyOf(decoded, length));
  }
}
