package relay.ejb.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SecretBox;
import relay.domain.secret.SecretSettings;
import relay.domain.secret.SecretVault;

/** The secret box over the keys of settings or file; both are read once. Thread-safe. */
public final class KeyFileVault implements SecretVault {
  private final Path file;
  private final boolean fixed;
  private final RandomGenerator random;
  private MasterKeys keys;
  private volatile SecretBox box;

  /**
   * Reads the keys, or makes the first one.
   *
   * @param random a secure one
   * @throws UncheckedIOException when the file cannot be read or made, naming it
   * @throws IllegalStateException when what is in it are no keys
   */
  public KeyFileVault(SecretSettings settings, Path dataFolder, RandomGenerator random) {
    this.file =
        settings.keyFile().isEmpty()
            ? dataFolder.resolve("master.keys")
            : Path.of(settings.keyFile());
    this.random = random;
    this.fixed = settings.masterKeys().isPresent();
    this.keys = settings.masterKeys().orElseGet(this::fromFile);
    this.box = new SecretBox(keys, random);
  }

  @Override
  public SecretBox box() {
    return box;
  }

  @Override
  public synchronized String newestKey() {
    return keys.newest();
  }

  @Override
  public void mayRotate() {
    if (fixed) {
      throw new IllegalStateException(
          "the keys come from secret.master-keys; add one at its end, start all nodes again, and"
              + " then reseal");
    }
  }

  @Override
  public synchronized String rotate() {
    mayRotate();
    MasterKeys next = fromFile().withNext(random);
    write(next);
    keys = next;
    box = new SecretBox(keys, random);
    return keys.newest();
  }

  private MasterKeys fromFile() {
    try {
      if (!Files.exists(file)) {
        MasterKeys first = MasterKeys.first(random);
        write(first);
        return first;
      }
      return MasterKeys.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " holds no master keys: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private void write(MasterKeys all) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(draft);
      if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            draft,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(
          draft,
          "# Without these keys the secrets in the database are lost. Keep a copy.\n" + all.text());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
