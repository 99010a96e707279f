package relay.domain.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import relay.domain.lease.LeaseSettings;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How much of us one destination gets.
 *
 * @param connectionsMax attempts at one destination at a time
 * @param otpConnections more that only one-time passwords may use
 * @param sharePercent of a lane's workers that one destination may hold
 * @param slowSharePercent the same for a destination that is slow, or not known yet
 * @param slowAfter an attempt that takes longer makes a destination slow
 * @param patience how long a worker waits for a fast destination before the mail goes to wait
 * @param standbyPercent of a lane's workers that may wait for places of flows
 * @param standby how long one of them does at most
 * @param putOffMax longest time a mail is put off at once because its destination is busy
 * @param failuresBeforePause attempts in a row that reached no host
 * @param destinationsMax how many destinations are remembered
 * @param siteMemory how long the servers of a domain are remembered
 * @param flows what each flow may have
 * @param adaptive whether flows are slowed down by what their servers say
 * @param deferralsBeforeProbing in a row, nothing being taken
 * @param lease how nodes share what each flow may have
 */
public record TrafficSettings(
    int connectionsMax,
    int otpConnections,
    int sharePercent,
    int slowSharePercent,
    Duration slowAfter,
    Duration patience,
    int standbyPercent,
    Duration standby,
    Duration putOffMax,
    Duration otpPutOffMax,
    int failuresBeforePause,
    Duration pauseMin,
    Duration pauseMax,
    int destinationsMax,
    Duration siteMemory,
    FlowRules flows,
    boolean adaptive,
    int deferralsBeforeProbing,
    LeaseSettings lease) {
  static final Setting<Integer> CONNECTIONS_MAX =
      new Setting<>(
          "traffic.connections-max",
          SettingType.integer(1, 1000),
          "20",
          "How many mails go to one destination (domain, route) at a time.");
  static final Setting<Integer> OTP_CONNECTIONS =
      new Setting<>(
          "traffic.otp-connections",
          SettingType.integer(0, 100),
          "5",
          "How many more may go at a time when they are one-time passwords.");
  static final Setting<Integer> SHARE_PERCENT =
      new Setting<>(
          "traffic.share-percent",
          SettingType.integer(1, 100),
          "75",
          "The share of a lane's workers that one destination may hold, so that it can never hold"
              + " up all others.");
  static final Setting<Integer> SLOW_SHARE_PERCENT =
      new Setting<>(
          "traffic.slow-share-percent",
          SettingType.integer(1, 100),
          "40",
          "The same for a destination that is slow or not known yet.");
  static final Setting<Duration> SLOW_AFTER =
      new Setting<>(
          "traffic.slow-after",
          SettingType.duration(Duration.ofMillis(10), Duration.ofMinutes(10)),
          "1s",
          "A destination whose attempts take longer than this is slow.");
  static final Setting<Duration> PATIENCE =
      new Setting<>(
          "traffic.patience",
          SettingType.duration(Duration.ZERO, Duration.ofSeconds(10)),
          "250ms",
          "How long a worker waits for its turn at a fast destination or flow before it puts the"
              + " mail off; it does not begin to wait when its turn would come later.");
  static final Setting<Integer> STANDBY_PERCENT =
      new Setting<>(
          "traffic.standby-percent",
          SettingType.integer(0, 50),
          "25",
          "The share of a lane's workers that may wait with a mail in their hands for the next free"
              + " connection of flows with few of them, of all flows together; no more than half of"
              + " the workers without an attempt; 0 for none.");
  static final Setting<Duration> STANDBY =
      new Setting<>(
          "traffic.standby",
          SettingType.duration(Duration.ZERO, Duration.ofSeconds(10)),
          "2s",
          "The longest time for which a worker stands by; it does so for about the usual length of"
              + " an attempt, and not where connections come free more seldom.");
  static final Setting<Duration> PUT_OFF_MAX =
      new Setting<>(
          "traffic.put-off-max",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(4)),
          "30m",
          "The longest time for which a mail is put off at once because its destination is busy.");
  static final Setting<Duration> OTP_PUT_OFF_MAX =
      new Setting<>(
          "traffic.otp-put-off-max",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "30s",
          "The same for one-time passwords.");
  static final Setting<Integer> FAILURES_BEFORE_PAUSE =
      new Setting<>(
          "traffic.failures-before-pause",
          SettingType.integer(1, 1000),
          "3",
          "After so many attempts in a row that reached no host a destination is paused.");
  static final Setting<Duration> PAUSE_MIN =
      new Setting<>(
          "traffic.pause-min",
          SettingType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "15s",
          "The first pause of a destination that is away; each further one is twice as long.");
  static final Setting<Duration> PAUSE_MAX =
      new Setting<>(
          "traffic.pause-max",
          SettingType.duration(Duration.ofMillis(100), Duration.ofHours(24)),
          "5m",
          "The longest pause of a destination that is away; after each one mail is tried.");
  static final Setting<Integer> DESTINATIONS_MAX =
      new Setting<>(
          "traffic.destinations-max",
          SettingType.integer(100, 1_000_000),
          "20000",
          "How many destinations are remembered with their speed and pauses; those not used longest"
              + " are forgotten.");

  static final Setting<Duration> SITE_MEMORY =
      new Setting<>(
          "traffic.site-memory",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(24)),
          "30m",
          "How long it is remembered which mail exchangers a domain has, to know the flow of its"
              + " mail; where mail is sent is asked of the DNS each time.");

  public static final List<Setting<?>> ALL = Setting.whileRunning(all());

  private static List<Setting<?>> all() {
    List<Setting<?>> all =
        new ArrayList<>(
            List.of(
                CONNECTIONS_MAX,
                OTP_CONNECTIONS,
                SHARE_PERCENT,
                SLOW_SHARE_PERCENT,
                SLOW_AFTER,
                PATIENCE,
                STANDBY_PERCENT,
                STANDBY,
                PUT_OFF_MAX,
                OTP_PUT_OFF_MAX,
                FAILURES_BEFORE_PAUSE,
                PAUSE_MIN,
                PAUSE_MAX,
                DESTINATIONS_MAX,
                SITE_MEMORY));
    all.addAll(FlowSettings.ALL);
    all.addAll(LeaseSettings.ALL);
    return all;
  }

  public static TrafficSettings from(Settings settings) {
    return new TrafficSettings(
        settings.get(CONNECTIONS_MAX),
        settings.get(OTP_CONNECTIONS),
        settings.get(SHARE_PERCENT),
        settings.get(SLOW_SHARE_PERCENT),
        settings.get(SLOW_AFTER),
        settings.get(PATIENCE),
        settings.get(STANDBY_PERCENT),
        settings.get(STANDBY),
        settings.get(PUT_OFF_MAX),
        settings.get(OTP_PUT_OFF_MAX),
        settings.get(FAILURES_BEFORE_PAUSE),
        settings.get(PAUSE_MIN),
        settings.get(PAUSE_MAX),
        settings.get(DESTINATIONS_MAX),
        settings.get(SITE_MEMORY),
        FlowRules.from(settings),
        settings.get(FlowSettings.ADAPTIVE),
        settings.get(FlowSettings.PROBING_AFTER),
        LeaseSettings.from(settings));
  }
}
