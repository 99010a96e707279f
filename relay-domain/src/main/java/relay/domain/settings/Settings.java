package relay.domain.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The operator's settings, all of them checked: every key is declared, every value obeys its rule.
 * Environment variables win over the file. Immutable.
 */
public final class Settings {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");
  private final Map<String, String> texts;

  private Settings(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /**
   * Checks and joins both sources.
   *
   * @param file keys and values of the settings file
   * @param environment variables of the process; only those that begin with {@code RELAY_} and name
   *     a declared setting, or one that the file names, count
   * @throws InvalidSetting for the first unknown key or bad value, in the order of the keys
   */
  public static Settings of(
      List<Setting<?>> declared, Map<String, String> file, Map<String, String> environment) {
    Map<String, String> texts = new HashMap<>();
    for (String key : new TreeSet<>(file.keySet())) {
      check(declarationOf(key, declared), key, file.get(key));
      texts.put(key, file.get(key));
    }
    for (Setting<?> setting : declared) {
      if (setting.isNamed()) {
        overrideNamed(setting, environment, texts);
      } else {
        override(setting, setting.key(), environment, texts);
      }
    }
    return new Settings(texts);
  }

  /** The value of a setting without a name in its key. */
  public <T> T get(Setting<T> setting) {
    return setting.type().read(texts.getOrDefault(setting.key(), setting.defaultText()));
  }

  /** The value for one of the operator's names. */
  public <T> T get(Setting<T> setting, String name) {
    return setting.type().read(texts.getOrDefault(setting.keyFor(name), setting.defaultText()));
  }

  /** Whether the operator gave this setting a value, in the file or the environment. */
  public boolean isGiven(Setting<?> setting) {
    return texts.containsKey(setting.key());
  }

  /**
   * The names the operator used in place of the star in any key that begins and ends like this one.
   */
  public SortedSet<String> names(Setting<?> named) {
    int star = named.key().indexOf('*');
    String before = named.key().substring(0, star);
    String after = named.key().substring(star + 1);
    SortedSet<String> names = new TreeSet<>();
    for (String key : texts.keySet()) {
      if (key.startsWith(before)
          && key.endsWith(after)
          && key.length() > before.length() + after.length()) {
        names.add(key.substring(before.length(), key.length() - after.length()));
      }
    }
    return names;
  }

  private static void override(
      Setting<?> setting, String key, Map<String, String> environment, Map<String, String> texts) {
    String value = environment.get(Setting.environmentNameOf(key));
    if (value != null) {
      check(setting, Setting.environmentNameOf(key), value);
      texts.put(key, value);
    }
  }

  /** For a named setting the variable tells the name too: RELAY_LISTENER_SUBMISSION_PORT. */
  private static void overrideNamed(
      Setting<?> setting, Map<String, String> environment, Map<String, String> texts) {
    int star = setting.key().indexOf('*');
    String before = Setting.environmentNameOf(setting.key().substring(0, star));
    String after =
        Setting.environmentNameOf(setting.key().substring(star + 1)).substring("RELAY_".length());
    for (String variable : new TreeSet<>(environment.keySet())) {
      if (variable.startsWith(before)
          && variable.endsWith(after)
          && variable.length() > before.length() + after.length()) {
        String part = variable.substring(before.length(), variable.length() - after.length());
        String name = nameInFile(setting, part, texts);
        // what no file could write names no setting
        if (NAME.matcher(name).matches()) {
          check(setting, variable, environment.get(variable));
          texts.put(setting.keyFor(name), environment.get(variable));
        }
      }
    }
  }

  /**
   * The spelling of the file where it has this name (dots and dashes are lost in a variable), else
   * lower case.
   */
  private static String nameInFile(Setting<?> setting, String part, Map<String, String> texts) {
    return new Settings(texts)
        .names(setting).stream()
            .filter(n -> Setting.environmentNameOf(n).equals("RELAY_" + part))
            .findFirst()
            .orElse(part.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  /** The texts that the operator gave, by key. */
  public Map<String, String> texts() {
    return texts;
  }

  /** The declaration of a key, which may have one of the operator's names in it. */
  public static Optional<Setting<?>> find(String key, List<Setting<?>> declared) {
    for (Setting<?> setting : declared) {
      if (setting.isNamed() ? matchesNamed(setting, key) : setting.key().equals(key)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  private static Setting<?> declarationOf(String key, List<Setting<?>> declared) {
    return find(key, declared)
        .orElseThrow(
            () ->
                new InvalidSetting(
                    key, "...", "is not a setting; docs/settings.md lists all of them"));
  }

  private static boolean matchesNamed(Setting<?> setting, String key) {
    int star = setting.key().indexOf('*');
    String before = setting.key().substring(0, star);
    String after = setting.key().substring(star + 1);
    return key.length() > before.length() + after.length()
        && key.startsWith(before)
        && key.endsWith(after)
        && NAME.matcher(key.substring(before.length(), key.length() - after.length())).matches();
  }

  private static void check(Setting<?> setting, String key, String value) {
    try {
      setting.type().read(value);
    } catch (IllegalArgumentException | ArithmeticException e) {
      String shown = Setting.isSecret(key) ? "(hidden)" : value;
      throw new InvalidSetting(key, shown, "must be " + setting.type().rule());
    }
  }
}
