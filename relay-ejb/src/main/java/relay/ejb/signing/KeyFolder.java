package relay.ejb.signing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.signing.ReadyKey;
import relay.domain.signing.SignatureEngines;

/**
 * What one look into {@code <data>/dkim/<domain>/<selector>.pem} found. Immutable.
 *
 * @param files by path
 * @param keys by domain, in the order of the selectors
 * @param problems all that the operator should know
 */
record KeyFolder(
    Map<Path, KeyFile> files, Map<DomainName, List<ReadyKey>> keys, List<String> problems) {
  /** Each key costs a signature and a field in every mail. */
  static final int KEYS_PER_DOMAIN_MAX = 4;

  static final KeyFolder EMPTY = new KeyFolder(Map.of(), Map.of(), List.of());

  /**
   * Looks again; files that did not change keep their keys and engines.
   *
   * @throws IOException when the folder is there and cannot be listed
   */
  KeyFolder lookedThrough(Path folder, SignatureEngines engines) throws IOException {
    Map<Path, KeyFile> found = new HashMap<>();
    Map<DomainName, List<ReadyKey>> byDomain = new HashMap<>();
    List<String> troubles = new ArrayList<>();
    for (Path domainFolder : entries(folder, "*")) {
      Optional<DomainName> domain = domainOf(domainFolder);
      if (domain.isEmpty() || !Files.isDirectory(domainFolder)) {
        troubles.add(domainFolder + " is not used: it should be a folder named like a domain");
        continue;
      }
      List<ReadyKey> ready = new ArrayList<>();
      for (Path path : entries(domainFolder, "*" + KeyFile.SUFFIX)) {
        readFile(path, domain.get(), engines)
            .ifPresent(
                file -> {
                  found.put(path, file);
                  file.problem().ifPresent(troubles::add);
                  file.key().ifPresent(ready::add);
                });
      }
      if (ready.size() > KEYS_PER_DOMAIN_MAX) {
        troubles.add(
            domainFolder + " holds more than 4 keys: only the first 4 sign, remove retired ones");
      }
      byDomain.put(domain.get(), ready.stream().limit(KEYS_PER_DOMAIN_MAX).toList());
    }
    return new KeyFolder(found, byDomain, List.copyOf(troubles));
  }

  private Optional<KeyFile> readFile(Path path, DomainName domain, SignatureEngines engines)
      throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      KeyFile known = files.get(path);
      return Optional.of(
          known != null && known.isUnchanged(attributes)
              ? known
              : KeyFile.read(path, attributes, domain, engines));
    } catch (NoSuchFileException e) {
      // Removed between listing and reading.
      return Optional.empty();
    }
  }

  private static List<Path> entries(Path folder, String glob) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    entries.sort(null);
    return entries;
  }

  private static Optional<DomainName> domainOf(Path folder) {
    try {
      return Optional.of(DomainName.of(folder.getFileName().toString()));
    } catch (InvalidAddress e) {
      return Optional.empty();
    }
  }
}
