package relay.domain.quota;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendingLimits;

/**
 * Quotas that no object carries, and the bounds of all.
 *
 * @param client limits of each client address that is not on this machine
 * @param holdMax the longest time that accepted mail waits for its quota
 * @param metersMax holders remembered at a time
 * @param saveInterval how often the counts are written down for a restart
 * @param otp how many one-time passwords go as such
 */
public record QuotaSettings(
    SendingLimits client, Duration holdMax, int metersMax, Duration saveInterval, OtpQuota otp) {
  private static final int MOST = 1_000_000_000;

  static final Setting<Integer> PER_SECOND = client("second");
  static final Setting<Integer> PER_MINUTE = client("minute");
  static final Setting<Integer> PER_HOUR = client("hour");
  static final Setting<Integer> PER_DAY = client("day");
  static final Setting<OverLimit> ABOVE =
      new Setting<>(
          "quota.client-above",
          SettingType.oneOf(OverLimit.class),
          "refuse",
          "What becomes of mail of a client address above its limits: refuse it with 452 and the"
              + " time to come back, or hold it until there is room.");
  static final Setting<Duration> HOLD_MAX =
      new Setting<>(
          "quota.hold-max",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(2)),
          "12h",
          "The longest time that mail above a limit is held for its quota; what would have to wait"
              + " longer is refused with 452.");
  static final Setting<Integer> METERS_MAX =
      new Setting<>(
          "quota.meters-max",
          SettingType.integer(100, 10_000_000),
          "200000",
          "How many tenants, streams, credentials and client addresses are counted at a time; those"
              + " at rest are forgotten first.");
  static final Setting<Duration> SAVE_INTERVAL =
      new Setting<>(
          "quota.save-interval",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "10s",
          "How often the counts are written to the data folder; a crash forgets what was counted"
              + " since.");

  static final Setting<Integer> OTP_PER_HOUR =
      new Setting<>(
          "quota.otp-per-hour",
          SettingType.integer(0, MOST),
          "10000",
          "How many recipients each tenant may write to in lane otp within an hour; mail above goes"
              + " in lane transactional. 0: no limit.");
  static final Setting<Integer> OTP_PER_HOUR_OF =
      new Setting<>(
          "quota.tenant.*.otp-per-hour",
          SettingType.integer(0, MOST),
          "10000",
          "The same for the tenant of this id, in place of quota.otp-per-hour.");

  public static final List<Setting<?>> ALL =
      List.of(
          OTP_PER_HOUR.whileRunning(),
          OTP_PER_HOUR_OF.whileRunning(),
          PER_SECOND.whileRunning(),
          PER_MINUTE.whileRunning(),
          PER_HOUR.whileRunning(),
          PER_DAY.whileRunning(),
          ABOVE.whileRunning(),
          HOLD_MAX.whileRunning(),
          METERS_MAX.whileRunning(),
          SAVE_INTERVAL);

  private static Setting<Integer> client(String window) {
    return new Setting<>(
        "quota.client-per-" + window,
        SettingType.integer(0, MOST),
        "0",
        "How many recipients a client address may hand in each "
            + window
            + "; 0: no limit. Programs of this machine have none.");
  }

  public static QuotaSettings from(Settings settings) {
    return new QuotaSettings(
        new SendingLimits(
            settings.get(PER_SECOND),
            settings.get(PER_MINUTE),
            settings.get(PER_HOUR),
            settings.get(PER_DAY),
            settings.get(ABOVE)),
        settings.get(HOLD_MAX),
        settings.get(METERS_MAX),
        settings.get(SAVE_INTERVAL),
        OtpQuota.from(settings));
  }
}
