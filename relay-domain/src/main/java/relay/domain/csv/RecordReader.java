package relay.domain.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts a file in UTF-8 into its records: of values, of which quoted ones may go on over line ends,
 * or of lines. Blank lines are passed over, and a byte order mark. A quote that does not end costs
 * its own line only: reading goes on with the next. For one thread.
 */
public final class RecordReader {
  /** A file with more quotes that do not end is not read on: each costs a look far ahead. */
  static final int OPEN_QUOTES_MAX = 1_000;

  private static final int BLOCK = 65_536;
  private static final char NO_QUOTES = '\n';
  private final InputStream in;
  private final char separator;
  private final int octetsMax;
  private final byte[] buffer;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private int from;
  private int to;
  private boolean isAtEnd;
  private long position;
  private long line;
  private int openQuotes;

  private RecordReader(
      InputStream in, char separator, int octetsMax, long position, long firstLine) {
    this.in = in;
    this.separator = separator;
    this.octetsMax = octetsMax;
    this.position = position;
    this.line = firstLine;
    this.buffer = new byte[2 * octetsMax + BLOCK];
  }

  /**
   * Records of values.
   *
   * @param in stands at {@code position} already
   * @param octetsMax of a record
   * @param position octet of the file, 0 at its beginning
   * @param line the number of the line there, 1 at the beginning
   */
  public static RecordReader values(
      InputStream in, char separator, int octetsMax, long position, long line) {
    return new RecordReader(in, separator, octetsMax, position, line);
  }

  /** The same, each line being a record. */
  public static RecordReader lines(InputStream in, int octetsMax, long position, long line) {
    return new RecordReader(in, NO_QUOTES, octetsMax, position, line);
  }

  /**
   * The next record; empty at the end.
   *
   * @throws IOException when the file cannot be read
   */
  public Optional<RawRecord> next() throws IOException {
    while (true) {
      fill();
      if (position == 0 && to - from >= 3 && isMark(from)) {
        move(3, 0);
      }
      if (from == to) {
        return Optional.empty();
      }
      RawRecord found = record();
      if (!found.text().isBlank() || found.fault().isPresent()) {
        return Optional.of(found);
      }
    }
  }

  private boolean isMark(int at) {
    return buffer[at] == (byte) 0xEF
        && buffer[at + 1] == (byte) 0xBB
        && buffer[at + 2] == (byte) 0xBF;
  }

  /** Until one record of the greatest length, and the octet after it, is in the buffer. */
  private void fill() throws IOException {
    if (isAtEnd || to - from > octetsMax + 1) {
      return;
    }
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    while (to < buffer.length) {
      int read = in.read(buffer, to, buffer.length - to);
      if (read < 0) {
        isAtEnd = true;
        return;
      }
      to += read;
    }
  }

  private RawRecord record() throws IOException {
    long firstLine = line;
    long start = position;
    Cut cut = cut();
    if (cut.fault() == null) {
      Optional<String> text = text(from, cut.end());
      move(Math.min(cut.end() + 1, to) - from, cut.lineEnds());
      return new RawRecord(
          firstLine,
          start,
          position,
          line,
          text.orElse(""),
          text.isPresent()
              ? Optional.empty()
              : Optional.of("has octets that are not UTF-8, or a NUL; save the file as UTF-8"));
    }
    skipLine();
    String fault = cut.fault();
    if (cut.isOpen() && ++openQuotes > OPEN_QUOTES_MAX) {
      fault += "; there are more than " + OPEN_QUOTES_MAX + " of these, the rest was not read";
      isAtEnd = true;
      from = to;
    }
    return new RawRecord(firstLine, start, position, line, "", Optional.of(fault));
  }

  /**
   * Where a record ends.
   *
   * @param end index of its line end, or of the end of the file
   * @param lineEnds within it, its own included
   * @param fault null: there is none
   * @param isOpen whether a quote does not end
   */
  private record Cut(int end, int lineEnds, String fault, boolean isOpen) {}

  private Cut cut() {
    int limit = Math.min(to, from + octetsMax + 1);
    boolean isQuoted = false;
    boolean isAfterQuote = false;
    boolean mayQuote = separator != NO_QUOTES;
    int lineEnds = 0;
    for (int i = from; i < limit; i++) {
      byte b = buffer[i];
      if (isQuoted) {
        if (b == '\n') {
          lineEnds++;
        } else if (b == '"') {
          boolean isDoubled = i + 1 < to && buffer[i + 1] == '"';
          i += isDoubled ? 1 : 0;
          isQuoted = isDoubled;
          isAfterQuote = !isDoubled;
        }
      } else if (b == '\n') {
        return new Cut(i, lineEnds + 1, null, false);
      } else if (b == '"' && mayQuote) {
        isQuoted = true;
        mayQuote = false;
      } else if (isAfterQuote && b != separator && b != '\r') {
        return fault(lineEnds > 0);
      } else {
        isAfterQuote = false;
        mayQuote = separator != NO_QUOTES && b == separator;
      }
    }
    boolean isWhole = limit == to && isAtEnd;
    if (isQuoted) {
      return fault(true);
    }
    return isWhole && to - from <= octetsMax
        ? new Cut(to, lineEnds, null, false)
        : new Cut(
            limit,
            0,
            "is longer than " + octetsMax + " octets; shorten it, or raise the limit",
            false);
  }

  private static Cut fault(boolean isOpen) {
    return new Cut(
        0,
        0,
        isOpen
            ? "a quote is opened and not closed where it should be; close it, or write two quotes"
                + " for one within a value"
            : "a quoted value goes on after its end; write two quotes for one within a value",
        isOpen);
  }

  private void skipLine() throws IOException {
    while (true) {
      for (int i = from; i < to; i++) {
        if (buffer[i] == '\n') {
          move(i + 1 - from, 1);
          return;
        }
      }
      move(to - from, 0);
      if (isAtEnd) {
        return;
      }
      fill();
    }
  }

  private void move(int octets, int lineEnds) {
    from += octets;
    position += octets;
    line += lineEnds;
  }

  private Optional<String> text(int start, int end) {
    int last = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    for (int i = start; i < last; i++) {
      if (buffer[i] == 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(decoder.decode(ByteBuffer.wrap(buffer, start, last - start)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
