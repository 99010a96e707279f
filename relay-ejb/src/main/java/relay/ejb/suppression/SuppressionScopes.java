package relay.ejb.suppression;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import relay.domain.suppression.SuppressionDesk.Listed;
import relay.domain.suppression.SuppressionHash;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;

/**
 * In which scopes there are or were entries, so that those about a subject are found by their names
 * and no index over subjects has to be kept; within a transaction of the caller. As many as tenants
 * and their streams at most; none is ever taken out.
 */
final class SuppressionScopes {
  private SuppressionScopes() {}

  /** Takes note of the scopes of entries that are put. */
  static void add(Connection connection, Collection<Listed> some) throws SQLException {
    Set<SuppressionScope> scopes = new HashSet<>();
    some.forEach(each -> scopes.add(each.suppression().scope()));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into suppression_scope (tenant, stream) values (?, ?)"
                + " on conflict do nothing")) {
      for (SuppressionScope each : scopes) {
        insert.setString(1, each.tenant());
        insert.setString(2, each.stream());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The names of all entries that there can be about a subject. */
  static Array names(Connection connection, SuppressionSubject subject) throws SQLException {
    byte[] key = SuppressionRows.version(connection).key();
    List<String> names = new ArrayList<>();
    // Without a key there is no entry yet.
    if (key.length > 0) {
      var hash = new SuppressionHash(key);
      try (PreparedStatement select =
              connection.prepareStatement("select tenant, stream from suppression_scope");
          ResultSet row = select.executeQuery()) {
        while (row.next()) {
          var scope = new SuppressionScope(row.getString(1), row.getString(2));
          names.add(hash.of(subject, scope).toString());
        }
      }
    }
    return connection.createArrayOf("varchar", names.toArray());
  }
}
