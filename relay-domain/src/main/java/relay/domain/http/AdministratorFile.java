package relay.domain.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.secret.PasswordHash;

/**
 * The administrator's password in the data folder: only its hash, readable for the owner only. To
 * set a new password, delete the file and start again.
 */
public final class AdministratorFile {
  private static final int PASSWORD_OCTETS = 15;

  private final Path file;

  private AdministratorFile(Path file) {
    this.file = file;
  }

  public static AdministratorFile in(Path dataFolder) {
    return new AdministratorFile(dataFolder.resolve("administrator"));
  }

  /**
   * Makes a password at the first start.
   *
   * @param random a secure one
   * @return the new password, to be shown once; empty when there is one already
   */
  public Optional<String> createIfAbsent(RandomGenerator random) {
    if (Files.exists(file)) {
      return Optional.empty();
    }
    byte[] octets = new byte[PASSWORD_OCTETS];
    random.nextBytes(octets);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    write(PasswordHash.of(password, random).text());
    return Optional.of(password);
  }

  /** The hash; throws UncheckedIOException when there is none yet. */
  public PasswordHash read() {
    try {
      return PasswordHash.parse(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole or not at all: a crash between must not lock the administrator out. */
  private void write(String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = file.resolveSibling("administrator.new");
      Files.deleteIfExists(draft);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            draft,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(draft, text + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
