package relay.domain.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import relay.domain.mail.Content;

/**
 * A content as it lies on disk, sealed. Reading opens it; to move it from one place of the disk to
 * another nobody needs its key. Closing it closes what it is made of. Thread-safe.
 */
public final class SealedContent implements Content {
  private static final int HEAD_OCTETS = 256;
  private final Content sealed;
  private final long size;
  private final String place;
  private final ContentSeal seal;

  /**
   * @param sealed the sealed octets
   * @param size of the content itself, as somebody said; {@link #opened} checks it
   * @param place it was sealed for
   * @param seal of this node
   */
  public SealedContent(Content sealed, long size, String place, ContentSeal seal) {
    this.sealed = sealed;
    this.size = size;
    this.place = place;
    this.seal = seal;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return seal.opening(sealed.open(), place);
  }

  /** Id of the key that sealed it, as it says itself; empty when it says none. */
  public String keyId() throws IOException {
    try (InputStream in = sealed.open()) {
      return ContentSeal.keyIdOf(in.readNBytes(HEAD_OCTETS));
    }
  }

  /** The sealed octets. */
  public Content sealed() {
    return sealed;
  }

  /**
   * The content, whole and as it was sealed: in memory where the sealed one is, else this one, read
   * once to its end.
   *
   * @throws ContentUnreadable when its key is missing, or it is not as it was sealed
   */
  public Content opened() throws IOException {
    Optional<byte[]> inMemory = sealed.bytes();
    if (inMemory.isPresent()) {
      byte[] octets = seal.open(inMemory.get(), place);
      check(octets.length);
      return Content.of(octets);
    }
    try (InputStream in = open()) {
      check(in.transferTo(OutputStream.nullOutputStream()));
    }
    return this;
  }

  private void check(long length) throws ContentUnreadable {
    if (length != size) {
      throw ContentUnreadable.changed();
    }
  }

  @Override
  public void close() {
    sealed.close();
  }
}
