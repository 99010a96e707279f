package relay.domain.listener;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How the octets of a mail are taken in. The largest mail is a matter of the reception policy.
 *
 * @param lineOctets longest line without its line end
 * @param rateMin octets per second that a client must keep up on average, after half a minute
 * @param memoryPerMail a mail larger than this goes to a file in the data folder
 * @param memoryTotal octets of all mails being received that are held in memory; beyond it 452
 * @param callsAtOnce mails and logins handed to the application at one time
 * @param callWait how long a mail waits for its turn, then 451
 * @param futureReleaseMax longest hold of RFC 4865; zero: not offered
 */
public record ContentLimits(
    int lineOctets,
    long rateMin,
    long memoryPerMail,
    long memoryTotal,
    int callsAtOnce,
    Duration callWait,
    Duration futureReleaseMax) {
  static final Setting<Integer> LINE_OCTETS =
      new Setting<>(
          "smtp.content-line-max",
          SettingType.integer(998, 10_000_000),
          "65536",
          "Longest line of a mail in octets; RFC 5322 says 998, many programs send more.");
  static final Setting<Long> RATE_MIN =
      new Setting<>(
          "smtp.data-rate-min",
          SettingType.size(0, 1 << 20),
          "100B",
          "Octets per second that a client sending a mail must keep up on average after 30s.");
  static final Setting<Long> MEMORY_PER_MAIL =
      new Setting<>(
          "smtp.memory-per-mail-max",
          SettingType.size(4096, 1L << 30),
          "400KB",
          "A mail larger than this is received into a file in the data folder.");
  static final Setting<Long> MEMORY_TOTAL =
      new Setting<>(
          "smtp.memory-total-max",
          SettingType.size(65_536, 1L << 40),
          "64MB",
          "Most memory for all mails being received; beyond it clients get 452.");
  static final Setting<Integer> CALLS_AT_ONCE =
      new Setting<>(
          "smtp.submissions-at-once-max",
          SettingType.integer(1, 1000),
          "64",
          "Most mails handed to the queues at one time; must not exceed the pool of the reception bean.");
  static final Setting<Duration> CALL_WAIT =
      new Setting<>(
          "smtp.submission-wait-max",
          SettingType.duration(Duration.ofMillis(10), Duration.ofMinutes(5)),
          "30s",
          "How long a received mail waits for its turn to be queued before the client gets 451.");
  static final Setting<Duration> FUTURE_RELEASE =
      new Setting<>(
          "smtp.future-release-max",
          SettingType.duration(Duration.ZERO, Duration.ofDays(365)),
          "7d",
          "Longest time a client may ask us to hold a mail (FUTURERELEASE, submission listeners); 0s: not offered.");

  static final List<Setting<?>> ALL =
      List.of(
          LINE_OCTETS,
          RATE_MIN,
          MEMORY_PER_MAIL,
          MEMORY_TOTAL,
          CALLS_AT_ONCE,
          CALL_WAIT,
          FUTURE_RELEASE);

  public ContentLimits {
    if (memoryTotal < memoryPerMail) {
      throw new InvalidSetting(
          MEMORY_TOTAL.key(),
          String.valueOf(memoryTotal),
          "must be at least smtp.memory-per-mail-max, "
              + memoryPerMail
              + ", or a mail of that size never finds room");
    }
  }

  static ContentLimits from(Settings settings) {
    return new ContentLimits(
        settings.get(LINE_OCTETS),
        settings.get(RATE_MIN),
        settings.get(MEMORY_PER_MAIL),
        settings.get(MEMORY_TOTAL),
        settings.get(CALLS_AT_ONCE),
        settings.get(CALL_WAIT),
        settings.get(FUTURE_RELEASE));
  }
}
