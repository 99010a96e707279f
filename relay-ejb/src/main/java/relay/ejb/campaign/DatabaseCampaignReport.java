package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.Totals;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.ControlSource;
import relay.domain.tracking.VisitCounts.Count;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** Sums over the rows of one campaign when somebody asks. Thread-safe. */
final class DatabaseCampaignReport implements CampaignReport {
  private static final int QUERY_SECONDS = 30;
  private static final int HOUR_SECONDS = 3_600;
  private static final int DAY_SECONDS = 86_400;

  /** In the order in which {@link #totals} reads them. */
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

  private final Database database;
  private final ControlSource control;
  private final InstantSource clock;

  DatabaseCampaignReport(Database database, ControlSource control, InstantSource clock) {
    this.database = database;
    this.control = control;
    this.clock = clock;
  }

  private static String having(String condition) {
    return "sum(case when " + condition + " then 1 else 0 end), ";
  }

  @Override
  public List<Row> rows(Question question) {
    return database.inTransaction(
        connection -> {
          Optional<Audience.Within> within = within(connection, question);
          String from =
              " from campaign_mail where run = ?"
                  + within.map(w -> " and contact in (" + w.sql() + ")").orElse("");
          String sql =
              switch (question.by()) {
                case VARIANT -> grouped("variant", from);
                case PROVIDER -> grouped("provider", from);
                case BOUNCE -> grouped("reason", from + " and state = 'bounced'");
                case HOUR -> timed(HOUR_SECONDS, from);
                case DAY -> timed(DAY_SECONDS, from);
              };
          int froms = question.by().isTime() ? What.values().length : 1;
          return read(connection, sql, question, within, froms);
        });
  }

  private Optional<Audience.Within> within(Connection connection, Question question)
      throws SQLException {
    if (question.segment().isEmpty()) {
      return Optional.empty();
    }
    ContactSchema schema = ContactSchema.of(control.state(), question.tenant());
    return Optional.of(
        new Audience.Within(
            connection, question.tenant(), schema, question.segment().get(), clock.instant()));
  }

  private static String grouped(String name, String from) {
    return "select "
        + (name + ", " + SUMS + from + " group by " + name + " order by " + name)
        + (" limit " + ROWS_MAX);
  }

  /** What happens at a time, by its place among the sums. */
  private enum What {
    DELIVERED("changed_at", "state = 'delivered'"),
    BOUNCED("changed_at", "state = 'bounced'"),
    COMPLAINED("complained_at", "complained_at is not null"),
    LEFT("left_at", "left_at is not null"),
    OPENED("opened_at", "opened_at is not null"),
    CLICKED("clicked_at", "clicked_at is not null");

    private final String at;
    private final String when;

    What(String at, String when) {
      this.at = at;
      this.when = when;
    }
  }

  /** Each kind in a part of its own, for one row may tell of six hours. */
  private static String timed(int seconds, String from) {
    String parts =
        Stream.of(What.values())
            .map(
                what ->
                    "select cast(floor(extract(epoch from "
                        + (what.at + ") / " + seconds + ") as bigint) as slot, ")
                        + (what.ordinal() + " as what, count(*) as n" + from + " and " + what.when)
                        + " group by slot")
            .collect(Collectors.joining(" union all "));
    String sums =
        Stream.of(What.values())
            .map(w -> "sum(case when what = " + w.ordinal() + " then n else 0 end)")
            .collect(Collectors.joining(", "));
    return "select slot * "
        + (seconds + ", " + sums + " from (" + parts + ") as parts group by slot order by slot")
        + (" limit " + ROWS_MAX);
  }

  private static List<Row> read(
      Connection connection,
      String sql,
      Question question,
      Optional<Audience.Within> within,
      int froms)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setQueryTimeout(QUERY_SECONDS);
      int next = 1;
      for (int i = 0; i < froms; i++) {
        select.setLong(next++, question.run());
        next = within.isPresent() ? within.get().bind(select, next) : next;
      }
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(
              question.by().isTime()
                  ? new Row(Instant.ofEpochSecond(row.getLong(1)).toString(), times(row))
                  : new Row(row.getString(1), totals(row)));
        }
      }
      return rows;
    }
  }

  private static Totals times(ResultSet row) throws SQLException {
    return new Totals(
        0,
        0,
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        new Count(row.getLong(6), 0),
        new Count(row.getLong(7), 0),
        Totals.Conversions.NONE);
  }

  private static Totals totals(ResultSet row) throws SQLException {
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
