package relay.domain.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * The practice ground: off unless it has a domain.
 *
 * @param domain empty: there is none
 * @param connectionsMax served at a time
 * @param lineOctetsMax of a command, its end not counted
 * @param sizeMax octets of a mail
 * @param idle until the next line, or the next part of a mail
 * @param slow how long a slow mailbox takes
 * @param greylist how long a greylisted sender is asked to stay away
 * @param rate mails a minute for one address
 * @param addressesMax how many addresses are remembered
 */
public record SimulatorSettings(
    Optional<SimulatorDomain> domain,
    int connectionsMax,
    int lineOctetsMax,
    long sizeMax,
    Duration idle,
    Duration slow,
    Duration greylist,
    int rate,
    int addressesMax) {
  static final Setting<Optional<SimulatorDomain>> DOMAIN =
      new Setting<>(
          "simulator.domain",
          SettingType.of("a domain name, or nothing", SimulatorSettings::domain),
          "",
          "The domain whose addresses simulate good and bad receivers, such as simulator.test;"
              + " nothing switches the simulator off. Mail to it and to its subdomains never"
              + " leaves this machine, so never name a domain of real people.");
  static final Setting<Integer> CONNECTIONS_MAX =
      new Setting<>(
          "simulator.connections-max",
          SettingType.integer(1, 1000),
          "100",
          "How many connections the simulator serves at a time; others are answered 421.");
  static final Setting<Integer> LINE_MAX =
      new Setting<>(
          "simulator.line-max",
          SettingType.integer(512, 65_536),
          "4096",
          "How many octets a command to the simulator may have.");
  static final Setting<Long> SIZE_MAX =
      new Setting<>(
          "simulator.size-max",
          SettingType.size(1024, 1L << 30),
          "50MB",
          "How large a mail to the simulator may be; its content is thrown away.");
  static final Setting<Duration> IDLE =
      new Setting<>(
          "simulator.idle-timeout",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "2m",
          "How long the simulator waits for the next octet of a connection.");
  static final Setting<Duration> SLOW =
      new Setting<>(
          "simulator.slow-delay",
          SettingType.duration(Duration.ofMillis(1), Duration.ofMinutes(5)),
          "10s",
          "How long the address slow@ takes to answer to a mail.");
  static final Setting<Duration> GREYLIST =
      new Setting<>(
          "simulator.greylist-time",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(4)),
          "1m",
          "How long the address greylist@ asks a sender to wait before it takes the mail.");
  static final Setting<Integer> RATE =
      new Setting<>(
          "simulator.rate",
          SettingType.integer(0, 1_000_000),
          "10",
          "How many mails a minute each ratelimit@ address takes.");
  static final Setting<Integer> ADDRESSES_MAX =
      new Setting<>(
          "simulator.addresses-max",
          SettingType.integer(1, 1_000_000),
          "10000",
          "For how many addresses greylisting and rates are remembered; those that got no mail"
              + " longest are forgotten.");

  public static final List<Setting<?>> ALL =
      List.of(
          DOMAIN, CONNECTIONS_MAX, LINE_MAX, SIZE_MAX, IDLE, SLOW, GREYLIST, RATE, ADDRESSES_MAX);

  public static SimulatorSettings from(Settings settings) {
    return new SimulatorSettings(
        settings.get(DOMAIN),
        settings.get(CONNECTIONS_MAX),
        settings.get(LINE_MAX),
        settings.get(SIZE_MAX),
        settings.get(IDLE),
        settings.get(SLOW),
        settings.get(GREYLIST),
        settings.get(RATE),
        settings.get(ADDRESSES_MAX));
  }

  private static Optional<SimulatorDomain> domain(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new SimulatorDomain(DomainName.of(text)));
  }
}
