package relay.domain.secret;

import java.util.List;
import java.util.Optional;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Where the master keys come from.
 *
 * @param masterKeys given by the settings; empty: from the file
 * @param keyFile path of the file; empty: master.keys in the data folder
 */
public record SecretSettings(Optional<MasterKeys> masterKeys, String keyFile) {
  static final Setting<Optional<MasterKeys>> MASTER_KEYS =
      new Setting<>(
          "secret.master-keys",
          keysType(),
          "",
          "The keys that secrets in the database are encrypted with, best given by the environment; the same on all nodes; empty: from secret.key-file.");
  static final Setting<String> KEY_FILE =
      new Setting<>(
          "secret.key-file",
          SettingType.path(),
          "",
          "The file of the master keys, each line an id and 32 octets in Base64, oldest first; made at the first start; empty: master.keys in the data folder.");

  public static final List<Setting<?>> ALL = List.of(MASTER_KEYS, KEY_FILE);

  public static SecretSettings from(Settings settings) {
    return new SecretSettings(settings.get(MASTER_KEYS), settings.get(KEY_FILE));
  }

  static SettingType<Optional<MasterKeys>> keysType() {
    return SettingType.of(
        "ID:BASE64 of 32 octets, oldest first, separated by commas; or empty",
        SecretSettings::keys);
  }

  private static Optional<MasterKeys> keys(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(MasterKeys.parse(text.replace(',', '\n').replace(':', ' ')));
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "SecretSettings[keyFile=" + keyFile + "]";
  }
}
