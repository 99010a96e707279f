package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.control.ControlJson;

/**
 * Makes the document of an object from {@code NAME=VALUE} words, over the one of a file where a
 * file is named.
 */
final class ObjectWords {
  private static final String FROM_INPUT = "-";
  private static final int FILE_OCTETS_MAX = 256 << 10;
  private static final int LINE_CHARS_MAX = 4000;
  private final ObjectKind kind;
  private final InputStream in;

  ObjectWords(ObjectKind kind, InputStream in) {
    this.kind = kind;
    this.in = in;
  }

  /**
   * The document.
   *
   * @throws Refusal for a word without an equals sign, or a file that holds no JSON object
   */
  JsonObject document(List<String> words, String file) {
    Map<String, Object> tree = new LinkedHashMap<>(file.isEmpty() ? Map.of() : read(file));
    for (String word : words) {
      int at = word.indexOf('=');
      if (at < 1) {
        throw new Refusal(
            Refusal.USAGE,
            "'" + word + "' is no NAME=VALUE; relay " + kind.word() + " --help tells the names");
      }
      String name = word.substring(0, at);
      String value = word.substring(at + 1);
      put(tree, name, value(name, value.equals(FROM_INPUT) ? line() : value));
    }
    return object(tree);
  }

  /** A name the table does not know goes as text: the relay answers for what it knows. */
  private JsonValue value(String name, String word) {
    return kind.field(name)
        .map(
            field ->
                field.isFile(word) ? ObjectField.text(text(word.substring(1))) : field.value(word))
        .orElseGet(() -> word.equals("null") ? JsonValue.NULL : ObjectField.text(word));
  }

  private static String text(String file) {
    try (InputStream source = Files.newInputStream(Path.of(file))) {
      byte[] octets = source.readNBytes(FILE_OCTETS_MAX + 1);
      if (octets.length > FILE_OCTETS_MAX) {
        throw new Refusal(Refusal.USAGE, "the file " + file + " is larger than 256 KB");
      }
      return new String(octets, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Refusal(Refusal.USAGE, "the file " + file + " cannot be read (" + e + ")");
    }
  }

  private static void put(Map<String, Object> tree, String name, JsonValue value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      tree.put(name, value);
      return;
    }
    Object inner = tree.get(name.substring(0, dot));
    Map<String, Object> branch = new LinkedHashMap<>();
    if (inner instanceof JsonObject object) {
      branch.putAll(object);
    } else if (inner instanceof Map<?, ?> map) {
      map.forEach((key, each) -> branch.put((String) key, each));
    }
    put(branch, name.substring(dot + 1), value);
    tree.put(name.substring(0, dot), branch);
  }

  private static JsonObject object(Map<?, ?> tree) {
    JsonObjectBuilder out = ControlJson.object();
    tree.forEach(
        (name, value) ->
            out.add(
                (String) name,
                value instanceof Map<?, ?> map && !(value instanceof JsonValue)
                    ? object(map)
                    : (JsonValue) value));
    return out.build();
  }

  private JsonObject read(String file) {
    try (InputStream source = file.equals(FROM_INPUT) ? in : Files.newInputStream(Path.of(file))) {
      byte[] octets = source.readNBytes(FILE_OCTETS_MAX);
      return ControlJson.read(new String(octets, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Refusal(Refusal.USAGE, "the file " + file + " cannot be read (" + e + ")");
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.USAGE, "the file " + file + " holds no JSON object");
    }
  }

  private String line() {
    try {
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String line = reader.readLine();
      if (line == null || line.isEmpty() || line.length() > LINE_CHARS_MAX) {
        throw new Refusal(
            Refusal.USAGE, "give the value on the standard input, in one line of 1 to 4000");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
