package relay.domain.signing.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import relay.domain.mail.DomainName;
import relay.domain.signing.KeyPem;
import relay.domain.signing.SigningKey;

/** The key files of one domain, {@code <data>/dkim/<domain>/<selector>.pem}. */
final class KeyFiles {
  private static final String SUFFIX = ".pem";
  private final DomainName domain;
  private final Path folder;

  KeyFiles(Path dataFolder, DomainName domain) {
    this.domain = domain;
    this.folder = dataFolder.resolve("dkim").resolve(domain.ascii());
  }

  Path folder() {
    return folder;
  }

  /** Refuses when one of these is there, before any key is made. */
  void checkAbsent(String... selectors) throws FileAlreadyExistsException {
    for (String selector : selectors) {
      if (Files.exists(path(selector))) {
        throw new FileAlreadyExistsException(path(selector).toString());
      }
    }
  }

  /** Writes a new file that only its owner can read. */
  Path write(SigningKey key) throws IOException {
    Files.createDirectories(folder, owner("rwx------"));
    Path path = path(key.selector());
    byte[] pem = KeyPem.write(key.privateKey()).getBytes(StandardCharsets.US_ASCII);
    // The rights are there before the first octet: no other user can open the file in between.
    Files.createFile(path, owner("rw-------"));
    Files.write(path, pem);
    return path;
  }

  /** All key files, by name. */
  List<Path> list() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      files.forEach(paths::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    paths.sort(null);
    return paths;
  }

  SigningKey read(Path path) throws IOException {
    String name = path.getFileName().toString();
    String selector = name.substring(0, name.length() - SUFFIX.length());
    return SigningKey.of(
        selector, domain, KeyPem.read(Files.readString(path, StandardCharsets.ISO_8859_1)));
  }

  private Path path(String selector) {
    return folder.resolve(selector + SUFFIX);
  }

  private static FileAttribute<?>[] owner(String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
