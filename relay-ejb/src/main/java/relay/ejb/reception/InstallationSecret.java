package relay.ejb.reception;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Random octets that stay the same as long as the data folder does, readable for the owner only.
 * Who knows them can tell which user names exist, and nothing else.
 */
final class InstallationSecret {
  private static final int OCTETS = 32;
  private final Path file;

  InstallationSecret(Path dataFolder) {
    file = dataFolder.resolve("login-secret");
  }

  /**
   * The secret; made at the first call ever.
   *
   * @throws UncheckedIOException when the file cannot be read or written, or was damaged
   */
  byte[] read(RandomGenerator random) {
    try {
      if (!Files.exists(file)) {
        create(random);
      }
      byte[] octets = Base64.getDecoder().decode(Files.readString(file).strip());
      if (octets.length != OCTETS) {
        throw new IOException(file + " is damaged; delete it and start again");
      }
      return octets;
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(
          new IOException(file + " is damaged; delete it and start again", e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void create(RandomGenerator random) throws IOException {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling("login-secret.new");
    Files.deleteIfExists(draft);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(draft, Base64.getEncoder().encodeToString(octets) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
