package relay.ejb.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.signing.InvalidKey;
import relay.domain.signing.KeyPem;
import relay.domain.signing.ReadyKey;
import relay.domain.signing.SignatureEngines;
import relay.domain.signing.SigningKey;

/**
 * A key file as it was when last looked at.
 *
 * @param key empty when the file is of no use
 * @param problem what is wrong and what to do; empty when nothing is
 */
record KeyFile(
    Path path, FileTime changed, long octets, Optional<ReadyKey> key, Optional<String> problem) {
  static final String SUFFIX = ".pem";
  private static final long OCTETS_MAX = 64 * 1024;

  /** Reads a file; what goes wrong becomes its problem. */
  static KeyFile read(
      Path path, BasicFileAttributes attributes, DomainName domain, SignatureEngines engines) {
    Optional<ReadyKey> key = Optional.empty();
    Optional<String> problem;
    try {
      if (attributes.size() > OCTETS_MAX) {
        throw new InvalidKey("the file is far too long for a key");
      }
      String name = path.getFileName().toString();
      SigningKey signing =
          SigningKey.of(
              name.substring(0, name.length() - SUFFIX.length()),
              domain,
              KeyPem.read(Files.readString(path, StandardCharsets.ISO_8859_1)));
      key = Optional.of(new ReadyKey(signing, engines.engineFor(signing)));
      problem = openToOthers(path);
    } catch (InvalidKey e) {
      problem = Optional.of("DKIM key " + path + " cannot be used: " + e.getMessage());
    } catch (IOException e) {
      problem =
          Optional.of(
              "DKIM key "
                  + path
                  + " cannot be read ("
                  + e
                  + "); give the relay's user the right to");
    }
    return new KeyFile(path, attributes.lastModifiedTime(), attributes.size(), key, problem);
  }

  boolean isUnchanged(BasicFileAttributes attributes) {
    return octets == attributes.size() && changed.equals(attributes.lastModifiedTime());
  }

  private static Optional<String> openToOthers(Path path) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (posix == null) {
      return Optional.empty();
    }
    Set<PosixFilePermission> permissions = posix.readAttributes().permissions();
    return permissions.contains(PosixFilePermission.OTHERS_READ)
        ? Optional.of("DKIM key " + path + " can be read by every user; do: chmod 600 " + path)
        : Optional.empty();
  }
}
