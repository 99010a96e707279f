package relay.domain.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing row of octets; like ByteArrayOutputStream, without its locks. Not thread-safe. */
final class Octets {
  private byte[] array;
  private int length;

  Octets(int capacity) {
    array = new byte[capacity];
  }

  void add(byte octet) {
    if (length == array.length) {
      array = Arrays.copyOf(array, length * 2);
    }
    array[length++] = octet;
  }

  void add(byte[] octets, int from, int to) {
    int count = to - from;
    if (length + count > array.length) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + count));
    }
    System.arraycopy(octets, from, array, length, count);
    length += count;
  }

  void add(byte[] octets) {
    add(octets, 0, octets.length);
  }

  void add(String ascii) {
    add(ascii.getBytes(StandardCharsets.ISO_8859_1));
  }

  int length() {
    return length;
  }

  void truncate(int newLength) {
    length = newLength;
  }

  byte[] toArray() {
    return Arrays.copyOf(array, length);
  }
}
