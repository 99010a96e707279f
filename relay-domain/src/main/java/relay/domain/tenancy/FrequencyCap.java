package relay.domain.tenancy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * How many mails one recipient gets within some days at most. Pure.
 *
 * @param mails 1 and up
 * @param days that are looked back
 */
public record FrequencyCap(int mails, int days) {
  public static final int MAILS_MAX = 100;

  /** So long it must be known who was sent what. */
  public static final int DAYS_MAX = 90;

  private static final int GRACE_HOURS_MAX = 12;

  public FrequencyCap {
    if (mails < 1 || mails > MAILS_MAX || days < 1 || days > DAYS_MAX) {
      throw new IllegalArgumentException("no cap is of " + mails + " mails in " + days + " days");
    }
  }

  /**
   * When the next mail may go to somebody who had mails at these times; empty: now. What comes
   * again at the same hour of each day or week is not in its own way, for nothing leaves at the
   * very same second: a mail counts an hour less than the days for each of them, and twelve at
   * most.
   */
  public Optional<Instant> until(Collection<Instant> sent, Instant now) {
    Duration counts = Duration.ofDays(days).minusHours(Math.min(days, GRACE_HOURS_MAX));
    // the newest so many of them: when the oldest of those counts no more, there is room
    return sent.stream()
        .sorted(Comparator.reverseOrder())
        .skip(mails - 1L)
        .findFirst()
        .map(at -> at.plus(counts))
        .filter(now::isBefore);
  }

  static FrequencyCap read(Fields fields) {
    return new FrequencyCap(given(fields, "mails", MAILS_MAX), given(fields, "days", DAYS_MAX));
  }

  private static int given(Fields fields, String name, int max) {
    int number = (int) fields.number(name, 1, max, 0);
    if (number == 0) {
      throw fields.invalid(name, "must be given, from 1 to " + max);
    }
    return number;
  }

  JsonObject write() {
    return ControlJson.object().add("mails", mails).add("days", days).build();
  }
}
