package relay.domain.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A secret that the relay makes in its data folder at its first start, readable for its owner only:
 * who can read it may do there what he likes anyway, and need not type the administrator's password
 * to use the command line. To have a new one, delete the file and start again.
 */
public final class LocalToken {
  private static final int OCTETS = 32;

  private final Path file;

  private LocalToken(Path file) {
    this.file = file;
  }

  public static LocalToken in(Path dataFolder) {
    return new LocalToken(dataFolder.resolve("relay.token"));
  }

  /**
   * The token; made now where there is none.
   *
   * @param random a secure one
   * @throws UncheckedIOException when the folder cannot be used
   */
  public String orMake(RandomGenerator random) {
    Optional<String> known = read();
    if (known.isPresent()) {
      return known.get();
    }
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    try {
      Files.createDirectories(file.getParent());
      Path draft = file.resolveSibling("relay.token.new");
      Files.deleteIfExists(draft);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            draft,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(draft, token + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the token of the command line cannot be written", e);
    }
    return token;
  }

  /**
   * The token; empty when no relay has been started here.
   *
   * @throws UncheckedIOException when it may not be read
   */
  public Optional<String> read() {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether two are the same, in the same time whatever they are. */
  public static boolean matches(String token, String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
