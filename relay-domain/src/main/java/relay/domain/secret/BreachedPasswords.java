package relay.domain.secret;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Passwords that were stolen somewhere and are what guessers try first: a file of SHA-1 hashes in
 * hexadecimal, one a line, sorted, whatever stands behind the hash; the form in which Have I Been
 * Pwned gives out its list. Searched where it lies, some forty short reads for a file of any size;
 * a file that is replaced counts from the next look on. Thread-safe.
 */
public final class BreachedPasswords {
  /** Knows none. */
  public static final BreachedPasswords NONE = new BreachedPasswords(Optional.empty());

  private static final int LINE_OCTETS_MAX = 128;
  private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{40}(?:[^0-9A-Fa-f].*)?");
  private static final int HASH_CHARS = 40;

  private final Optional<Path> file;

  private BreachedPasswords(Optional<Path> file) {
    this.file = file;
  }

  /** Those of a file; an empty path: none. */
  public static BreachedPasswords in(String path) {
    return path.isEmpty() ? NONE : new BreachedPasswords(Optional.of(Path.of(path)));
  }

  /**
   * Whether this password is one of them.
   *
   * @throws UncheckedIOException naming the file, when it cannot be read or is no such list
   */
  public boolean contains(String password) {
    if (file.isEmpty()) {
      return false;
    }
    try (RandomAccessFile list = new RandomAccessFile(file.get().toFile(), "r")) {
      return search(list, hashOf(password));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the list of breached passwords " + file.get() + " cannot be used: " + e, e);
    }
  }

  /** SHA-1 protects nothing here: it is the form of the list. */
  private static String hashOf(String password) {
    try {
      byte[] octets = password.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of()
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private static boolean search(RandomAccessFile list, String wanted) throws IOException {
    long low = 0;
    long high = end(list);
    while (low < high) {
      long start = lineStart(list, low, (low + high) >>> 1);
      String line = line(list, start);
      if (!HASH.matcher(line.strip()).matches()) {
        throw new IOException("it has lines that do not begin with a SHA-1 hash in hexadecimal");
      }
      int order = line.substring(0, HASH_CHARS).compareToIgnoreCase(wanted);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = start + line.length();
      } else {
        high = start;
      }
    }
    return false;
  }

  /** Before the empty lines that editors leave at the end. */
  private static long end(RandomAccessFile list) throws IOException {
    long from = Math.max(0, list.length() - LINE_OCTETS_MAX);
    int told = text(list, from, (int) (list.length() - from)).stripTrailing().length();
    return told == 0 ? list.length() : from + told;
  }

  /** Where the line begins that holds this position; no line begins before the lowest one. */
  private static long lineStart(RandomAccessFile list, long lowest, long position)
      throws IOException {
    long from = Math.max(lowest, position - LINE_OCTETS_MAX);
    String before = text(list, from, (int) (position - from));
    int end = before.lastIndexOf('\n');
    if (end < 0 && from > lowest) {
      throw new IOException("it has lines of more than " + LINE_OCTETS_MAX + " octets");
    }
    return end < 0 ? lowest : from + end + 1;
  }

  /** The line with its end, which the last one may lack. */
  private static String line(RandomAccessFile list, long start) throws IOException {
    String text = text(list, start, LINE_OCTETS_MAX);
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String text(RandomAccessFile list, long from, int octets) throws IOException {
    byte[] buffer = new byte[octets];
    list.seek(from);
    int taken = 0;
    for (int n = 0; n >= 0 && taken < octets; n = list.read(buffer, taken, octets - taken)) {
      taken += n;
    }
    return new String(buffer, 0, taken, StandardCharsets.ISO_8859_1);
  }
}
