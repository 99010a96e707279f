package relay.domain.automation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.control.ControlKey;

/**
 * Holds back mails whose hour has not come, and those that are more than an automation may send
 * that a guard has slowed. For one thread.
 */
final class SendGate {
  /** Held ones are looked at again after at most this, however many there are. */
  private static final int MINUTES_MAX = 60;

  private final Map<ControlKey, Minute> slowed = new HashMap<>();

  /**
   * A mail that does not go now.
   *
   * @param until when to ask again
   */
  record Hold(String why, Instant until) {}

  /** What a slowed automation did in a minute. */
  private static final class Minute {
    private final Instant begin;
    private int gone;
    private int held;

    Minute(Instant begin) {
      this.begin = begin;
    }
  }

  /** Empty when a mail to a contact may go now, which then counts. */
  Optional<Hold> hold(Automation automation, Optional<ZoneId> recipient, Instant now) {
    Optional<Instant> opening =
        automation
            .plan()
            .window()
            .map(window -> window.opening(now, recipient))
            .filter(at -> at.isAfter(now));
    if (opening.isPresent()) {
      return Optional.of(new Hold("its hours begin " + opening.get(), opening.get()));
    }
    if (automation.slowedBy().isEmpty()) {
      slowed.remove(automation.key());
      return Optional.empty();
    }
    return slow(automation.key(), automation.slowedBy().get(), now);
  }

  private Optional<Hold> slow(ControlKey key, GuardTrip trip, Instant now) {
    Instant begin = now.truncatedTo(ChronoUnit.MINUTES);
    Minute minute = slowed.get(key);
    if (minute == null || !minute.begin.equals(begin)) {
      minute = new Minute(begin);
      slowed.put(key, minute);
    }
    if (minute.gone < trip.perMinute()) {
      minute.gone++;
      return Optional.empty();
    }
    // one after the other, so that not all of them are looked at again in each minute
    int minutes = Math.min(MINUTES_MAX, 1 + minute.held++ / trip.perMinute());
    return Optional.of(new Hold("slowed by a guard", begin.plus(Duration.ofMinutes(minutes))));
  }
}
