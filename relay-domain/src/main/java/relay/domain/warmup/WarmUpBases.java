package relay.domain.warmup;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import relay.domain.tenancy.SendWindow;

/**
 * What a plan says where its operator said nothing: budgets of the first day by the weight of the
 * provider in the world's mailboxes, careful ones for an address that nobody knows.
 */
final class WarmUpBases {
  private static final long OTHERS = 50;
  private static final Map<String, Long> BY_PROVIDER =
      Map.of(
          "google", 200L,
          "microsoft-consumer", 200L,
          "microsoft-365", 200L,
          "yahoo", 100L,
          "gmx-webde", 100L,
          "t-online", 50L);

  private WarmUpBases() {}

  static long of(String provider) {
    return BY_PROVIDER.getOrDefault(provider, OTHERS);
  }

  static SendWindow allDay(ZoneId zone) {
    return new SendWindow(
        EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MIN, zone, false);
  }
}
