package relay.ejb.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.webhook.EndpointProgress;
import relay.domain.webhook.ProgressJson;
import relay.domain.webhook.Webhook;

/**
 * How far this node has come with each endpoint, one small file for each. A file that ends in
 * {@code .off} is of an endpoint that is switched off. Thread-safe; one thread an endpoint.
 */
final class ProgressFiles {
  private static final Logger LOG = System.getLogger(ProgressFiles.class.getName());
  private static final String ACTIVE = ".json";
  private static final String OFF = ".off";
  private final Path folder;

  /**
   * @throws UncheckedIOException when the folder cannot be made
   */
  ProgressFiles(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be made", e);
    }
  }

  /** Of an endpoint that is active; one that was off until now begins afresh where it was. */
  Optional<EndpointProgress> read(Webhook webhook) throws IOException {
    Path active = file(webhook, ACTIVE);
    if (Files.exists(active)) {
      return parsed(active);
    }
    Path off = file(webhook, OFF);
    return Files.exists(off) ? parsed(off).map(EndpointProgress::fresh) : Optional.empty();
  }

  /** What is known of one that may be off. */
  Optional<EndpointProgress> find(Webhook webhook) throws IOException {
    for (String end : List.of(ACTIVE, OFF)) {
      Path file = file(webhook, end);
      if (Files.exists(file)) {
        return parsed(file);
      }
    }
    return Optional.empty();
  }

  private static Optional<EndpointProgress> parsed(Path file) throws IOException {
    try {
      return Optional.of(ProgressJson.read(Files.readString(file)));
    } catch (RuntimeException e) {
      LOG.log(
          Logger.Level.WARNING,
          file + " cannot be read; the webhook begins anew with the events since it was made",
          e);
      return Optional.empty();
    }
  }

  /** Durable when this returns; whole or not at all. */
  void write(Webhook webhook, EndpointProgress progress) throws IOException {
    Path file = file(webhook, ACTIVE);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (var out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(StandardCharsets.UTF_8.encode(ProgressJson.write(progress)));
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(file(webhook, OFF));
  }

  /** Notes that an endpoint is off now. */
  void switchedOff(Webhook webhook) throws IOException {
    Path active = file(webhook, ACTIVE);
    if (Files.exists(active)) {
      Files.move(active, file(webhook, OFF), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes the files of all others. */
  void keepOnly(List<Webhook> webhooks) throws IOException {
    Set<String> names = new HashSet<>();
    for (Webhook webhook : webhooks) {
      names.add(file(webhook, ACTIVE).getFileName().toString());
      names.add(file(webhook, OFF).getFileName().toString());
    }
    List<Path> gone;
    try (var files = Files.list(folder)) {
      gone = files.filter(file -> !names.contains(file.getFileName().toString())).toList();
    }
    for (Path file : gone) {
      Files.deleteIfExists(file);
    }
  }

  /** Tenants and ids have no {@code ~} and nothing that means something in a path. */
  private Path file(Webhook webhook, String end) {
    return folder.resolve(webhook.tenant() + "~" + webhook.id() + end);
  }
}
