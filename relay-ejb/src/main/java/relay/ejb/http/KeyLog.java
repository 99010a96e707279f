package relay.ejb.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.domain.http.IdempotencyKey;

/**
 * Answers by idempotency key as lines in files, each for one stretch of time, so that what is over
 * leaves by the file. A line survives the death of the process, not yet the loss of power: then a
 * repetition is a new mail, as after a lost 250. Not thread-safe.
 */
final class KeyLog {
  private static final int STRETCHES = 6;
  private static final Pattern NAME = Pattern.compile("keys-(\\d{1,19})\\.log");
  private final Path folder;
  private final Duration keep;
  private long stretch = -1;
  private FileChannel file;

  /** One line. */
  record Line(IdempotencyKey key, Instant at, String answer) {}

  KeyLog(Path folder, Duration keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /** Tells all lines that are not over, oldest first; removes the files that are. */
  void read(Instant now, Consumer<Line> reader) throws IOException {
    Files.createDirectories(folder);
    for (Path path : files()) {
      if (endOf(path).plus(keep).isBefore(now)) {
        Files.delete(path);
        continue;
      }
      try (var lines = Files.lines(path, StandardCharsets.US_ASCII)) {
        lines
            .map(KeyLog::parse)
            .flatMap(Optional::stream)
            .filter(line -> line.at().plus(keep).isAfter(now))
            .forEach(reader);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  void append(Line line) throws IOException {
    long at = line.at().toEpochMilli() / stretchMillis();
    if (file == null || at != stretch) {
      close();
      removeOver(line.at());
      file =
          FileChannel.open(
              folder.resolve("keys-" + at + ".log"),
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
      stretch = at;
    }
    ByteBuffer octets = ByteBuffer.wrap(text(line).getBytes(StandardCharsets.US_ASCII));
    while (octets.hasRemaining()) {
      file.write(octets);
    }
  }

  void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private void removeOver(Instant now) throws IOException {
    for (Path path : files()) {
      if (endOf(path).plus(keep).isBefore(now)) {
        Files.delete(path);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.filter(p -> NAME.matcher(p.getFileName().toString()).matches())
          .sorted(java.util.Comparator.comparing(this::endOf))
          .toList();
    }
  }

  private Instant endOf(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches()
        ? Instant.ofEpochMilli((Long.parseLong(name.group(1)) + 1) * stretchMillis())
        : Instant.MAX;
  }

  private long stretchMillis() {
    return Math.max(1000, keep.toMillis() / STRETCHES);
  }

  private static String text(Line line) {
    List<String> fields = new ArrayList<>();
    fields.add(Long.toString(line.at().toEpochMilli()));
    for (String text :
        List.of(line.key().owner(), line.key().key(), line.key().content(), line.answer())) {
      fields.add(Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
    return String.join(" ", fields) + " .\n";
  }

  /** Empty for a line that a crash cut: the dot at its end is missing. */
  private static Optional<Line> parse(String text) {
    String[] fields = text.split(" ", -1);
    if (fields.length != 6 || !fields[5].equals(".")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Line(
              new IdempotencyKey(decoded(fields[1]), decoded(fields[2]), decoded(fields[3])),
              Instant.ofEpochMilli(Long.parseLong(fields[0])),
              decoded(fields[4])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String field) {
    return new String(Base64.getUrlDecoder().decode(field), StandardCharsets.UTF_8);
  }
}
