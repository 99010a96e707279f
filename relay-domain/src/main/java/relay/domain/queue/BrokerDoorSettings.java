package relay.domain.queue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.IpLiteral;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * The door of the embedded broker for JMS producers in other processes. Shut unless a port is set;
 * never open without a user and a password.
 *
 * @param port 0: shut
 * @param keyStore a PKCS#12 file with key and certificate; empty: no TLS
 * @param connectionsMax most connections at a time
 */
public record BrokerDoorSettings(
    InetAddress address,
    int port,
    String user,
    String password,
    Optional<String> keyStore,
    String keyStorePassword,
    int connectionsMax) {
  static final Setting<InetAddress> ADDRESS =
      new Setting<>(
          "broker.door.address",
          SettingType.of(
              "an IPv4 or IPv6 address; 0.0.0.0 or :: for all",
              text -> IpLiteral.parse(text).orElseThrow(IllegalArgumentException::new)),
          "127.0.0.1",
          "The address at which the embedded broker takes JMS producers of other processes.");
  static final Setting<Integer> PORT =
      new Setting<>(
          "broker.door.port",
          SettingType.integer(0, 65535),
          "0",
          "The port at which the embedded broker takes JMS producers of other processes; 0: it"
              + " takes none.");
  static final Setting<String> USER =
      new Setting<>(
          "broker.door.user",
          SettingType.text(),
          "",
          "The user name of those producers; needed with a port.");
  static final Setting<String> PASSWORD =
      new Setting<>(
          "broker.door.password",
          SettingType.text(),
          "",
          "The password of those producers; needed with a port, 12 characters at least.");
  static final Setting<String> KEY_STORE =
      new Setting<>(
          "broker.door.key-store",
          SettingType.path(),
          "",
          "A PKCS#12 file with key and certificate: the door speaks TLS. Empty: it does not, which"
              + " is for loopback.");
  static final Setting<String> KEY_STORE_PASSWORD =
      new Setting<>(
          "broker.door.key-store-password", SettingType.text(), "", "The password of that file.");
  static final Setting<Integer> CONNECTIONS_MAX =
      new Setting<>(
          "broker.door.connections-max",
          SettingType.integer(1, 10_000),
          "100",
          "Most connections of such producers at a time.");

  /** In the order of the reference page. */
  public static final List<Setting<?>> ALL =
      List.of(ADDRESS, PORT, USER, PASSWORD, KEY_STORE, KEY_STORE_PASSWORD, CONNECTIONS_MAX);

  private static final int PASSWORD_CHARS_MIN = 12;

  public BrokerDoorSettings {
    boolean open = port != 0;
    if (open && user.isBlank()) {
      throw new InvalidSetting(USER.key(), user, "must be set when broker.door.port is");
    }
    if (open && password.length() < PASSWORD_CHARS_MIN) {
      throw new InvalidSetting(
          PASSWORD.key(), "***", "must have 12 characters at least when broker.door.port is set");
    }
    if (open && keyStore.isEmpty() && !address.isLoopbackAddress()) {
      throw new InvalidSetting(
          KEY_STORE.key(), "", "must be set: passwords do not cross the network in clear text");
    }
  }

  /** Reads the record. */
  public static BrokerDoorSettings from(Settings settings) {
    return new BrokerDoorSettings(
        settings.get(ADDRESS),
        settings.get(PORT),
        settings.get(USER),
        settings.get(PASSWORD),
        Optional.of(settings.get(KEY_STORE)).filter(file -> !file.isEmpty()),
        settings.get(KEY_STORE_PASSWORD),
        settings.get(CONNECTIONS_MAX));
  }

  public boolean isOpen() {
    return port != 0;
  }
}
