package relay.ejb.user;

import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.user.LoginMarks;
import relay.domain.user.RememberedMarks;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;

/**
 * The marks as a table, beside what this node remembers itself. While the database cannot be
 * reached a code that another node took counts once more here, until it is too old.
 */
public final class DatabaseMarks implements LoginMarks {
  private static final Logger LOG = System.getLogger(DatabaseMarks.class.getName());
  private static final Duration REREAD_AFTER = Duration.ofSeconds(1);
  private static final Duration SESSION_LIFE_MAX = Duration.ofDays(8);

  private final Database database;
  private final InstantSource clock;
  private final RememberedMarks own = new RememberedMarks();
  private volatile Ends ends = new Ends(Instant.EPOCH, Map.of());

  /** The ends of sessions as all nodes told them. */
  private record Ends(Instant readAt, Map<String, Instant> byUser) {}

  public DatabaseMarks(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean takeStep(String user, long step) {
    if (!own.takeStep(user, step)) {
      return false;
    }
    try {
      return durably(connection -> take(connection, user, step));
    } catch (ViewUnavailable e) {
      LOG.log(
          Logger.Level.WARNING,
          "a code of {0} was taken without asking the other nodes: {1}",
          user,
          e.getMessage());
      return true;
    }
  }

  /** Again when it fails: another node may have made the row at the same moment. */
  private <T> T durably(Database.Work<T> work) {
    try {
      return database.durably(work);
    } catch (ViewUnavailable first) {
      return database.durably(work);
    }
  }

  private static boolean take(Connection connection, String user, long step) throws SQLException {
    ensure(connection, user);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update login_mark set last_step = ? where name = ? and last_step < ?")) {
      update.setLong(1, step);
      update.setString(2, user);
      update.setLong(3, step);
      return update.executeUpdate() == 1;
    }
  }

  @Override
  public void endSessions(String user, Instant openedUntil) {
    own.endSessions(user, openedUntil);
    try {
      durably(connection -> end(connection, user, openedUntil));
    } catch (ViewUnavailable e) {
      LOG.log(
          Logger.Level.WARNING,
          "sessions of {0} were ended on this node alone: {1}",
          user,
          e.getMessage());
    }
  }

  private static int end(Connection connection, String user, Instant until) throws SQLException {
    ensure(connection, user);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update login_mark set ended_until = ?"
                + " where name = ? and (ended_until is null or ended_until < ?)")) {
      OffsetDateTime at = until.atOffset(ZoneOffset.UTC);
      update.setObject(1, at);
      update.setString(2, user);
      update.setObject(3, at);
      return update.executeUpdate();
    }
  }

  /** So that both databases know the row, with the same words for both. */
  private static void ensure(Connection connection, String user) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into login_mark (name, last_step)"
                + " select cast(? as varchar(300)), -1 where not exists (select 1 from login_mark where name = ?)")) {
      insert.setString(1, user);
      insert.setString(2, user);
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<Instant> endedUntil(String user) {
    Optional<Instant> here = own.endedUntil(user);
    Optional<Instant> elsewhere = Optional.ofNullable(ends().byUser.get(user));
    return here.isPresent() && elsewhere.filter(here.get()::isBefore).isEmpty() ? here : elsewhere;
  }

  private Ends ends() {
    Instant now = clock.instant();
    return now.isBefore(ends.readAt.plus(REREAD_AFTER)) ? ends : reread(now);
  }

  /** One reads, for all that ask meanwhile. */
  private synchronized Ends reread(Instant now) {
    if (now.isBefore(ends.readAt.plus(REREAD_AFTER))) {
      return ends;
    }
    Map<String, Instant> byUser = ends.byUser;
    try {
      byUser = database.inTransaction(connection -> read(connection, now));
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "the ends of sessions are as they were", e);
    }
    ends = new Ends(now, byUser);
    return ends;
  }

  private static Map<String, Instant> read(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select name, ended_until from login_mark where ended_until > ?")) {
      select.setObject(1, now.minus(SESSION_LIFE_MAX).atOffset(ZoneOffset.UTC));
      Map<String, Instant> byUser = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          byUser.put(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant());
        }
      }
      return byUser;
    }
  }
}
