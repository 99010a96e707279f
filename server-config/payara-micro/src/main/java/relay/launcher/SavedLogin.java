package relay.launcher;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlJson;

/**
 * The login that commands use until the log-out, in a file that only its owner can read.
 *
 * @param relay where it counts
 */
record SavedLogin(URI relay, Login login) {
  private static final String OWNER_ONLY = "rw-------";

  /** Where it is kept: RELAY_LOGIN, else below the folder for settings of the user. */
  static Path file(Map<String, String> environment, String home) {
    String named = environment.get("RELAY_LOGIN");
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    String settings = environment.get("XDG_CONFIG_HOME");
    Path root =
        settings == null || settings.isBlank() ? Path.of(home, ".config") : Path.of(settings);
    return root.resolve("relay").resolve("login.json");
  }

  /** Of this process. */
  static Path file() {
    return file(System.getenv(), System.getProperty("user.home"));
  }

  /**
   * The login of a file; empty when there is none.
   *
   * @throws Refusal when it cannot be read, or others may read it, too
   */
  static Optional<SavedLogin> in(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      checkOwnerOnly(file);
      JsonObject json = ControlJson.read(Files.readString(file));
      Login login =
          json.containsKey("csrf_token")
              ? new Login.Session(json.getString("session"), json.getString("csrf_token"))
              : new Login.Token(json.getString("token"));
      return Optional.of(new SavedLogin(URI.create(json.getString("relay")), login));
    } catch (IOException | JsonException | NullPointerException | IllegalArgumentException e) {
      throw new Refusal(
          Refusal.FOLDER, file + " cannot be read; delete it and log in again: relay login");
    }
  }

  private static void checkOwnerOnly(Path file) throws IOException {
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
    if (!PosixFilePermissions.fromString(OWNER_ONLY).containsAll(given)) {
      throw new Refusal(
          Refusal.FOLDER, "others may read the login in " + file + "; call chmod 600 on it");
    }
  }

  /** Writes it whole or not at all. */
  void write(Path file) {
    var json = ControlJson.object().add("relay", relay.toString());
    if (login instanceof Login.Session session) {
      json.add("session", session.token()).add("csrf_token", session.csrfToken());
    } else if (login instanceof Login.Token token) {
      json.add("token", token.text());
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      FileAttribute<?>[] attributes =
          isPosix(file.toAbsolutePath().getParent())
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
              }
              : new FileAttribute<?>[0];
      try (SeekableByteChannel out =
          Files.newByteChannel(
              fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
        ByteBuffer octets =
            ByteBuffer.wrap(json.build().toString().getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
          out.write(octets);
        }
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refusal(
          Refusal.FOLDER,
          file + " cannot be written (" + e.getClass().getSimpleName() + "); set RELAY_LOGIN");
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Refusal(Refusal.FOLDER, file + " cannot be deleted; delete it yourself");
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
