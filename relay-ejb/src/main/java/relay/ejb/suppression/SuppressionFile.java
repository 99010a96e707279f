package relay.ejb.suppression;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import relay.domain.suppression.SuppressionHash;
import relay.ejb.suppression.NodeSuppressions.Known;

/**
 * The list as it was last known, {@code <data>/suppressions.bin}: 16 octets an entry, keyed hashes
 * and no address. A start reads it in seconds, also without database, and asks the database only
 * for what changed since. One thread.
 */
final class SuppressionFile {
  private static final Logger LOG = System.getLogger(SuppressionFile.class.getName());
  private static final int MAGIC = 0x52535031; // RSP1
  private static final int BUFFER_OCTETS = 1 << 16;
  private final Path file;

  SuppressionFile(Path dataFolder) {
    this.file = dataFolder.resolve("suppressions.bin");
  }

  /** What was kept; an empty list when there is nothing, or nothing that can be trusted. */
  Known read() {
    try (var in = Files.newInputStream(file)) {
      return read(new CheckedInputStream(new BufferedInputStream(in, BUFFER_OCTETS), new CRC32C()));
    } catch (NoSuchFileException e) {
      return Known.of(new byte[SuppressionHash.KEY_OCTETS], 0);
    } catch (IOException e) {
      LOG.log(
          Logger.Level.WARNING,
          file + " cannot be read; who is suppressed is known once the database is reached",
          e);
      return Known.of(new byte[SuppressionHash.KEY_OCTETS], 0);
    }
  }

  private static Known read(CheckedInputStream checked) throws IOException {
    var in = new DataInputStream(checked);
    if (in.readInt() != MAGIC) {
      throw new IOException("not a list of suppressions");
    }
    long revision = in.readLong();
    byte[] key = new byte[SuppressionHash.KEY_OCTETS];
    in.readFully(key);
    Known known = Known.of(key, revision);
    long entries = in.readLong();
    for (long i = 0; i < entries; i++) {
      known.table().put(in.readLong(), in.readInt(), in.readInt());
    }
    long sum = checked.getChecksum().getValue();
    if (in.readLong() != sum) {
      throw new IOException("the checksum is wrong");
    }
    return known;
  }

  /** Keeps the list; the file is whole at any moment. */
  void write(Known known) throws IOException {
    Path draft = file.resolveSibling("suppressions.bin.new");
    Files.deleteIfExists(draft);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var checked = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
      var out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER_OCTETS));
      write(known, out, checked);
      channel.force(true);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Known known, DataOutputStream out, CheckedOutputStream checked)
      throws IOException {
    out.writeInt(MAGIC);
    out.writeLong(known.revision());
    out.write(known.key());
    out.writeLong(known.table().size());
    known
        .table()
        .forEach(
            (key, check, value) -> {
              try {
                out.writeLong(key);
                out.writeInt(check);
                out.writeInt(value);
              } catch (IOException e) {
                throw new UncheckedIOException("the list cannot be kept", e);
              }
            });
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }
}
