package relay.ejb.contacts.file;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;

/**
 * Imports and their reports go some days after their end, and those that never ended so long after
 * they were handed in. Their files go with the next look of their node.
 */
final class OldImports implements AgingRows {
  private final Database database;
  private final Supplier<Duration> age;

  OldImports(Database database, Supplier<Duration> age) {
    this.database = database;
    this.age = age;
  }

  @Override
  public String name() {
    return "contact-import";
  }

  @Override
  public List<String> old(Instant now, String after, int max) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id from contact_import where coalesce(ended_at, created_at) < ?"
                      + " and id > ? order by id limit ?")) {
            select.setObject(1, now.minus(age.get()).atOffset(ZoneOffset.UTC));
            select.setLong(2, after.isEmpty() ? 0 : Long.parseLong(after));
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
  public int remove(List<String> keys) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement report =
                  connection.prepareStatement(
                      "delete from contact_import_report where import_id = ?");
              PreparedStatement row =
                  connection.prepareStatement("delete from contact_import where id = ?")) {
            int removed = 0;
            for (String key : keys) {
              report.setLong(1, Long.parseLong(key));
              report.executeUpdate();
              row.setLong(1, Long.parseLong(key));
              removed += row.executeUpdate();
            }
            return removed;
          }
        });
  }
}
