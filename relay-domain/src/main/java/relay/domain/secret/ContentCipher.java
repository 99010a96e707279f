package relay.domain.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The chunks of one content, in their order. The nonce of each is its number and whether it is the
 * last: no chunk can be left out, moved or taken for the end. One thread.
 */
final class ContentCipher {
  static final int CHUNK_OCTETS = 64 << 10;
  static final int TAG_OCTETS = 16;
  private static final int NONCE_OCTETS = 12;
  private final SecretKeySpec key;
  private final Cipher cipher;
  private long number;

  ContentCipher(SecretKeySpec key) {
    this.key = key;
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  byte[] seal(byte[] chunk, int length, boolean last) {
    try {
      return next(Cipher.ENCRYPT_MODE, last).doFinal(chunk, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /** Seals a content that is one chunk into the place where it is to stand. */
  void sealAll(byte[] content, byte[] sealed, int at) {
    try {
      next(Cipher.ENCRYPT_MODE, true).doFinal(content, 0, content.length, sealed, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /** Throws for a chunk that is not the next one of this content. */
  byte[] open(byte[] octets, int from, int length, boolean last) throws IOException {
    if (length < TAG_OCTETS) {
      throw ContentUnreadable.changed();
    }
    try {
      return next(Cipher.DECRYPT_MODE, last).doFinal(octets, from, length);
    } catch (AEADBadTagException e) {
      throw ContentUnreadable.changed(e);
    } catch (GeneralSecurityException e) {
      throw ContentUnreadable.changed(e);
    }
  }

  private Cipher next(int mode, boolean last) throws GeneralSecurityException {
    ByteBuffer nonce = ByteBuffer.allocate(NONCE_OCTETS);
    nonce.putLong(number++).put((byte) (last ? 1 : 0));
    cipher.init(mode, key, new GCMParameterSpec(TAG_OCTETS * Byte.SIZE, nonce.array()));
    return cipher;
  }
}
