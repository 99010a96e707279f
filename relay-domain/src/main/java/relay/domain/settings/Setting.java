package relay.domain.settings;

import java.util.Locale;

/**
 * The declaration of one setting.
 *
 * @param key kebab-case, concept first: {@code delivery.connect-timeout}. One {@code *} stands for
 *     a name that the operator chooses: {@code listener.*.port}
 * @param defaultText the default as it would stand in the file; must pass the type
 * @param sentence for the reference page: what it does, in one sentence
 */
public record Setting<T>(String key, SettingType<T> type, String defaultText, String sentence) {
  public Setting {
    type.read(defaultText);
  }

  public boolean isNamed() {
    return key.contains("*");
  }

  /** The key with the operator's name in it. */
  public String keyFor(String name) {
    return key.replace("*", name);
  }

  /** {@code delivery.connect-timeout} is {@code RELAY_DELIVERY_CONNECT_TIMEOUT}. */
  public static String environmentNameOf(String key) {
    return "RELAY_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
