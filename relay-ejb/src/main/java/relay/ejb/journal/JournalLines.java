package relay.ejb.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a file, one after the other, in a kept array. One thread. */
final class JournalLines implements Closeable {
  private static final int BUFFER_OCTETS = 1 << 20;
  private final InputStream in;
  private byte[] octets = new byte[BUFFER_OCTETS];
  private int filled;
  private int from;
  private int end;

  JournalLines(Path file) throws IOException {
    in = Files.newInputStream(file);
  }

  /** Goes on to the next line; false at the end of the file. */
  boolean next() throws IOException {
    from = end;
    int searched = end;
    while (true) {
      for (int i = searched; i < filled; i++) {
        if (octets[i] == '\n') {
          end = i + 1;
          return true;
        }
      }
      searched = filled - from;
      System.arraycopy(octets, from, octets, 0, searched);
      filled = searched;
      from = 0;
      if (filled == octets.length) {
        octets = Arrays.copyOf(octets, octets.length * 2);
      }
      int more = in.read(octets, filled, octets.length - filled);
      if (more < 0) {
        end = filled;
        return filled > 0;
      }
      filled += more;
    }
  }

  /** Holds the line from {@link #from} on; never to be changed, and other octets after the next. */
  byte[] octets() {
    return octets;
  }

  int from() {
    return from;
  }

  /** With its end, which the last line of a file may lack. */
  int length() {
    return end - from;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
