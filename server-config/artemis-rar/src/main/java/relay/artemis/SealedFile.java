package relay.artemis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.FileSeal;

/**
 * The file of a large message. One that begins with the head of a {@link FileSeal} is hidden on
 * disk and looks to the broker as if neither the head nor the sealing were there; every other one
 * is as it is. Without its key a hidden one is handed on as it stands on the disk, so that copies
 * of it can be opened when the key is back. One thread at a time, as the broker does.
 */
final class SealedFile extends NIOSequentialFile {
  private final SequentialFileFactory files;
  private final File folder;
  private final ContentSeal seal;
  private Optional<FileSeal> hidden = Optional.empty();
  private long head;

  SealedFile(
      SequentialFileFactory files, File folder, String name, int operations, ContentSeal seal) {
    super(files, folder, name, operations);
    this.files = files;
    this.folder = folder;
    this.seal = seal;
  }

  /** Makes it one that is hidden; it must not be there yet. */
  void begin() throws Exception {
    open();
    try {
      super.blockingWriteDirect(ByteBuffer.wrap(FileSeal.begin(seal).head()), false, false);
    } finally {
      close(false, false);
    }
  }

  @Override
  public void open(int operations, boolean useExecutor) throws IOException {
    super.open(operations, useExecutor);
    look();
    super.position(head);
  }

  /** Each time anew: it was another one's to begin it. */
  private void look() throws IOException {
    byte[] start = new byte[0];
    if (getJavaFile().exists()) {
      try (InputStream in = Files.newInputStream(getJavaFile().toPath())) {
        start = in.readNBytes(FileSeal.HEAD_OCTETS_MAX);
      }
    }
    hidden = FileSeal.of(start, seal);
    head = hidden.map(file -> (long) file.head().length).orElse(0L);
  }

  @Override
  public long size() throws IOException {
    if (!isOpen()) {
      look();
    }
    return super.size() - head;
  }

  @Override
  public void position(long place) throws IOException {
    super.position(place + head);
  }

  @Override
  public long position() {
    return super.position() - head;
  }

  @Override
  public synchronized int read(ByteBuffer octets, IOCallback callback)
      throws IOException, ActiveMQIllegalStateException {
    int from = octets.position();
    long place = hidden.isPresent() ? channel.position() - head : 0;
    int read = super.read(octets, null);
    if (read > 0 && hidden.isPresent()) {
      ByteBuffer piece = octets.duplicate();
      piece.limit(from + read).position(from);
      byte[] shown = new byte[read];
      piece.get(shown);
      piece.position(from);
      piece.put(hidden.get().turned(shown, place));
    }
    if (callback != null) {
      callback.done();
    }
    return read;
  }

  @Override
  public void writeDirect(ByteBuffer octets, boolean sync, IOCallback callback) {
    try {
      blockingWriteDirect(octets, sync, true);
      callback.done();
    } catch (Exception e) {
      files.onIOError(e, e.getMessage(), this);
      callback.onError(-1, e.getMessage());
    }
  }

  @Override
  public void writeDirect(ByteBuffer octets, boolean sync) throws Exception {
    blockingWriteDirect(octets, sync, true);
  }

  @Override
  public void blockingWriteDirect(ByteBuffer octets, boolean sync, boolean release)
      throws Exception {
    if (hidden.isEmpty()) {
      super.blockingWriteDirect(octets, sync, release);
      return;
    }
    byte[] piece = new byte[octets.remaining()];
    octets.duplicate().get(piece);
    if (size() == 0 && isLocked(piece)) {
      channel.truncate(0);
      hidden = Optional.empty();
      head = 0;
      super.position(0);
      super.blockingWriteDirect(octets, sync, release);
      return;
    }
    byte[] written = hidden.get().turned(piece, channel.position() - head);
    super.blockingWriteDirect(ByteBuffer.wrap(written), sync, false);
    octets.position(octets.limit());
    if (release) {
      files.releaseBuffer(octets);
    }
  }

  /** Whether it is the beginning of another hidden file, copied without its key: it stays that. */
  private boolean isLocked(byte[] start) {
    return FileSeal.isHidden(start) && FileSeal.of(start, seal).isEmpty();
  }

  @Override
  public SequentialFile cloneFile() {
    return new SealedFile(files, folder, getFileName(), maxIO, seal);
  }
}
