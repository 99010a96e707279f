package relay.domain.tenancy;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * When the mail of a stream may leave: on some days of the week, between two times of the day, in a
 * time zone. A time that a change of the clock leaves out counts as the same number of minutes
 * after that change, one that comes twice as the first of the two.
 *
 * @param days on which the window opens, at least one
 * @param from of the day
 * @param until of the day; not after {@code from}: of the next day
 * @param zone in which days and times are meant
 * @param isLocal whether the time zone of the recipient goes before, where a mail names one
 */
public record SendWindow(
    Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone, boolean isLocal) {
  /** After so long any time to live is over, however short the windows are. */
  static final Duration AFTER_MAX = Duration.ofDays(60);

  private static final int DAYS_MAX = 9;
  private static final String TIME_RULE = "must be a time of day such as 09:00";
  private static final String ZONE_RULE = "must be a time zone such as Europe/Berlin";

  public SendWindow {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a send window opens on at least one day");
    }
    days = Set.copyOf(days);
  }

  /** Of the fields of an object; empty when none of them is there. */
  public static Optional<SendWindow> read(Fields fields) {
    if (fields.names().isEmpty()) {
      return Optional.empty();
    }
    Set<DayOfWeek> days =
        fields.set("days", "must be days such as mon, tue, wed, thu, fri", SendWindow::day);
    LocalTime from = fields.value("from", TIME_RULE, LocalTime::parse).orElse(LocalTime.MIN);
    LocalTime until = fields.value("until", TIME_RULE, LocalTime::parse).orElse(LocalTime.MIN);
    Optional<ZoneId> zone = fields.value("zone", ZONE_RULE, SendWindow::zone);
    return Optional.of(
        new SendWindow(
            days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
            from,
            until,
            zone.orElseThrow(() -> fields.invalid("zone", ZONE_RULE)),
            fields.yesNo("recipient_zone", false)));
  }

  /**
   * A time zone by its name.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time zone such as Europe/Berlin", e);
    }
  }

  public JsonObjectBuilder write() {
    JsonArrayBuilder names = ControlJson.array();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (days.contains(day)) {
        names.add(name(day));
      }
    }
    return ControlJson.object()
        .add("days", names)
        .add("from", from.toString())
        .add("until", until.toString())
        .add("zone", zone.getId())
        .add("recipient_zone", isLocal);
  }

  /**
   * When a mail may leave that would like to at this time: then, or when the window opens next.
   *
   * @param recipients time zone of its recipients, where it names one
   */
  public Instant opening(Instant at, Optional<ZoneId> recipients) {
    return span(at, zoneOf(recipients)).from(at);
  }

  /** When the window has been open for so long since a time; 60 days after it at the latest. */
  public Instant after(Instant start, Duration open, Optional<ZoneId> recipients) {
    ZoneId in = zoneOf(recipients);
    Instant latest = start.plus(AFTER_MAX);
    Duration left = open;
    Instant at = start;
    while (at.isBefore(latest)) {
      Span span = span(at, in);
      Instant begin = span.from(at);
      Duration there = Duration.between(begin, span.end());
      if (there.compareTo(left) >= 0) {
        return earlier(begin.plus(left), latest);
      }
      left = left.minus(there);
      at = span.end();
    }
    return latest;
  }

  /** For people: {@code mon, tue 09:00-18:00 Europe/Berlin}. */
  public String words() {
    List<String> names =
        List.of(DayOfWeek.values()).stream().filter(days::contains).map(SendWindow::name).toList();
    return (days.size() == DayOfWeek.values().length ? "daily" : String.join(", ", names))
        + " "
        + from
        + "-"
        + until
        + (isLocal ? " where the recipient is, or else in " : " ")
        + zone;
  }

  private ZoneId zoneOf(Optional<ZoneId> recipients) {
    return isLocal && recipients.isPresent() ? recipients.get() : zone;
  }

  /** The opening that is on at a time, or the next one, by the window's own clock. */
  public Span spanAt(Instant at) {
    return span(at, zone);
  }

  /**
   * One opening.
   *
   * @param end the first moment at which it is closed
   */
  public record Span(Instant start, Instant end) {
    private Instant from(Instant at) {
      return start.isAfter(at) ? start : at;
    }
  }

  /** The one that ends next. */
  private Span span(Instant at, ZoneId in) {
    LocalDate day = at.atZone(in).toLocalDate().minusDays(1);
    for (int i = 0; i < DAYS_MAX; i++, day = day.plusDays(1)) {
      if (days.contains(day.getDayOfWeek())) {
        LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
        Instant end = last.atTime(until).atZone(in).toInstant();
        if (end.isAfter(at)) {
          return new Span(day.atTime(from).atZone(in).toInstant(), end);
        }
      }
    }
    throw new IllegalStateException("a week without any of its days: " + this);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Such as {@code mon}. */
  public static String name(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /**
   * The day of such a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (name(day).equals(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException(text);
  }
}
