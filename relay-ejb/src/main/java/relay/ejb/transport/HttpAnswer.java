package relay.ejb.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a web server to one request (RFC 9112), bounded in every direction.
 *
 * @param fields by name in lower case; of a field that stands twice the last
 */
public record HttpAnswer(int status, Map<String, String> fields, byte[] body) {
  private static final int LINE_OCTETS_MAX = 8192;
  private static final int FIELDS_MAX = 100;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

  /**
   * Reads until the end of the body.
   *
   * @throws IOException when it is no answer, or its body is longer than the bound or cut off
   */
  static HttpAnswer read(InputStream in, int octetsMax) throws IOException {
    HttpAnswer head = head(in);
    // What an answer that is no policy says is of no interest.
    byte[] body = head.status == 200 ? body(in, head.fields, octetsMax) : new byte[0];
    return new HttpAnswer(head.status, head.fields, body);
  }

  /**
   * Reads status and fields, and leaves the body where it is.
   *
   * @throws IOException when it is no answer
   */
  public static HttpAnswer head(InputStream in) throws IOException {
    Matcher status = STATUS.matcher(line(in));
    if (!status.matches()) {
      throw new IOException("the web server does not speak HTTP");
    }
    Map<String, String> fields = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon <= 0 || fields.size() >= FIELDS_MAX) {
        throw new IOException("the web server's header cannot be read");
      }
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new HttpAnswer(Integer.parseInt(status.group(1)), fields, new byte[0]);
  }

  boolean isPlainText() {
    String type = fields.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    return type.equals("text/plain")
        || type.startsWith("text/plain;")
        || type.startsWith("text/plain ");
  }

  private static byte[] body(InputStream in, Map<String, String> fields, int max)
      throws IOException {
    if ("chunked".equalsIgnoreCase(fields.get("transfer-encoding"))) {
      return chunks(in, max);
    }
    String length = fields.get("content-length");
    if (length == null) {
      return bounded(in.readNBytes(max + 1), max);
    }
    int octets = number(length, 10);
    if (octets > max) {
      throw tooLong(max);
    }
    return whole(in, octets);
  }

  private static byte[] chunks(InputStream in, int max) throws IOException {
    var out = new ByteArrayOutputStream();
    while (true) {
      String size = line(in);
      int end = size.indexOf(';');
      int octets = number((end < 0 ? size : size.substring(0, end)).strip(), 16);
      if (octets == 0) {
        return out.toByteArray();
      }
      if (octets > max - out.size()) {
        throw tooLong(max);
      }
      out.writeBytes(whole(in, octets));
      if (!line(in).isEmpty()) {
        throw new IOException("the web server's chunks cannot be read");
      }
    }
  }

  private static byte[] whole(InputStream in, int octets) throws IOException {
    byte[] body = in.readNBytes(octets);
    if (body.length < octets) {
      throw new EOFException("its answer was cut off");
    }
    return body;
  }

  private static byte[] bounded(byte[] body, int max) throws IOException {
    if (body.length > max) {
      throw tooLong(max);
    }
    return body;
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int number = Integer.parseInt(text, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException("the web server gave a length that is no number", e);
    }
    throw new IOException("the web server gave a length below zero");
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    while (line.length() < LINE_OCTETS_MAX) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("the web server closed the connection");
      }
      if (octet == '\n') {
        boolean returned = line.length() > 0 && line.charAt(line.length() - 1) == '\r';
        return returned ? line.substring(0, line.length() - 1) : line.toString();
      }
      line.append((char) octet);
    }
    throw new IOException("the web server's header has a line that is too long");
  }

  private static IOException tooLong(int max) {
    return new IOException("its answer is longer than " + max + " octets");
  }
}
