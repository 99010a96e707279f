package relay.ejb.suppression;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.suppression.Suppression;
import relay.domain.suppression.Suppression.Evidence;
import relay.domain.suppression.SuppressionDesk.Count;
import relay.domain.suppression.SuppressionDesk.Listed;
import relay.domain.suppression.SuppressionHash;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;
import relay.ejb.database.Database;

/** Entries of the list as rows, within a transaction of the caller. */
public final class SuppressionRows {
  static final String COLUMNS =
      "id, subject, tenant, stream, reason, reply_class, provider, event, evidence, author,"
          + " created_at, expires_at";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int STATEMENTS_AT_ONCE = 1000;
  private static final int IDS_AT_ONCE = 500;

  private SuppressionRows() {}

  /** Where the list stands. */
  record Version(long revision, long purged, byte[] key) {}

  static Version version(Connection connection) throws SQLException {
    return version(connection, "");
  }

  /**
   * The version that a change makes, its row locked until the transaction ends. The first change of
   * all draws the key.
   */
  static Version next(Connection connection) throws SQLException {
    Version now = version(connection, " for update");
    byte[] key = now.key();
    if (key.length == 0) {
      key = new byte[SuppressionHash.KEY_OCTETS];
      RANDOM.nextBytes(key);
    }
    Version next = new Version(now.revision() + 1, now.purged(), key);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update suppression_version set revision = ?, hash_key = ? where id = 1")) {
      update.setLong(1, next.revision());
      update.setString(2, HexFormat.of().formatHex(key));
      update.executeUpdate();
    }
    return next;
  }

  private static Version version(Connection connection, String lock) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select revision, purged, hash_key from suppression_version where id = 1" + lock);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the row of the suppression revision is missing");
      }
      byte[] key = HexFormat.of().parseHex(row.getString(3));
      return new Version(row.getLong(1), row.getLong(2), key);
    }
  }

  /** Puts entries in the place of what is there under their ids; nobody else puts any meanwhile. */
  static Count put(Connection connection, Collection<Listed> some, long revision, Instant now)
      throws SQLException {
    // Drivers that send many rows as one statement do not tell which of them were there before.
    Map<String, Boolean> there = there(connection, some);
    SuppressionScopes.add(connection, some);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into suppression (subject, domain, tenant, stream, reason, reply_class,"
                + " provider, event, evidence, author, created_at, expires_at, changed_at, revision,"
                + " gone, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?)")) {
      run(insert, some.stream().filter(e -> !there.containsKey(e.id())).toList(), revision, now);
    }
    if (!there.isEmpty()) {
      try (PreparedStatement update =
          connection.prepareStatement(
              "update suppression set subject = ?, domain = ?, tenant = ?, stream = ?, reason = ?,"
                  + " reply_class = ?, provider = ?, event = ?, evidence = ?, author = ?,"
                  + " created_at = ?, expires_at = ?, changed_at = ?, revision = ?, gone = false"
                  + " where id = ?")) {
        run(update, some.stream().filter(e -> there.containsKey(e.id())).toList(), revision, now);
      }
    }
    long changed = there.values().stream().filter(gone -> !gone).count();
    return new Count(some.size() - changed, changed);
  }

  /**
   * Those of the ids that have a row, and whether they were taken out. For a list of 500 parameters
   * PostgreSQL keeps the plan that it made while the table was small, and compares each row with
   * each of them: measured, five sixths of an import. So it gets an array, with which H2 took five
   * times as long as with a list for 200,000 that are there.
   */
  private static Map<String, Boolean> there(Connection connection, Collection<Listed> some)
      throws SQLException {
    Map<String, Boolean> there = new HashMap<>();
    List<String> ids = some.stream().map(Listed::id).toList();
    boolean byArray = Database.isPostgres(connection);
    for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
      List<String> part = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
      String ofIds = byArray ? "= any(?)" : "in (" + "?, ".repeat(part.size() - 1) + "?)";
      try (PreparedStatement select =
          connection.prepareStatement("select id, gone from suppression where id " + ofIds)) {
        bindIds(select, part, byArray);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            there.put(row.getString(1), row.getBoolean(2));
          }
        }
      }
    }
    return there;
  }

  private static void bindIds(PreparedStatement select, List<String> ids, boolean byArray)
      throws SQLException {
    if (byArray) {
      select.setArray(1, select.getConnection().createArrayOf("varchar", ids.toArray()));
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      select.setString(i + 1, ids.get(i));
    }
  }

  private static void run(
      PreparedStatement statement, Collection<Listed> some, long revision, Instant now)
      throws SQLException {
    int waiting = 0;
    for (Listed each : some) {
      bind(statement, each, revision, now);
      statement.addBatch();
      if (++waiting == STATEMENTS_AT_ONCE) {
        statement.executeBatch();
        waiting = 0;
      }
    }
    if (waiting > 0) {
      statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement row, Listed listed, long revision, Instant now)
      throws SQLException {
    Suppression entry = listed.suppression();
    row.setString(1, entry.subject().map(SuppressionSubject::text).orElse(""));
    row.setString(2, entry.subject().map(SuppressionSubject::domain).orElse(""));
    row.setString(3, entry.scope().tenant());
    row.setString(4, entry.scope().stream());
    row.setString(5, entry.reason().label());
    row.setString(6, entry.evidence().replyClass());
    row.setString(7, entry.evidence().provider());
    row.setString(8, entry.evidence().event());
    row.setString(9, entry.evidence().text());
    row.setString(10, entry.author());
    row.setObject(11, at(entry.createdAt()));
    row.setObject(12, entry.expiresAt().map(SuppressionRows::at).orElse(null));
    row.setObject(13, at(now));
    row.setLong(14, revision);
    row.setString(15, listed.id());
  }

  /** The entry of a row with {@link #COLUMNS}. */
  static Listed read(ResultSet row) throws SQLException {
    String subject = row.getString(2);
    return new Listed(
        row.getString(1),
        new Suppression(
            subject.isEmpty() ? Optional.empty() : Optional.of(new SuppressionSubject(subject)),
            new SuppressionScope(row.getString(3), row.getString(4)),
            reason(row.getString(5)),
            new Evidence(row.getString(6), row.getString(7), row.getString(8), row.getString(9)),
            row.getString(10),
            row.getObject(11, OffsetDateTime.class).toInstant(),
            end(row, 12)));
  }

  /** The entry of this id. */
  static Optional<Listed> find(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from suppression where id = ? and not gone")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  static Optional<Instant> end(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** One of a later version holds mail back like any other. */
  static SuppressionReason reason(String label) {
    return SuppressionReason.labelled(label).orElse(SuppressionReason.MANUAL);
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
