package relay.domain.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import relay.domain.mail.Lane;

/**
 * What is to be sent.
 *
 * @param recipients each with a mail of his own
 * @param mix shares by the id of a model; any numbers, only their relation counts
 * @param perMinute how many are handed in a minute; 0: all at once
 * @param octets of a mail
 * @param start by the virtual clock
 * @param standing of our address at each provider at the start, from 0 (new) to 1
 * @param horizon after which the rehearsal ends, whatever is left
 * @param parcel recipients that are played together
 */
public record Campaign(
    int recipients,
    Map<String, Integer> mix,
    Lane lane,
    int perMinute,
    int octets,
    Instant start,
    double standing,
    Duration horizon,
    int parcel) {
  public static final int RECIPIENTS_MAX = 20_000_000;
  private static final int PARCELS = 100_000;
  private static final int PARCEL_MAX = 1_000;
  private static final Duration HORIZON_MAX = Duration.ofDays(60);
  private static final Instant START_MAX = Instant.parse("9999-01-01T00:00:00Z");
  private static final String NO_SHARE = "somebody must have a share";

  /** What people send, as far as we know: most of it to few. */
  public static final String USUAL_MIX =
      "google=40,microsoft-consumer=15,microsoft-365=10,yahoo=10,apple=5,gmx-webde=5,other=15";

  public Campaign {
    mix = Map.copyOf(mix);
    if (recipients < 1 || recipients > RECIPIENTS_MAX) {
      throw new IllegalArgumentException("recipients must be 1 to " + RECIPIENTS_MAX);
    }
    if (!hasShare(mix)) {
      throw new IllegalArgumentException(NO_SHARE);
    }
    // So written that NaN is refused, too.
    if (!(standing >= 0 && standing <= 1)) {
      throw new IllegalArgumentException("the standing must be a number from 0 to 1");
    }
    if (perMinute < 0 || octets < 1) {
      throw new IllegalArgumentException("the rate must not be negative, and a mail has octets");
    }
    if (start.isBefore(Instant.EPOCH) || start.isAfter(START_MAX)) {
      throw new IllegalArgumentException("the start must be from 1970 to " + START_MAX);
    }
    if (horizon.isNegative() || horizon.isZero() || horizon.compareTo(HORIZON_MAX) > 0) {
      throw new IllegalArgumentException("the days must be 1 to " + HORIZON_MAX.toDays());
    }
    if (parcel < 1 || parcel > PARCEL_MAX) {
      throw new IllegalArgumentException("a parcel must be 1 to " + PARCEL_MAX + " recipients");
    }
    if (recipients / parcel >= TimeHeap.NUMBERS) {
      throw new IllegalArgumentException(
          "for so many recipients a parcel must be at least "
              + (recipients / TimeHeap.NUMBERS + 1));
    }
  }

  /** So large that there are not too many of them. */
  public static int usualParcel(int recipients) {
    return Math.min(PARCEL_MAX, 1 + (recipients - 1) / PARCELS);
  }

  /**
   * Reads {@code google=40,other=60}.
   *
   * @throws IllegalArgumentException for what is no mix of these models
   */
  public static Map<String, Integer> mix(String text, ProviderModels models) {
    Map<String, Integer> mix = new LinkedHashMap<>();
    for (String item : text.split(",", -1)) {
      String[] parts = item.strip().split("=", -1);
      if (parts.length != 2 || !parts[1].matches("[0-9]{1,6}")) {
        throw new IllegalArgumentException("'" + item + "' is no MODEL=SHARE");
      }
      if (mix.put(models.named(parts[0]).id(), Integer.parseInt(parts[1])) != null) {
        throw new IllegalArgumentException(parts[0] + " is named twice");
      }
    }
    if (!hasShare(mix)) {
      throw new IllegalArgumentException(NO_SHARE);
    }
    return mix;
  }

  private static boolean hasShare(Map<String, Integer> mix) {
    return mix.values().stream().allMatch(share -> share >= 0)
        && mix.values().stream().anyMatch(share -> share > 0);
  }
}
