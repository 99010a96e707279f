package relay.ejb.contacts.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import relay.domain.contacts.file.ImportDesk.Taken;

/** Files that were handed in and not read to their end. Thread-safe. */
final class ImportFolder {
  private static final String END = ".upload";
  private static final int BLOCK = 1 << 16;

  /** Octets between two looks at the disk. */
  private static final long LOOK_OCTETS = 1 << 22;

  private static final Duration OWNERLESS_AGE = Duration.ofHours(1);
  private final Path folder;
  private final long diskReserve;
  private final LongSupplier freeDisk;

  ImportFolder(Path folder, long diskReserve, LongSupplier freeDisk) {
    this.folder = folder;
    this.diskReserve = diskReserve;
    this.freeDisk = freeDisk;
  }

  /** A file that is complete on disk, or why there is none. */
  record Kept(String name, long size, Taken refusal) {}

  /**
   * Takes a file as it comes.
   *
   * @throws IOException when it ends too early, or the disk fails; nothing of it stays
   */
  Kept keep(InputStream upload, long most) throws IOException {
    Files.createDirectories(folder);
    String name = UUID.randomUUID() + END;
    Path file = folder.resolve(name);
    boolean isKept = false;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var out = Channels.newOutputStream(channel);
      byte[] block = new byte[BLOCK];
      long size = 0;
      long looked = -LOOK_OCTETS;
      for (int read = upload.read(block); read >= 0; read = upload.read(block)) {
        if (size - looked >= LOOK_OCTETS) {
          looked = size;
          if (freeDisk.getAsLong() < diskReserve + LOOK_OCTETS) {
            return new Kept("", 0, new Taken.NoRoom("the disk of the data folder is nearly full"));
          }
        }
        size += read;
        if (size > most) {
          return new Kept("", 0, new Taken.TooLarge(most));
        }
        out.write(block, 0, read);
      }
      channel.force(true);
      isKept = true;
      return new Kept(name, size, null);
    } finally {
      if (!isKept) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Stands at this octet. */
  InputStream open(String name, long position) throws IOException {
    FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ);
    channel.position(position);
    return Channels.newInputStream(channel);
  }

  /** Writes blanks over a part of a file; octets behind it keep their place. */
  void blank(String name, long from, long to) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
      byte[] blanks = new byte[Math.toIntExact(to - from)];
      java.util.Arrays.fill(blanks, (byte) ' ');
      blanks[blanks.length - 1] = '\n';
      channel.write(java.nio.ByteBuffer.wrap(blanks), from);
      channel.force(true);
    }
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + name + "; check the data folder", e);
    }
  }

  /** Names of the files that there are. */
  List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(END))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the folder of imports", e);
    }
  }

  /** Removes what belongs to no import; one that is being handed in is young. */
  void sweep(Set<String> owned, Instant now) {
    for (String name : names()) {
      if (!owned.contains(name) && changed(name).isBefore(now.minus(OWNERLESS_AGE))) {
        remove(name);
      }
    }
  }

  private Instant changed(String name) {
    try {
      return Files.getLastModifiedTime(folder.resolve(name)).toInstant();
    } catch (IOException e) {
      return Instant.MAX; // it has gone meanwhile
    }
  }
}
