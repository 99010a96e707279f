package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore;
import relay.domain.suppression.SuppressionSubject;
import relay.ejb.database.Database;

/**
 * Contacts forget an address. Of its consents stays under a hash what proves them, without the
 * person's IP address: who left a list must not come back by the next file.
 */
final class ErasedContacts implements PersonalStore {
  private final Database database;
  private final InstantSource clock;

  ErasedContacts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "contacts";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public long count(ErasureOrder order) {
    SuppressionSubject subject = SuppressionSubject.of(order.address());
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select (select count(*) from contact where subject = ?)"
                      + " + (select count(*) from consent_proof where subject_hash = ?"
                      + " and (ip <> '' or ended_at is null))"
                      + " + (select count(*) from confirmation where subject_hash = ?)")) {
            select.setString(1, subject.text());
            select.setString(2, ConsentRows.hash(subject));
            select.setString(3, ConsentRows.hash(subject));
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  @Override
  public Step forget(ErasureOrder order, String place) {
    SuppressionSubject subject = SuppressionSubject.of(order.address());
    return database.durably(
        connection ->
            Step.finished(
                contacts(connection, subject)
                    + proofs(connection, subject)
                    + confirmations(connection, subject),
                place));
  }

  private static int contacts(Connection connection, SuppressionSubject subject)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from contact where subject = ?")) {
      delete.setString(1, subject.text());
      return delete.executeUpdate();
    }
  }

  private static int confirmations(Connection connection, SuppressionSubject subject)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from confirmation where subject_hash = ?")) {
      delete.setString(1, ConsentRows.hash(subject));
      return delete.executeUpdate();
    }
  }

  private int proofs(Connection connection, SuppressionSubject subject) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update consent_proof set ip = '', ended_at = coalesce(ended_at, ?)"
                + " where subject_hash = ? and (ip <> '' or ended_at is null)")) {
      update.setObject(1, ContactRows.at(clock.instant()));
      update.setString(2, ConsentRows.hash(subject));
      return update.executeUpdate();
    }
  }
}
