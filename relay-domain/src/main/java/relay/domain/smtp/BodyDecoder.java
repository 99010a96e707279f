package relay.domain.smtp;

import java.io.IOException;
import relay.domain.mail.OctetSearch;

/**
 * Turns the octets after DATA into the mail: removes dot-stuffing (RFC 5321 4.5.2) and finds the
 * end, which is CR LF dot CR LF and nothing else. For BDAT it checks the same things and removes
 * nothing. Fed block by block; reads each octet once; keeps no octet longer than it must. One
 * thread at a time.
 *
 * <p>A bare CR or LF never counts as a line end for dots or for the end of the mail, because other
 * servers disagree about it (SMTP smuggling). It is noted, and written as CR LF, so that whoever
 * takes such mail takes it repaired.
 */
public final class BodyDecoder {
  /** Where the octets of the mail go. */
  @FunctionalInterface
  public interface Sink {
    void write(byte[] octets, int offset, int length) throws IOException;
  }

  private enum State {
    LINE_START,
    IN_LINE,
    /** A CR was the last octet of the block before. */
    CR,
    /** A dot opened the line and is held back. */
    DOT,
    /** Dot and CR are held back. */
    DOT_CR
  }

  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final byte[] DOT = {'.'};
  private static final byte[] LINE_END = {CR, LF};

  private final boolean dotStuffed;
  private final int lineOctetsMax;
  private final Sink sink;
  private State state = State.LINE_START;
  private int lineOctets;
  private boolean ended;
  private boolean bareLineEnds;
  private boolean longLines;

  private BodyDecoder(boolean dotStuffed, int lineOctetsMax, Sink sink) {
    this.dotStuffed = dotStuffed;
    this.lineOctetsMax = lineOctetsMax;
    this.sink = sink;
  }

  /** For DATA. Lines longer than the limit (line end not counted) are noted. */
  public static BodyDecoder ofData(int lineOctetsMax, Sink sink) {
    return new BodyDecoder(true, lineOctetsMax, sink);
  }

  /** For the chunks of one BDAT transaction. */
  public static BodyDecoder ofChunks(int lineOctetsMax, Sink sink) {
    return new BodyDecoder(false, lineOctetsMax, sink);
  }

  /** The end of DATA was seen; octets after it belong to the next command. */
  public boolean isEnded() {
    return ended;
  }

  public boolean hasBareLineEnds() {
    return bareLineEnds;
  }

  public boolean hasLongLines() {
    return longLines;
  }

  /**
   * Takes a block.
   *
   * @return how many octets belonged to the mail, its end included; less than the length only when
   *     the end was found
   */
  public int decode(byte[] block, int offset, int length) throws IOException {
    int end = offset + length;
    int i = offset;
    while (i < end && !ended) {
      i = state == State.IN_LINE ? inLine(block, i, end) : atEdge(block, i, end);
    }
    return i - offset;
  }

  /** The last chunk has come: a CR held back was a bare one. */
  public void finish() throws IOException {
    if (state == State.CR) {
      bareLineEnd();
    }
  }

  /** Whole lines at once while nothing unusual comes; returns where it stopped. */
  private int inLine(byte[] block, int from, int end) throws IOException {
    int i = from;
    int lineFrom = from;
    while ((i = OctetSearch.lineEnd(block, i, end)) < end) {
      byte b = block[i];
      countLine(i - lineFrom);
      if (b == CR && i + 1 < end && block[i + 1] == LF) {
        i += 2;
        lineFrom = i;
        lineOctets = 0;
        if (i < end && block[i] == '.' && dotStuffed || i == end) {
          state = State.LINE_START;
          sink.write(block, from, i - from);
          return i;
        }
        continue;
      }
      sink.write(block, from, i - from);
      if (b == CR && i + 1 == end) {
        state = State.CR;
      } else {
        bareLineEnd();
      }
      return i + 1;
    }
    countLine(i - lineFrom);
    sink.write(block, from, i - from);
    return i;
  }

  /** One octet that may be part of a line end, of stuffing or of the end of the mail. */
  private int atEdge(byte[] block, int i, int end) throws IOException {
    byte b = block[i];
    switch (state) {
      case LINE_START -> {
        boolean dot = b == '.' && dotStuffed;
        state = dot ? State.DOT : State.IN_LINE;
        return dot ? i + 1 : i;
      }
      case CR -> {
        if (b == LF) {
          sink.write(LINE_END, 0, 2);
          state = State.LINE_START;
          lineOctets = 0;
          return i + 1;
        }
        bareLineEnd();
        return i;
      }
      case DOT -> {
        if (b == CR) {
          state = State.DOT_CR;
          return i + 1;
        }
        // A dot before a bare LF was no stuffing: the sender of such lines does not stuff.
        if (b == LF) {
          sink.write(DOT, 0, 1);
        }
        state = State.IN_LINE;
        return i;
      }
      default -> {
        if (b == LF) {
          ended = true;
          return i + 1;
        }
        sink.write(DOT, 0, 1);
        bareLineEnd();
        return i;
      }
    }
  }

  private void bareLineEnd() throws IOException {
    bareLineEnds = true;
    lineOctets = 0;
    sink.write(LINE_END, 0, 2);
    state = State.IN_LINE;
  }

  private void countLine(int octets) {
    lineOctets += octets;
    if (lineOctets > lineOctetsMax) {
      longLines = true;
    }
  }
}
