package relay.domain.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The declaration of one setting.
 *
 * @param key kebab-case, concept first: {@code delivery.connect-timeout}. One {@code *} stands for
 *     a name that the operator chooses: {@code listener.*.port}
 * @param defaultText the default as it would stand in the file; must pass the type
 * @param sentence for the reference page: what it does, in one sentence
 * @param live whether a change holds while the relay runs; all others are read at start
 */
public record Setting<T>(
    String key, SettingType<T> type, String defaultText, String sentence, boolean live) {
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret).*", Pattern.CASE_INSENSITIVE);

  public Setting {
    type.read(defaultText);
  }

  /** A setting that is read at start. */
  public Setting(String key, SettingType<T> type, String defaultText, String sentence) {
    this(key, type, defaultText, sentence, false);
  }

  /** The same, obeyed while the relay runs: whoever uses it asks for it each time. */
  public Setting<T> whileRunning() {
    return new Setting<>(key, type, defaultText, sentence, true);
  }

  /** All of these, obeyed while the relay runs. */
  public static List<Setting<?>> whileRunning(List<Setting<?>> settings) {
    return settings.stream().<Setting<?>>map(Setting::whileRunning).toList();
  }

  public boolean isNamed() {
    return key.contains("*");
  }

  /** The key with the operator's name in it. */
  public String keyFor(String name) {
    return key.replace("*", name);
  }

  /** Whether the value of a key is for nobody's eyes. */
  public static boolean isSecret(String key) {
    return SECRET.matcher(key).matches();
  }

  /** {@code delivery.connect-timeout} is {@code RELAY_DELIVERY_CONNECT_TIMEOUT}. */
  public static String environmentNameOf(String key) {
    return "RELAY_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
