package relay.domain.campaign.series;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import relay.domain.campaign.series.Recurrence.Every;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.tenancy.SendWindow;

/** A series as JSON. */
public final class SeriesFields {
  /** Fields that the relay alone sets. */
  public static final Set<String> RELAY_FIELDS =
      Set.of("state", "since", "open_from", "last", "occurrences", "problem");

  private static final String MONTH_DAY = "month_day";
  private static final String FIRST_DAY = "first_day";
  private static final String LAST_DAY = "last_day";
  private static final String DAY_RULE = "must be a day such as 2026-03-01";
  private static final String ZONE_RULE = "must be a time zone such as Europe/Berlin";
  private static final int TITLE_CHARS_MAX = 300;
  private static final int ID_CHARS_MAX = 64;
  private static final int MONTH_DAY_MAX = 31;
  private static final int OCCURRENCES_MAX = 1_000_000;
  private static final int KEEP_MAX = 400;
  private static final int KEEP_USUAL = 100;
  private static final LocalDate EPOCH = LocalDate.EPOCH;

  private SeriesFields() {}

  /** What its tenant has written. */
  public static SeriesPlan plan(Fields fields) {
    String title = fields.text("title").orElse("").strip();
    if (title.length() > TITLE_CHARS_MAX || title.chars().anyMatch(Character::isISOControl)) {
      throw fields.invalid(
          "title", "must be one line of at most " + TITLE_CHARS_MAX + " characters");
    }
    String campaign =
        fields
            .text("campaign", ID_CHARS_MAX)
            .orElseThrow(() -> fields.invalid("campaign", "must be given: the draft that is sent"));
    return new SeriesPlan(
        title,
        campaign,
        times(fields),
        (int) fields.number("max", 0, OCCURRENCES_MAX, 0),
        (int) fields.number("keep", 1, KEEP_MAX, KEEP_USUAL));
  }

  private static SeriesTimes times(Fields fields) {
    Optional<LocalDate> first = day(fields, FIRST_DAY);
    Optional<LocalDate> last = day(fields, LAST_DAY);
    if (last.isPresent() && first.filter(last.get()::isBefore).isPresent()) {
      throw fields.invalid(LAST_DAY, "must not be before first_day");
    }
    LocalTime time =
        fields
            .value("time", "must be a time of day such as 09:00", LocalTime::parse)
            .orElseThrow(() -> fields.invalid("time", "must be given, such as 09:00"));
    ZoneId zone =
        fields
            .value("zone", ZONE_RULE, SendWindow::zone)
            .orElseThrow(() -> fields.invalid("zone", ZONE_RULE));
    return new SeriesTimes(
        days(fields, first), time, zone, fields.yesNo("recipient_zone", false), first, last);
  }

  private static Recurrence days(Fields fields, Optional<LocalDate> first) {
    Every every =
        fields
            .word("every", Every.class)
            .orElseThrow(() -> fields.invalid("every", "must be one of day, week, month"));
    int interval = (int) fields.number("interval", 1, Recurrence.INTERVAL_MAX, 1);
    if (interval > 1 && first.isEmpty()) {
      throw fields.invalid(FIRST_DAY, "must be given with an interval: it is counted from there");
    }
    Set<DayOfWeek> days =
        fields.set("days", "must be days such as mon, tue, wed, thu, fri", SendWindow::day);
    if (days.isEmpty() == (every == Every.WEEK)) {
      throw fields.invalid("days", "must be given with every=week, and with no other");
    }
    int monthDay = (int) fields.number(MONTH_DAY, 1, MONTH_DAY_MAX, 0);
    if (monthDay == 0 == (every == Every.MONTH)) {
      throw fields.invalid(MONTH_DAY, "must be given with every=month, and with no other");
    }
    return new Recurrence(every, interval, days, monthDay, first.orElse(EPOCH));
  }

  private static Optional<LocalDate> day(Fields fields, String name) {
    Optional<LocalDate> day = fields.value(name, DAY_RULE, LocalDate::parse);
    if (day.filter(d -> d.isBefore(EPOCH) || d.getYear() > Recurrence.YEAR_MAX).isPresent()) {
      throw fields.invalid(name, DAY_RULE);
    }
    return day;
  }

  /** How far it has come, of the relay's own record. */
  public static SeriesRun run(Fields fields) {
    return new SeriesRun(
        fields.word("state", SeriesState.class).orElse(SeriesState.DRAFT),
        fields.instant("since"),
        fields.instant("open_from"),
        day(fields, "last"),
        fields.number("occurrences", 0, Long.MAX_VALUE >> 2, 0),
        fields.text("problem").orElse(""));
  }

  /** All of it. */
  public static JsonObject write(SeriesPlan plan, SeriesRun run) {
    JsonObjectBuilder out = ControlJson.object();
    if (!plan.title().isEmpty()) {
      out.add("title", plan.title());
    }
    out.add("campaign", plan.campaign());
    write(out, plan.times());
    out.add("max", plan.most()).add("keep", plan.keep());
    out.add("state", run.state().label());
    ControlJson.add(out, "since", run.since());
    ControlJson.add(out, "open_from", run.openFrom());
    ControlJson.add(out, "last", run.last());
    out.add("occurrences", run.count());
    if (!run.problem().isEmpty()) {
      out.add("problem", run.problem());
    }
    return out.build();
  }

  private static void write(JsonObjectBuilder out, SeriesTimes times) {
    Recurrence days = times.days();
    out.add("every", Fields.word(days.every())).add("interval", days.interval());
    if (days.every() == Every.WEEK) {
      JsonArrayBuilder names = ControlJson.array();
      EnumSet.copyOf(days.days()).forEach(day -> names.add(SendWindow.name(day)));
      out.add("days", names);
    }
    if (days.every() == Every.MONTH) {
      out.add(MONTH_DAY, days.monthDay());
    }
    out.add("time", times.time().toString()).add("zone", times.zone().getId());
    out.add("recipient_zone", times.isLocal());
    ControlJson.add(out, FIRST_DAY, times.first());
    ControlJson.add(out, LAST_DAY, times.last());
  }
}
