package relay.domain.migration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate as KumoMTA writes it: {@code 100/s}, {@code local:1,000/hr,max_burst=10}.
 *
 * @param count in each period
 * @param period second, minute, hour or day
 * @param hasMore whether there was something beside that we have no word for
 */
record ShapingRate(long count, String period, boolean hasMore) {
  private static final Pattern FORM =
      Pattern.compile(
          "(local:)?([0-9][0-9_,]{0,15})/"
              + "(?:(s|sec|second)|(m|min|minute)|(h|hr|hour)|(d|day))(,max_burst=[0-9]+)?");
  private static final int SECONDS_A_MINUTE = 60;
  private static final int MINUTES_AN_HOUR = 60;
  private static final int MINUTES_A_DAY = 24 * 60;

  static Optional<ShapingRate> read(String text) {
    Matcher read = FORM.matcher(text.replace(" ", ""));
    if (!read.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(read.group(2).replaceAll("[_,]", ""));
    String period =
        read.group(3) != null
            ? "second"
            : read.group(4) != null ? "minute" : read.group(5) != null ? "hour" : "day";
    boolean hasMore = read.group(1) != null || read.group(7) != null;
    return count < 1 || count > ShapingFields.COUNT_MAX
        ? Optional.empty()
        : Optional.of(new ShapingRate(count, period, hasMore));
  }

  /** Whether so many a minute is the same. */
  boolean isWholeAMinute() {
    return switch (period) {
      case "hour" -> count % MINUTES_AN_HOUR == 0;
      case "day" -> count % MINUTES_A_DAY == 0;
      default -> true;
    };
  }

  /** In each minute, never more than is allowed in the period, but at least one. */
  long perMinute() {
    return switch (period) {
      case "second" -> Math.min(ShapingFields.COUNT_MAX, count * SECONDS_A_MINUTE);
      case "hour" -> Math.max(1, count / MINUTES_AN_HOUR);
      case "day" -> Math.max(1, count / MINUTES_A_DAY);
      default -> count;
    };
  }
}
