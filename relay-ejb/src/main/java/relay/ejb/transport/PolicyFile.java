package relay.ejb.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import relay.domain.transport.StsEntry;
import relay.domain.transport.StsPolicy;

/**
 * The policies in a file of the data folder, a line for each: RFC 8461 10.2 counts on them being
 * there after a restart. A file that is gone or damaged is no reason not to start. For one thread
 * at a time.
 */
final class PolicyFile {
  private static final Logger LOG = System.getLogger(PolicyFile.class.getName());
  private static final int FIELDS = 6;
  private final Path file;

  PolicyFile(Path dataFolder) {
    this.file = dataFolder.resolve("mta-sts");
  }

  List<StsEntry> read() {
    List<StsEntry> entries = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          entries.add(entry(line.split("\t", -1)));
        }
      }
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      LOG.log(
          Logger.Level.WARNING,
          "MTA-STS policies are fetched anew: " + file + " cannot be read",
          e);
    }
    return entries;
  }

  /**
   * Whole or not at all.
   *
   * @throws IOException when it cannot be written; what stood there stands
   */
  void write(List<StsEntry> entries) throws IOException {
    var text = new StringBuilder();
    for (StsEntry entry : entries) {
      StsPolicy policy = entry.policy();
      text.append(entry.domain()).append('\t').append(entry.id());
      text.append('\t').append(entry.fetchedAt()).append('\t').append(policy.mode());
      text.append('\t').append(policy.maxAge().toSeconds());
      text.append('\t').append(String.join(",", policy.hosts())).append('\n');
    }
    Path draft = file.resolveSibling("mta-sts.new");
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static StsEntry entry(String[] fields) {
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("a line without " + FIELDS + " fields");
    }
    var policy =
        new StsPolicy(
            StsPolicy.Mode.valueOf(fields[3]),
            fields[5].isEmpty() ? List.of() : List.of(fields[5].split(",")),
            Duration.ofSeconds(Long.parseLong(fields[4])));
    return new StsEntry(fields[0], fields[1], policy, Instant.parse(fields[2]));
  }
}
