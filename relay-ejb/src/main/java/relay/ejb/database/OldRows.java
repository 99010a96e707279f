package relay.ejb.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;

/** Rows of one table, with what hangs on them, that go at an age. Thread-safe. */
public final class OldRows implements AgingRows {
  private final Database database;
  private final String name;
  private final Supplier<Duration> age;
  private final Statements statements;
  private final Function<OffsetDateTime, Object> limit;
  private final Function<String, Object> key;

  /**
   * How they are found and removed.
   *
   * @param select the keys of at most (3rd parameter) rows of before a time (1st) whose key is
   *     greater than one (2nd), in the order of the keys
   * @param deletes each takes a key; the last one removes the row itself, which is counted
   */
  public record Statements(String select, String... deletes) {}

  private OldRows(
      Database database,
      String name,
      Supplier<Duration> age,
      Statements statements,
      Function<OffsetDateTime, Object> limit,
      Function<String, Object> key) {
    this.database = database;
    this.name = name;
    this.age = age;
    this.statements = statements;
    this.limit = limit;
    this.key = key;
  }

  /** Rows with an instant and numbers from 1 as keys. */
  public static AgingRows numbered(
      Database database, String name, Supplier<Duration> age, Statements statements) {
    return new OldRows(
        database,
        name,
        age,
        statements,
        before -> before,
        text -> Long.valueOf(text.isEmpty() ? "0" : text));
  }

  /** Rows with a day (UTC) and names as keys. */
  public static AgingRows namedByDay(
      Database database, String name, Supplier<Duration> age, Statements statements) {
    return new OldRows(database, name, age, statements, OffsetDateTime::toLocalDate, text -> text);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> old(Instant now, String after, int max) {
    OffsetDateTime before = now.minus(age.get()).atOffset(ZoneOffset.UTC);
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(statements.select())) {
            select.setObject(1, limit.apply(before));
            select.setObject(2, key.apply(after));
            select.setInt(3, max);
            List<String> keys = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                keys.add(row.getString(1));
              }
            }
            return keys;
          }
        });
  }

  @Override
  public int remove(List<String> keys) {
    return database.inTransaction(
        connection -> {
          int removed = 0;
          for (String sql : statements.deletes()) {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
              removed = delete(delete, keys);
            }
          }
          return removed;
        });
  }

  private int delete(PreparedStatement delete, List<String> keys) throws SQLException {
    int removed = 0;
    for (String one : keys) {
      delete.setObject(1, key.apply(one));
      removed += delete.executeUpdate();
    }
    return removed;
  }
}
