package relay.ejb.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.campaign.report.CampaignReport.By;
import relay.domain.campaign.report.Totals;
import relay.domain.tracking.VisitCounts.Count;

/**
 * Rows of recipients summed up in groups: the same columns for all of them, so that they can be
 * kept, and added to what was kept before. Expressions are made of names of columns and numbers.
 */
final class GroupSql {
  /** What is kept of each group beside its name, in the order in which it is read. */
  static final List<String> COLUMNS =
      List.of(
          "recipients",
          "sent",
          "delivered",
          "bounced",
          "complaints",
          "unsubscribes",
          "people_opens",
          "machine_opens",
          "people_clicks",
          "machine_clicks",
          "converted",
          "conversions",
          "conversion_value");

  private static final int HOUR_SECONDS = 3_600;

  private static final String SUMS =
      "count(*), "
          + having("state not in ('waiting', 'reserved', 'skipped')")
          + having("state = 'delivered'")
          + having("state = 'bounced'")
          + having("complained")
          + having("unsubscribed")
          + having("people_opens > 0")
          + having("machine_opens > 0")
          + having("people_clicks > 0")
          + having("machine_clicks > 0")
          + having("conversions > 0")
          + "sum(conversions), sum(conversion_value)";

  private GroupSql() {}

  private static String having(String condition) {
    return "sum(case when " + condition + " then 1 else 0 end), ";
  }

  /** What happens at a time; one row may tell of six hours. */
  private enum What {
    DELIVERED("changed_at", "state = 'delivered'", "delivered"),
    BOUNCED("changed_at", "state = 'bounced'", "bounced"),
    COMPLAINED("complained_at", "complained_at is not null", "complaints"),
    LEFT("left_at", "left_at is not null", "unsubscribes"),
    OPENED("opened_at", "opened_at is not null", "people_opens"),
    CLICKED("clicked_at", "clicked_at is not null", "people_clicks");

    private final String at;
    private final String when;
    private final String column;

    What(String at, String when, String column) {
      this.at = at;
      this.when = when;
      this.column = column;
    }
  }

  /** Under which word a group is kept: days are made of hours. */
  static String word(By by) {
    return switch (by) {
      case VARIANT -> "variant";
      case PROVIDER -> "provider";
      case BOUNCE -> "bounce";
      case HOUR, DAY -> "hour";
    };
  }

  /** How often the rows that are summed up are named in {@link #select}. */
  static int froms(By by) {
    return by.isTime() ? What.values().length : 1;
  }

  /**
   * The groups: name and {@link #COLUMNS}.
   *
   * @param from the rows, from {@code from} on and with a condition
   */
  static String select(By by, String from) {
    return switch (by) {
      case VARIANT -> grouped("variant", from);
      case PROVIDER -> grouped("provider", from);
      case BOUNCE -> grouped("reason", from + " and state = 'bounced'");
      case HOUR, DAY -> timed(from);
    };
  }

  private static String grouped(String name, String from) {
    return "select cast("
        + (name + " as varchar(255)) as name, " + SUMS + from + " group by " + name);
  }

  /** Each kind in a part of its own. */
  private static String timed(String from) {
    String parts =
        Stream.of(What.values())
            .map(
                what ->
                    "select cast(floor(extract(epoch from "
                        + (what.at + ") / " + HOUR_SECONDS + ") as bigint) as slot, ")
                        + (what.ordinal() + " as what, count(*) as n" + from + " and " + what.when)
                        + " group by slot")
            .collect(Collectors.joining(" union all "));
    String sums = COLUMNS.stream().map(GroupSql::sumAt).collect(Collectors.joining(", "));
    return "select cast(slot * "
        + (HOUR_SECONDS + " as varchar(255)) as name, " + sums)
        + (" from (" + parts + ") as parts group by slot");
  }

  private static String sumAt(String column) {
    return Stream.of(What.values())
        .filter(what -> what.column.equals(column))
        .map(what -> "sum(case when what = " + what.ordinal() + " then n else 0 end)")
        .findFirst()
        .orElse("0");
  }

  /** Those of a row, whose first column is the name. */
  static Totals totals(ResultSet row) throws SQLException {
    return new Totals(
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        new Count(row.getLong(8), row.getLong(9)),
        new Count(row.getLong(10), row.getLong(11)),
        new Totals.Conversions(row.getLong(12), row.getLong(13), row.getDouble(14)));
  }
}
