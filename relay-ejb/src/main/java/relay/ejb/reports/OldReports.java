package relay.ejb.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;

/** Reports about days that are long past. Thread-safe. */
final class OldReports implements AgingRows {
  private final Database database;
  private final Supplier<Duration> keptFor;

  OldReports(Database database, Supplier<Duration> keptFor) {
    this.database = database;
    this.keptFor = keptFor;
  }

  @Override
  public String name() {
    return "reports";
  }

  @Override
  public List<String> old(Instant now, String after, int max) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id from received_report where first_day < ? and id > ? order by id limit ?")) {
            select.setObject(1, now.minus(keptFor.get()).atOffset(ZoneOffset.UTC).toLocalDate());
            select.setString(2, after);
            select.setInt(3, max);
            List<String> ids = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                ids.add(row.getString(1));
              }
            }
            return ids;
          }
        });
  }

  @Override
  public int remove(List<String> ids) {
    return database.inTransaction(
        connection -> {
          delete(connection, "delete from report_source where report = ?", ids);
          delete(connection, "delete from report_session where report = ?", ids);
          return delete(connection, "delete from received_report where id = ?", ids);
        });
  }

  private static int delete(Connection connection, String sql, List<String> ids)
      throws SQLException {
    int removed = 0;
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      for (String id : ids) {
        delete.setString(1, id);
        removed += delete.executeUpdate();
      }
    }
    return removed;
  }
}
