package relay.domain.verification.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * The characters of an XML document. The JDK's parser writes to the console of the server when
 * octets do not fit their charset; here they are replaced, and a report with one wrong letter in a
 * name can be read.
 */
final class XmlText {
  private static final int LOOK = 256;
  private static final String DECLARATION = "<?xml";
  private static final String ENCODING = "encoding";

  private XmlText() {}

  /** From the first sign on: blanks before it, and a byte order mark, are left out. */
  static Reader of(InputStream in) throws IOException, Unreadable {
    PushbackInputStream plain = new PushbackInputStream(in, LOOK);
    byte[] start = plain.readNBytes(LOOK);
    int from = 0;
    if (starts(start, 0xfe, 0xff) || starts(start, 0xff, 0xfe)) {
      plain.unread(start);
      return new InputStreamReader(plain, StandardCharsets.UTF_16);
    }
    if (starts(start, 0xef, 0xbb, 0xbf)) {
      from = 3;
    }
    // Some reporters put blanks before the XML declaration, where none may stand.
    while (from < start.length && " \t\r\n".indexOf(start[from]) >= 0) {
      from++;
    }
    plain.unread(start, from, start.length - from);
    String head = new String(start, from, start.length - from, StandardCharsets.ISO_8859_1);
    return new InputStreamReader(plain, charset(head));
  }

  private static Charset charset(String head) throws Unreadable {
    String name = declared(head);
    try {
      Charset charset = name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
      // What can be read here has an octet a sign, whatever it says.
      return charset.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new Unreadable("its charset is not known: " + Plain.text(name));
    }
  }

  /** The name in the declaration; empty when there is none. */
  private static String declared(String head) {
    int end = head.startsWith(DECLARATION) ? head.indexOf("?>") : -1;
    int at = end < 0 ? -1 : head.substring(0, end).indexOf(ENCODING);
    if (at < 0) {
      return "";
    }
    int open = at + ENCODING.length();
    while (open < end && head.charAt(open) != '"' && head.charAt(open) != '\'') {
      open++;
    }
    int close = head.indexOf(head.charAt(open), open + 1);
    return close > open && close < end ? head.substring(open + 1, close) : "";
  }

  private static boolean starts(byte[] octets, int... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (i >= octets.length || (octets[i] & 255) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
