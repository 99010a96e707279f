package relay.domain.http;

import java.time.Duration;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How long a request may take to bring its body. A thread of the server waits for it meanwhile, and
 * there are some two hundred: bodies that drip in would keep everybody else out.
 *
 * @param rateMin octets a second that must have come on average once {@link #GRACE} is over
 * @param strangersMax most bodies that are read at a time from callers who need no login
 */
public record BodyPatience(long rateMin, int strangersMax) {
  /** Within this any pace will do. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  static final Setting<Long> RATE_MIN =
      new Setting<>(
          "http.body-rate-min",
          SettingType.size(0, 1 << 20),
          "1KB",
          "Octets per second of a request body that must have come on average after 10s; slower"
              + " ones are answered 408.");
  static final Setting<Integer> STRANGERS_MAX =
      new Setting<>(
          "http.stranger-bodies-max",
          SettingType.integer(1, 10_000),
          "50",
          "Most request bodies read at a time where no login is needed (logins, unsubscribing,"
              + " preferences); past it 503. Far fewer than the threads of the server, which has"
              + " 200.");

  static BodyPatience from(Settings settings) {
    return new BodyPatience(settings.get(RATE_MIN), settings.get(STRANGERS_MAX));
  }

  /** Whether so much is too little after so long. */
  public boolean isOver(long octets, Duration since) {
    return since.compareTo(GRACE) > 0 && octets < rateMin * (since.toMillis() / 1000.0);
  }
}
