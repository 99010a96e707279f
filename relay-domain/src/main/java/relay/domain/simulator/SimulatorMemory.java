package relay.domain.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.ReversePath;

/**
 * What the practice ground must remember of earlier mails: when a greylisted sender first came, and
 * how many mails an address got in its minute. Bounded; thread-safe; forgets with the process.
 */
public final class SimulatorMemory {
  private static final Duration RATE_WINDOW = Duration.ofMinutes(1);
  private final SimulatorSettings settings;
  private final Map<String, Instant> firstTries;
  private final Map<String, Window> windows;

  private record Window(Instant since, int mails) {}

  public SimulatorMemory(SimulatorSettings settings) {
    this.settings = settings;
    this.firstTries = bounded(settings.addressesMax());
    this.windows = bounded(settings.addressesMax());
  }

  /**
   * How long this sender must still wait before this recipient is taken; empty: not any more. Who
   * waited is forgotten, so that each mail begins alike.
   */
  synchronized Optional<Duration> greylisted(
      ReversePath sender, EmailAddress recipient, Instant now) {
    String pair = key(sender.toString()) + " " + key(recipient.toString());
    Instant since = firstTries.computeIfAbsent(pair, p -> now);
    Duration left = Duration.between(now, since.plus(settings.greylist()));
    if (left.isNegative() || left.isZero()) {
      firstTries.remove(pair);
      return Optional.empty();
    }
    return Optional.of(left);
  }

  /** Whether this address may have one more mail in the minute that its first mail began. */
  synchronized boolean takesOneMore(EmailAddress recipient, Instant now) {
    String address = key(recipient.toString());
    Window window = windows.get(address);
    if (window == null || !now.isBefore(window.since().plus(RATE_WINDOW))) {
      window = new Window(now, 0);
    }
    boolean takes = window.mails() < settings.rate();
    windows.put(address, takes ? new Window(window.since(), window.mails() + 1) : window);
    return takes;
  }

  private static String key(String address) {
    return address.toLowerCase(Locale.ROOT);
  }

  private static <V> Map<String, V> bounded(int entriesMax) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > entriesMax;
      }
    };
  }
}
