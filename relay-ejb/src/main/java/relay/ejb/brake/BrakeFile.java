package relay.ejb.brake;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeJson;
import relay.domain.brake.BrakesUnavailable;

/**
 * What this node alone knows of brakes, a line of JSON each: what was set or lifted while the
 * database could not be used, and all brakes of a version that kept them here. There is no file
 * when there is nothing to tell. For one thread at a time.
 */
final class BrakeFile {
  private static final Logger LOG = System.getLogger(BrakeFile.class.getName());
  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());
  private static final String ORIGIN = "origin";
  private final Path file;

  BrakeFile(Path dataFolder) {
    this.file = dataFolder.resolve("brakes.jsonl");
  }

  /**
   * What was written last; nothing when there is no file.
   *
   * @throws UncheckedIOException when it cannot be read: starting without the brakes would let go
   *     what they hold
   */
  List<OwnBrake> read() {
    if (Files.notExists(file)) {
      return List.of();
    }
    List<OwnBrake> brakes = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        brakes.add(brake(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the brakes in " + file + " cannot be read; mend it", e);
    }
    return brakes;
  }

  private OwnBrake brake(String line) throws IOException {
    try (var reader = READERS.createReader(new StringReader(line))) {
      JsonObject json = reader.readObject();
      Brake brake = BrakeJson.read(json);
      String changed = brake.lifted().map(Brake.Lift::by).orElse(brake.author());
      return new OwnBrake(brake, new Actor(changed, json.getString(ORIGIN, file.toString())));
    } catch (JsonException | IllegalArgumentException | NullPointerException e) {
      LOG.log(Logger.Level.ERROR, "a line of " + file + " is no brake: " + line);
      throw new IOException("a line is no brake", e);
    }
  }

  /** Whole or not at all; on disk when this returns. */
  void write(Collection<OwnBrake> brakes) {
    String text =
        brakes.stream()
            .map(b -> BrakeJson.write(b.brake()).add(ORIGIN, b.by().origin()).build() + "\n")
            .collect(Collectors.joining());
    Path draft = file.resolveSibling("brakes.new");
    try {
      if (brakes.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      Files.createDirectories(file.getParent());
      try (FileChannel out =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
          out.write(octets);
        }
        out.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BrakesUnavailable("the brakes cannot be written to " + file + ": " + e, e);
    }
  }
}
