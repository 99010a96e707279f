package relay.ejb.control;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;

/**
 * The last known state as a file that only we can read, {@code <data>/control.json}, so that a
 * restart without database still knows who may send. Secrets stand in it as they do in the
 * database: as hashes or encrypted. One thread.
 */
final class ControlFile {
  private static final Logger LOG = System.getLogger(ControlFile.class.getName());
  private final Path file;
  private final ControlKinds kinds;

  ControlFile(Path dataFolder, ControlKinds kinds) {
    this.file = dataFolder.resolve("control.json");
    this.kinds = kinds;
  }

  /** What was kept; the empty state when there is nothing, or nothing that can be read. */
  ControlState read() {
    try {
      JsonObject json = ControlJson.read(Files.readString(file));
      List<ControlObject> objects = new ArrayList<>();
      JsonArray kept = json.getJsonArray("objects");
      for (int i = 0; i < kept.size(); i++) {
        JsonObject each = kept.getJsonObject(i);
        ControlKey key =
            new ControlKey(each.getString("kind"), each.getString("tenant"), each.getString("id"));
        long version = each.getJsonNumber("version").longValue();
        ControlRows.read(kinds, key, version, each.getJsonObject("fields").toString())
            .ifPresent(objects::add);
      }
      return ControlState.EMPTY.with(
          json.getJsonNumber("revision").longValue(), objects, List.of());
    } catch (NoSuchFileException e) {
      return ControlState.EMPTY;
    } catch (IOException | RuntimeException e) {
      LOG.log(
          Logger.Level.WARNING,
          file + " cannot be read; credentials are known once the database is reached",
          e);
      return ControlState.EMPTY;
    }
  }

  /** Keeps the state; the file is whole at any moment. */
  void write(ControlState state) throws IOException {
    JsonArrayBuilder objects = ControlJson.array();
    for (ControlObject object : state.all()) {
      objects.add(
          ControlJson.object()
              .add("kind", object.key().kind())
              .add("tenant", object.key().tenant())
              .add("id", object.key().id())
              .add("version", object.version())
              .add("fields", kinds.write(object)));
    }
    String json =
        ControlJson.object()
            .add("revision", state.revision())
            .add("objects", objects)
            .build()
            .toString();
    Path next = file.resolveSibling("control.json.new");
    Files.deleteIfExists(next);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (FileChannel out =
        FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer octets = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
      while (octets.hasRemaining()) {
        out.write(octets);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
