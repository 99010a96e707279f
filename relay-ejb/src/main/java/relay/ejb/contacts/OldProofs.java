package relay.ejb.contacts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;

/** Proofs of consent go some years after their contact. */
final class OldProofs implements AgingRows {
  private final Database database;
  private final Supplier<Duration> age;

  OldProofs(Database database, Supplier<Duration> age) {
    this.database = database;
    this.age = age;
  }

  @Override
  public String name() {
    return "consent-proof";
  }

  @Override
  public List<String> old(Instant now, String after, int max) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id from consent_proof where ended_at < ? and id > ? order by id limit ?")) {
            select.setObject(1, ContactRows.at(now.minus(age.get())));
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
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from consent_proof where id = ? and ended_at is not null")) {
            int removed = 0;
            for (String key : keys) {
              delete.setLong(1, Long.parseLong(key));
              removed += delete.executeUpdate();
            }
            return removed;
          }
        });
  }
}
