package relay.ejb.suppression;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore;
import relay.domain.suppression.SuppressionSubject;
import relay.ejb.database.Database;

/**
 * The suppression list forgets an address and goes on to hold mail back from it: of each entry
 * stays the keyed hash. Who asked not to be written to any more must not be written to because he
 * asked to be forgotten.
 */
final class ErasedSuppressions implements PersonalStore {
  private final Database database;

  ErasedSuppressions(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "suppressions";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public long count(ErasureOrder order) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select count(*) from suppression where id = any(?) and subject = ?")) {
            select.setArray(1, SuppressionScopes.names(connection, subject(order)));
            select.setString(2, subject(order).text());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  /** Also an entry made since: it is there for the same person. */
  @Override
  public Step forget(ErasureOrder order, String place) {
    return database.durably(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update suppression set subject = '', domain = '', evidence = '', event = ''"
                      + " where id = any(?) and subject = ?")) {
            update.setArray(1, SuppressionScopes.names(connection, subject(order)));
            update.setString(2, subject(order).text());
            return Step.finished(update.executeUpdate(), place);
          }
        });
  }

  private static SuppressionSubject subject(ErasureOrder order) {
    return SuppressionSubject.of(order.address());
  }
}
