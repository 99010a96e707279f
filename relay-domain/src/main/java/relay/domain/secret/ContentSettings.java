package relay.domain.secret;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Whether contents of mails are sealed on disk, and where the keys come from: the first of
 * settings, file and keystore that is given.
 *
 * @param encryption whether new contents are sealed; those that are can be read with the keys alone
 * @param keys given by the settings
 * @param keyFile path; empty: none
 * @param keystore path of a PKCS #12 keystore; empty: none
 * @param keystorePassword of the keystore and its entries
 * @param lockedWait how long a mail waits each time when its content cannot be opened
 */
public record ContentSettings(
    boolean encryption,
    Optional<MasterKeys> keys,
    String keyFile,
    String keystore,
    String keystorePassword,
    Duration lockedWait) {
  static final Setting<Boolean> ENCRYPTION =
      new Setting<>(
          "content.encryption",
          SettingType.yesNo(),
          "false",
          "Whether contents of mails are encrypted wherever this node writes them to disk: queues, large mails, sandbox.");
  static final Setting<Optional<MasterKeys>> KEYS =
      new Setting<>(
          "content.secret-keys",
          SecretSettings.keysType(),
          "",
          "The keys for contents, best given by the environment; the last one encrypts, all decrypt; the same on all nodes of a broker; empty: from content.key-file.");
  static final Setting<String> KEY_FILE =
      new Setting<>(
          "content.key-file",
          SettingType.path(),
          "",
          "The file of the keys for contents, each line an id and 32 octets in Base64, oldest first; empty: from content.keystore.");
  static final Setting<String> KEYSTORE =
      new Setting<>(
          "content.keystore",
          SettingType.path(),
          "",
          "A PKCS #12 keystore with AES keys of 256 bits; the alias is the id of the key, the last one in the order of the alphabet encrypts.");
  static final Setting<String> KEYSTORE_PASSWORD =
      new Setting<>(
          "content.keystore-password",
          SettingType.text(),
          "",
          "Opens content.keystore and its entries; best given by the environment.");

  static final Setting<Duration> LOCKED_WAIT =
      new Setting<>(
          "content.locked-wait",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "15m",
          "How long a mail waits before the next try when its content cannot be opened: a key is missing, or the disk changed it.");

  public static final List<Setting<?>> ALL =
      List.of(ENCRYPTION, KEYS, KEY_FILE, KEYSTORE, KEYSTORE_PASSWORD, LOCKED_WAIT);

  /** Throws {@link InvalidSetting} when contents are to be encrypted and there is no key. */
  public static ContentSettings from(Settings settings) {
    var content =
        new ContentSettings(
            settings.get(ENCRYPTION),
            settings.get(KEYS),
            settings.get(KEY_FILE),
            settings.get(KEYSTORE),
            settings.get(KEYSTORE_PASSWORD),
            settings.get(LOCKED_WAIT));
    if (content.encryption && !content.hasKeys()) {
      throw new InvalidSetting(
          ENCRYPTION.key(),
          "true",
          "must come with content.secret-keys, content.key-file or content.keystore");
    }
    return content;
  }

  /** Whether there are keys: without them nothing is sealed and nothing sealed can be read. */
  public boolean hasKeys() {
    return keys.isPresent() || !keyFile.isEmpty() || !keystore.isEmpty();
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "ContentSettings[encryption=" + encryption + "]";
  }
}
