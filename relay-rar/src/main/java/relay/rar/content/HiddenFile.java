package relay.rar.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A file that only this process can read, for as long as it lives: AES-256 in counter mode with a
 * key that is drawn for the file and kept nowhere. Any part of it can be read by itself. Octets are
 * written one after the other by one thread.
 */
final class HiddenFile implements OpenFile {
  private static final int BLOCK_OCTETS = 16;
  private static final int KEY_OCTETS = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private final FileChannel file;
  private final SecretKeySpec key;

  HiddenFile(FileChannel file) {
    byte[] octets = new byte[KEY_OCTETS];
    RANDOM.nextBytes(octets);
    this.file = file;
    this.key = new SecretKeySpec(octets, "AES");
  }

  @Override
  public int write(ByteBuffer octets, long position) throws IOException {
    byte[] plain = new byte[octets.remaining()];
    octets.get(plain);
    ByteBuffer hidden = ByteBuffer.wrap(turned(plain, plain.length, position));
    int written = 0;
    while (hidden.hasRemaining()) {
      written += file.write(hidden, position + written);
    }
    return written;
  }

  @Override
  public int read(ByteBuffer octets, long position) throws IOException {
    ByteBuffer hidden = ByteBuffer.allocate(octets.remaining());
    int length = file.read(hidden, position);
    if (length > 0) {
      octets.put(turned(hidden.array(), length, position));
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** In counter mode hiding and showing are the same. */
  private byte[] turned(byte[] octets, int length, long position) throws IOException {
    int into = (int) (position % BLOCK_OCTETS);
    ByteBuffer counter = ByteBuffer.allocate(BLOCK_OCTETS);
    counter.putLong(BLOCK_OCTETS - Long.BYTES, position / BLOCK_OCTETS);
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter.array()));
      byte[] blocks = new byte[into + length];
      System.arraycopy(octets, 0, blocks, into, length);
      return Arrays.copyOfRange(cipher.doFinal(blocks), into, into + length);
    } catch (GeneralSecurityException e) {
      throw new IOException("every JDK has AES in counter mode", e);
    }
  }
}
