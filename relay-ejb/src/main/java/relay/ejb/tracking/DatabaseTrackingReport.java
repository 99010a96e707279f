package relay.ejb.tracking;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import relay.domain.tracking.TrackingReport;
import relay.domain.tracking.VisitCounts.Count;
import relay.ejb.database.Database;

/** Sums when somebody asks. Thread-safe. */
final class DatabaseTrackingReport implements TrackingReport {
  private static final int QUERY_SECONDS = 30;
  private final Database database;

  DatabaseTrackingReport(Database database) {
    this.database = database;
  }

  @Override
  public List<Row> rows(Question question) {
    String sql = sql(question);
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(QUERY_SECONDS);
            bind(select, question);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                rows.add(row(row));
              }
            }
            return rows;
          }
        });
  }

  private static String sql(Question question) {
    String column =
        switch (question.by()) {
          case STREAM -> "stream";
          case CAMPAIGN -> "campaign";
          case LINK -> "link";
          case DAY -> "day_of";
          case VARIANT -> "variant";
          case LINK_OF_VARIANT -> "link, variant";
        };
    String form = question.by() == By.LINK_OF_VARIANT ? "" : ", ''";
    String order =
        question.by() == By.DAY ? column : "sum(people) desc, sum(machines) desc, " + column;
    return "select "
        + (column + form)
        + ", "
        + sum("people", "not is_click")
        + ", "
        + sum("machines", "not is_click")
        + ", "
        + sum("people", "is_click")
        + ", "
        + sum("machines", "is_click")
        + " from tracking_count where tenant = ? and day_of >= ? and day_of <= ?"
        + (question.by().isLink() ? " and is_click" : "")
        + (question.stream().isPresent() ? " and stream = ?" : "")
        + (question.campaign().isPresent() ? " and campaign = ?" : "")
        + " group by "
        + column
        + " order by "
        + order
        + " limit "
        + ROWS_MAX;
  }

  private static String sum(String column, String condition) {
    return "sum(case when " + condition + " then " + column + " else 0 end)";
  }

  private static void bind(PreparedStatement select, Question question) throws SQLException {
    select.setString(1, question.tenant());
    select.setDate(2, Date.valueOf(question.from()));
    select.setDate(3, Date.valueOf(question.until()));
    int next = 4;
    if (question.stream().isPresent()) {
      select.setString(next++, question.stream().get());
    }
    if (question.campaign().isPresent()) {
      select.setString(next, question.campaign().get());
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        row.getString(2),
        new Count(row.getLong(3), row.getLong(4)),
        new Count(row.getLong(5), row.getLong(6)));
  }
}
