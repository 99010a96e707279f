package relay.domain.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A long text that is kept by many and read by few, in a fraction of its size (RFC 1951).
 *
 * @param base64 of the compressed UTF-8
 */
public record PackedText(String base64) {
  private static final int CHUNK_OCTETS = 8192;

  /** No text that was ever packed is longer. */
  private static final int OCTETS_MAX = 4 << 20;

  static PackedText of(String text) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK_OCTETS];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return new PackedText(Base64.getEncoder().encodeToString(out.toByteArray()));
    } finally {
      deflater.end();
    }
  }

  /**
   * @throws IllegalArgumentException when it is no packed text
   */
  String text() {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(Base64.getDecoder().decode(base64));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK_OCTETS];
      while (!inflater.finished()) {
        int octets = inflater.inflate(chunk);
        if (octets == 0 && !inflater.finished() || out.size() > OCTETS_MAX) {
          throw new IllegalArgumentException("a packed text is cut off or too long");
        }
        out.write(chunk, 0, octets);
      }
      return out.toString(StandardCharsets.UTF_8);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("not a packed text", e);
    } finally {
      inflater.end();
    }
  }
}
