package relay.domain.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes header fields: any text in, ASCII lines of at most 78 characters out wherever a blank
 * allows it (RFC 5322 2.1.1 and 2.2.3), with encoded-words of RFC 2047 for what is not ASCII. A
 * line end in a text becomes a blank, so that no text makes a field of its own.
 */
public final class HeaderText {
  private static final int LINE_MAX = 76;
  private static final int WORD_MAX = 900;
  // RFC 2047 2 allows 75; the first one shares its line with the name of the field.
  private static final int ENCODED_WORD_MAX = 60;
  private static final String ENCODED_START = "=?UTF-8?";
  private static final int ENCODED_TEXT_MAX =
      ENCODED_WORD_MAX - ENCODED_START.length() - "B?".length() - "?=".length();
  private static final int BASE64_OCTETS_MAX = ENCODED_TEXT_MAX / 4 * 3;
  private static final String HEX = "0123456789ABCDEF";

  private HeaderText() {}

  /** A whole field with an unstructured value, such as Subject, CR LF ended. */
  public static String field(String name, String value) {
    String clean = withoutControls(value);
    return fold(name, isPlain(clean) ? words(clean) : encodedWords(clean));
  }

  /** A whole field with a list of mailboxes, CR LF ended. */
  public static String field(String name, List<Mailbox> mailboxes, boolean utf8) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < mailboxes.size(); i++) {
      words.addAll(words(mailboxes.get(i), utf8));
      if (i < mailboxes.size() - 1) {
        words.set(words.size() - 1, words.get(words.size() - 1) + ",");
      }
    }
    return fold(name, words);
  }

  private static List<String> words(Mailbox mailbox, boolean utf8) {
    String address = utf8 ? mailbox.address().toString() : mailbox.address().withAsciiDomain();
    if (mailbox.name().isEmpty()) {
      return List.of(address);
    }
    List<String> words = new ArrayList<>(phrase(withoutControls(mailbox.name())));
    words.add("<" + address + ">");
    return words;
  }

  private static List<String> phrase(String name) {
    if (!isPlain(name)) {
      return encodedWords(name);
    }
    boolean atoms = name.chars().allMatch(c -> c == ' ' || isAtomCharacter(c));
    return words(atoms ? name : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
  }

  /** Words put on lines; a word that has no room begins a line of its own. */
  private static String fold(String name, List<String> words) {
    StringBuilder field = new StringBuilder(name).append(':');
    int line = field.length();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (i > 0 && line + 1 + word.length() > LINE_MAX && !word.isBlank()) {
        field.append("\r\n");
        line = 0;
      }
      field.append(' ').append(word);
      line += 1 + word.length();
    }
    return field.append("\r\n").toString();
  }

  /** Split at single blanks; of several blanks the further ones stay with the word after them. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == ' ' && text.charAt(i - 1) != ' ') {
        words.add(text.substring(start, i));
        start = i + 1;
      }
    }
    words.add(text.substring(start));
    return words;
  }

  private static List<String> encodedWords(String text) {
    boolean q = qLength(text) <= (text.getBytes(StandardCharsets.UTF_8).length + 2) / 3 * 4;
    List<String> words = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int used = 0;
    int max = q ? ENCODED_TEXT_MAX : BASE64_OCTETS_MAX;
    int i = 0;
    while (i < text.length()) {
      String character = text.substring(i, text.offsetByCodePoints(i, 1));
      int cost = q ? qLength(character) : character.getBytes(StandardCharsets.UTF_8).length;
      if (used + cost > max) {
        words.add(encodedWord(part.toString(), q));
        part.setLength(0);
        used = 0;
      }
      part.append(character);
      used += cost;
      i += character.length();
    }
    words.add(encodedWord(part.toString(), q));
    return words;
  }

  private static String encodedWord(String text, boolean q) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    if (!q) {
      return ENCODED_START + "B?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }
    StringBuilder word = new StringBuilder(ENCODED_WORD_MAX).append(ENCODED_START).append("Q?");
    for (byte octet : octets) {
      int c = octet & 0xff;
      if (c == ' ') {
        word.append('_');
      } else if (isSafeInQ(c)) {
        word.append((char) c);
      } else {
        word.append('=').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return word.append("?=").toString();
  }

  private static int qLength(String text) {
    int length = 0;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      length += octet == ' ' || isSafeInQ(octet) ? 1 : 3;
    }
    return length;
  }

  // RFC 2047 5 (3): what may stand in a phrase may stand anywhere.
  private static boolean isSafeInQ(int c) {
    return isAlphanumeric(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
  }

  private static boolean isAtomCharacter(int c) {
    return isAlphanumeric(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** Whether it reads back as it stands: ASCII, no outer blanks, nothing like an encoded-word. */
  private static boolean isPlain(String text) {
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      word = c == ' ' ? 0 : word + 1;
      if (c > 126 || word > WORD_MAX) {
        return false;
      }
    }
    return !text.startsWith(" ") && !text.endsWith(" ") && !text.contains("=?");
  }

  private static String withoutControls(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        clean = clean == null ? new StringBuilder(text) : clean;
        clean.setCharAt(i, ' ');
      }
    }
    return clean == null ? text : clean.toString();
  }
}
