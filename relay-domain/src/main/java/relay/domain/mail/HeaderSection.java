package relay.domain.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The header of a mail (RFC 5322 2.1) as views into its octets, top down. Reads any octets: 8-bit
 * values, bare LF as line end, no header at all. What is no field ends the header, and the body
 * begins there, as most servers have it. Immutable.
 */
public final class HeaderSection {
  private static final int BLOCK_OCTETS = 8192;
  private final List<HeaderField> fields;
  private final int length;
  private final boolean ended;
  private final boolean complete;

  private HeaderSection(List<HeaderField> fields, int length, boolean ended, boolean complete) {
    this.fields = List.copyOf(fields);
    this.length = length;
    this.ended = ended;
    this.complete = complete;
  }

  /**
   * Reads the header of a content; in memory it copies nothing, else as much as the header is long.
   *
   * @param octetsMax past this, or past so many fields, the section is not complete
   */
  public static HeaderSection of(Content content, int octetsMax, int fieldsMax) throws IOException {
    Optional<byte[]> inMemory = content.bytes();
    byte[] octets = inMemory.isPresent() ? inMemory.get() : start(content, octetsMax);
    return of(octets, content.size(), octetsMax, fieldsMax);
  }

  private static HeaderSection of(byte[] octets, long size, int octetsMax, int fieldsMax) {
    int limit = Math.min(octets.length, octetsMax);
    List<HeaderField> fields = new ArrayList<>(24);
    int at = 0;
    while (at < limit) {
      int empty = lineEndAt(octets, at, limit);
      if (empty > 0) {
        return new HeaderSection(fields, at + empty, true, true);
      }
      int nameEnd = nameEnd(octets, at, limit);
      int end = fieldEnd(octets, at, limit);
      if (nameEnd < 0 && (end < limit || limit == size)) {
        return new HeaderSection(fields, at, false, true);
      }
      if (nameEnd < 0 || fields.size() == fieldsMax) {
        return new HeaderSection(fields, at, false, false);
      }
      if (end == limit && limit < size) {
        return new HeaderSection(fields, at, false, false);
      }
      int colon = nameEnd;
      while (octets[colon] != ':') {
        colon++;
      }
      fields.add(new HeaderField(octets, at, nameEnd, colon + 1, end));
      at = end;
    }
    return new HeaderSection(fields, at, false, at == size);
  }

  /** The fields, top down. */
  public List<HeaderField> fields() {
    return fields;
  }

  /** The topmost field of this name, in any case. */
  public Optional<HeaderField> first(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).isNamed(name)) {
        return Optional.of(fields.get(i));
      }
    }
    return Optional.empty();
  }

  public int count(String name) {
    int count = 0;
    for (int i = 0; i < fields.size(); i++) {
      count += fields.get(i).isNamed(name) ? 1 : 0;
    }
    return count;
  }

  /** How many servers say they had this mail. */
  public int receivedCount() {
    return count("Received");
  }

  /** Where the body begins: octets of the header with the empty line, if there is one. */
  public int length() {
    return length;
  }

  /**
   * Whether the empty line is there. Without it a field put before the content must be followed by
   * one, or the first line of the body would become a part of the header.
   */
  public boolean isEnded() {
    return ended;
  }

  /** False when a limit was met: there is more header than we looked at. */
  public boolean isComplete() {
    return complete;
  }

  private static byte[] start(Content content, int octetsMax) throws IOException {
    byte[] octets = new byte[Math.min(BLOCK_OCTETS, octetsMax)];
    int filled = 0;
    try (InputStream in = content.open()) {
      while (true) {
        int read = in.readNBytes(octets, filled, octets.length - filled);
        boolean emptyLine = hasEmptyLine(octets, Math.max(0, filled - 3), filled + read);
        filled += read;
        if (emptyLine || filled < octets.length || filled >= octetsMax) {
          return Arrays.copyOf(octets, filled);
        }
        octets = Arrays.copyOf(octets, Math.min(octets.length * 2, octetsMax));
      }
    }
  }

  private static boolean hasEmptyLine(byte[] octets, int from, int to) {
    for (int i = from; i + 1 < to; i++) {
      if (octets[i] == '\n' && lineEndAt(octets, i + 1, to) > 0) {
        return true;
      }
    }
    return false;
  }

  /** 2 for CR LF, 1 for LF, 0 for anything else. */
  private static int lineEndAt(byte[] octets, int at, int limit) {
    if (octets[at] == '\n') {
      return 1;
    }
    return octets[at] == '\r' && at + 1 < limit && octets[at + 1] == '\n' ? 2 : 0;
  }

  /** After the name of the field that starts here, or -1 when none does. */
  private static int nameEnd(byte[] octets, int at, int limit) {
    int end = at;
    while (end < limit && octets[end] > 32 && octets[end] < 127 && octets[end] != ':') {
      end++;
    }
    int colon = end;
    // RFC 5322 4.5.8: old mail may have blanks before the colon.
    while (colon < limit && isBlank(octets[colon])) {
      colon++;
    }
    return end > at && colon < limit && octets[colon] == ':' ? end : -1;
  }

  /** After the last line of the field that starts here. */
  private static int fieldEnd(byte[] octets, int at, int limit) {
    for (int i = at; i < limit; i++) {
      if (octets[i] == '\n' && (i + 1 == limit || !isBlank(octets[i + 1]))) {
        return i + 1;
      }
    }
    return limit;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }
}
