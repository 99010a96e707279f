package relay.domain.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Writes a DKIM-Signature field in lines of 78 octets where the names allow (RFC 5322 2.1.1). Not
 * thread-safe.
 */
final class SignatureField {
  private static final int LINE_OCTETS_MAX = 78;
  private static final String FOLD = "\r\n\t";

  private final StringBuilder text = new StringBuilder(1400);
  private int column;

  /** The field up to and with {@code b=}. */
  SignatureField(SigningKey key, SignatureTimes times, List<String> names, String bodyHash) {
    write("DKIM-Signature: v=1;");
    tag("a=" + key.algorithm().tag() + ";");
    tag("c=relaxed/relaxed;");
    tag("d=" + key.domain().ascii() + ";");
    tag("s=" + key.selector() + ";");
    tag("t=" + times.signedAtSeconds() + ";");
    times.expiresAtSeconds().ifPresent(seconds -> tag("x=" + seconds + ";"));
    fold();
    write("h=");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (column + name.length() + 1 > LINE_OCTETS_MAX) {
        fold();
      }
      write(name);
      write(i + 1 < names.size() ? ":" : ";");
    }
    fold();
    write("bh=");
    write(bodyHash);
    write(";");
    fold();
    write("b=");
  }

  byte[] octets() {
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The whole field, CR LF ended. */
  byte[] signed(byte[] signature) {
    String base64 = Base64.getEncoder().encodeToString(signature);
    int from = 0;
    while (from < base64.length()) {
      if (column >= LINE_OCTETS_MAX) {
        fold();
      }
      int to = Math.min(base64.length(), from + LINE_OCTETS_MAX - column);
      text.append(base64, from, to);
      column += to - from;
      from = to;
    }
    text.append("\r\n");
    return octets();
  }

  private void tag(String tag) {
    if (column + 1 + tag.length() > LINE_OCTETS_MAX) {
      fold();
    } else {
      write(" ");
    }
    write(tag);
  }

  private void write(String piece) {
    text.append(piece);
    column += piece.length();
  }

  private void fold() {
    text.append(FOLD);
    column = 1;
  }
}
