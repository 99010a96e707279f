package relay.domain.mail;

import java.util.Arrays;

/** The lines of a multipart body in octets (RFC 2046 5.1.1). */
public final class MultipartLines {
  private MultipartLines() {}

  /**
   * Whether a line parts or ends a multipart.
   *
   * @param line where it begins
   * @param to where what is looked at ends
   * @param delimiter two hyphens and the boundary
   */
  public static boolean isDelimiter(byte[] mail, int line, int to, byte[] delimiter) {
    int end = line + delimiter.length;
    if (end > to || !Arrays.equals(mail, line, end, delimiter, 0, delimiter.length)) {
      return false;
    }
    end += isLast(mail, line, to, delimiter) ? 2 : 0;
    return end == to || " \t\r\n".indexOf(mail[end]) >= 0;
  }

  /** Whether a line that is a delimiter is the one that ends the multipart. */
  public static boolean isLast(byte[] mail, int line, int to, byte[] delimiter) {
    int end = line + delimiter.length;
    return end + 1 < to && mail[end] == '-' && mail[end + 1] == '-';
  }

  /** Where the next line begins; {@code to} when there is none. */
  public static int afterLine(byte[] mail, int line, int to) {
    int i = line;
    while (i < to && mail[i] != '\n') {
      i++;
    }
    return Math.min(i + 1, to);
  }
}
