package relay.domain.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import relay.domain.settings.InvalidSetting;

/** The operator's file: Java properties in UTF-8, each key once. */
final class SettingsFile {
  private SettingsFile() {}

  /**
   * The keys and values.
   *
   * @throws InvalidSetting when the file cannot be read, is no properties file, or gives a key
   *     twice
   */
  static Map<String, String> read(Path file) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      new EachKeyOnce(texts).load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidSetting(
          "relay.settings", file.toString(), "must name a readable properties file in UTF-8: " + e);
    }
    return texts;
  }

  /** The second line of a key would win silently: refuse it instead. */
  private static final class EachKeyOnce extends Properties {
    private static final long serialVersionUID = 1;
    private final transient Map<String, String> texts;

    EachKeyOnce(Map<String, String> texts) {
      this.texts = texts;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (texts.put((String) key, (String) value) != null) {
        throw new InvalidSetting((String) key, "...", "stands twice in the settings file");
      }
      return super.put(key, value);
    }
  }
}
