package relay.domain.queue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * TLS to outside brokers. The certificate must be for the name in {@code broker.hosts}.
 *
 * @param on whether the relay speaks TLS to them
 * @param trustStore a PKCS#12 file with the certificates to trust; empty: those of the JDK
 * @param trustStorePassword of that file
 */
public record BrokerTlsSettings(
    boolean on, Optional<String> trustStore, String trustStorePassword) {
  static final Setting<Boolean> ON =
      new Setting<>(
          "broker.tls",
          SettingType.yesNo(),
          "false",
          "Whether the relay speaks TLS to outside brokers; their certificates must be for the names"
              + " in broker.hosts.");
  static final Setting<String> TRUST_STORE =
      new Setting<>(
          "broker.trust-store",
          SettingType.path(),
          "",
          "A PKCS#12 file with the certificates that outside brokers are trusted by; empty: those of"
              + " the JDK.");
  static final Setting<String> TRUST_STORE_PASSWORD =
      new Setting<>(
          "broker.trust-store-password", SettingType.text(), "", "The password of that file.");

  /** In the order of the reference page. */
  public static final List<Setting<?>> ALL = List.of(ON, TRUST_STORE, TRUST_STORE_PASSWORD);

  // What separates the parameters of a connector where a resource adapter is told them.
  private static final Pattern SEPARATORS = Pattern.compile("[,;]");

  public BrokerTlsSettings {
    refuseSeparators(TRUST_STORE, trustStore.orElse(""), trustStore.orElse(""));
    refuseSeparators(TRUST_STORE_PASSWORD, trustStorePassword, "***");
    if (trustStore.isPresent() && !on) {
      throw new InvalidSetting(
          TRUST_STORE.key(), trustStore.get(), "is without effect unless broker.tls is true");
    }
  }

  private static void refuseSeparators(Setting<String> setting, String value, String shown) {
    if (SEPARATORS.matcher(value).find()) {
      throw new InvalidSetting(setting.key(), shown, "must hold no comma and no semicolon");
    }
  }

  /** Reads the record. */
  public static BrokerTlsSettings from(Settings settings) {
    return new BrokerTlsSettings(
        settings.get(ON),
        Optional.of(settings.get(TRUST_STORE)).filter(file -> !file.isEmpty()),
        settings.get(TRUST_STORE_PASSWORD));
  }
}
