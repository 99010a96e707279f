package relay.ejb.suppression;

import java.io.IOException;
import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import relay.domain.suppression.SuppressionHash;
import relay.domain.suppression.SuppressionHash.Name;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.suppression.NodeSuppressions.Known;
import relay.ejb.suppression.SuppressionRows.Version;

/**
 * Brings the memory up to the database, and the file up to the memory. Called each second; costs
 * one small query while nothing changes. Thread-safe: who has changed something looks at once.
 */
public final class SuppressionWatch {
  private static final Logger LOG = System.getLogger(SuppressionWatch.class.getName());
  private static final int ROWS_AT_ONCE = 10_000;
  private static final Duration BETWEEN_PURGES = Duration.ofHours(1);
  private static final Duration HISTORY_KEPT = Duration.ofDays(400);
  private static final Duration KEPT_AFTER_END = Duration.ofDays(1);

  private final Database database;
  private final NodeSuppressions memory;
  private final SuppressionFile file;
  private final Supplier<Duration> snapshotInterval;
  private final InstantSource clock;
  private long kept;
  private Instant keepNext = Instant.MIN;
  private Instant purgeNext = Instant.MIN;

  SuppressionWatch(
      Database database,
      NodeSuppressions memory,
      SuppressionFile file,
      Supplier<Duration> snapshotInterval,
      InstantSource clock) {
    this.database = database;
    this.memory = memory;
    this.file = file;
    this.snapshotInterval = snapshotInterval;
    this.clock = clock;
    Known before = file.read();
    memory.learn(before);
    kept = before.revision();
  }

  /** Nothing but a reason to be there: the list of the last run is read when this is made. */
  boolean ready() {
    return memory.known() != null;
  }

  /** The end: what was learned since the last writing is kept. */
  synchronized void stop() {
    keepNext = Instant.MIN;
    keep(memory.known());
  }

  /** Looks once; false when the database cannot be asked now. */
  public synchronized boolean look() {
    if (!database.open()) {
      return false;
    }
    try {
      Known now = database.inTransaction(this::read);
      memory.learn(now);
      keep(now);
      purge();
      return true;
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "suppressions stay as they were last known", e);
      return false;
    }
  }

  private Known read(Connection connection) throws SQLException {
    Version version = SuppressionRows.version(connection);
    Known before = memory.known();
    boolean isNew = version.key().length == 0;
    boolean isOther = !isNew && !before.isOf(version.key());
    // Less than before: the database was put back to an earlier time.
    if (isOther || version.revision() < before.revision() || before.revision() < version.purged()) {
      before = Known.of(isNew ? new byte[SuppressionHash.KEY_OCTETS] : version.key(), 0);
    }
    if (before.revision() < version.revision()) {
      add(connection, before, version.revision());
    }
    return before.at(version.revision());
  }

  private static void add(Connection connection, Known known, long revision) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, reason, expires_at, gone from suppression"
                + " where revision > ? and revision <= ?")) {
      select.setFetchSize(ROWS_AT_ONCE);
      select.setLong(1, known.revision());
      select.setLong(2, revision);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Name name = Name.parse(row.getString(1));
          if (row.getBoolean(4)) {
            known.book().remove(name);
          } else {
            known
                .book()
                .put(name, SuppressionRows.reason(row.getString(2)), SuppressionRows.end(row, 3));
          }
        }
      }
    }
  }

  private void keep(Known now) {
    if (now.revision() == kept || clock.instant().isBefore(keepNext)) {
      return;
    }
    try {
      file.write(now);
      kept = now.revision();
    } catch (IOException e) {
      LOG.log(
          Logger.Level.WARNING,
          "the suppression list cannot be kept for a start without database; trying again",
          e);
    }
    keepNext = clock.instant().plus(snapshotInterval.get());
  }

  /** Rows of what ended or was taken out long ago. */
  private void purge() {
    Instant now = clock.instant();
    if (now.isBefore(purgeNext)) {
      return;
    }
    purgeNext = now.plus(BETWEEN_PURGES);
    Instant before = now.minus(KEPT_AFTER_END);
    database.inTransaction(connection -> purge(connection, SuppressionRows.at(before)));
  }

  private static int purge(Connection connection, OffsetDateTime before) throws SQLException {
    String old = " from suppression where gone and changed_at < ? or expires_at < ?";
    try (PreparedStatement forget =
        connection.prepareStatement("delete from bounce_history where changed_at < ?")) {
      forget.setObject(1, before.minus(HISTORY_KEPT));
      forget.executeUpdate();
    }
    long last;
    try (PreparedStatement select = connection.prepareStatement("select max(revision)" + old)) {
      select.setObject(1, before);
      select.setObject(2, before);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        last = row.getLong(1);
      }
    }
    if (last == 0) {
      return 0;
    }
    // Who has not read so far may not have seen that these went: it has to read everything.
    try (PreparedStatement update =
        connection.prepareStatement(
            "update suppression_version set purged = ? where id = 1 and purged < ?")) {
      update.setLong(1, last);
      update.setLong(2, last);
      update.executeUpdate();
    }
    try (PreparedStatement delete = connection.prepareStatement("delete" + old)) {
      delete.setObject(1, before);
      delete.setObject(2, before);
      return delete.executeUpdate();
    }
  }
}
