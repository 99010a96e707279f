package relay.ejb.suppression;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.control.ControlJson;
import relay.domain.suppression.Suppression;
import relay.domain.suppression.SuppressionDesk;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionHash;
import relay.domain.suppression.SuppressionJson;
import relay.domain.suppression.SuppressionsUnavailable;
import relay.domain.view.ViewUnavailable;
import relay.ejb.audit.AuditRows;
import relay.ejb.database.Database;
import relay.ejb.suppression.SuppressionRows.Version;

/** The list in the database. */
final class DatabaseSuppressionDesk implements SuppressionDesk {
  private static final int ROWS_AT_ONCE = 1000;
  private final Database database;
  private final SuppressionWatch watch;
  private final InstantSource clock;

  DatabaseSuppressionDesk(Database database, SuppressionWatch watch, InstantSource clock) {
    this.database = database;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public Page list(SuppressionFilter filter, Optional<String> cursor, int most) {
    Optional<Cursor> from = cursor.map(Cursor::parse);
    List<Listed> entries = new ArrayList<>();
    Optional<String> next =
        in(
            connection -> {
              var select = new SuppressionSelect(connection, filter);
              from.ifPresent(c -> c.limit(select));
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select "
                          + SuppressionRows.COLUMNS
                          + ", revision from suppression where "
                          + select.condition()
                          + " order by revision desc, id desc limit ?")) {
                statement.setInt(select.bind(statement, 1), most + 1);
                return page(statement, entries, most);
              }
            });
    return new Page(entries, next);
  }

  private static Optional<String> page(PreparedStatement statement, List<Listed> entries, int most)
      throws SQLException {
    Optional<String> last = Optional.empty();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        if (entries.size() == most) {
          return last;
        }
        entries.add(SuppressionRows.read(row));
        last = Optional.of(new Cursor(row.getLong(13), row.getString(1)).toString());
      }
    }
    return Optional.empty();
  }

  /** The last entry of a page. */
  private record Cursor(long revision, String id) {
    static Cursor parse(String text) {
      String[] parts = text.split("-", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException("not a cursor");
      }
      return new Cursor(Long.parseLong(parts[0]), SuppressionHash.Name.parse(parts[1]).toString());
    }

    void limit(SuppressionSelect select) {
      select.and("revision <= ? and (revision < ? or id < ?)", revision, revision, id);
    }

    @Override
    public String toString() {
      return revision + "-" + id;
    }
  }

  @Override
  public Optional<Listed> find(String id) {
    return in(connection -> SuppressionRows.find(connection, id));
  }

  @Override
  public Listed put(Suppression suppression, Actor by) {
    Instant now = clock.instant();
    return changed(
        connection -> {
          Version next = SuppressionRows.next(connection);
          Listed listed = listed(suppression, new SuppressionHash(next.key()));
          Optional<Listed> before = SuppressionRows.find(connection, listed.id());
          SuppressionRows.put(connection, List.of(listed), next.revision(), now);
          audit(connection, "suppression-put", listed, before, Optional.of(listed), by, now);
          return listed;
        });
  }

  private static Listed listed(Suppression suppression, SuppressionHash hash) {
    return new Listed(
        hash.of(suppression.subject().orElseThrow(), suppression.scope()).toString(), suppression);
  }

  @Override
  public Count putAll(List<Suppression> some) {
    Instant now = clock.instant();
    Count count =
        in(
            connection -> {
              Version next = SuppressionRows.next(connection);
              var hash = new SuppressionHash(next.key());
              // The last of two lines about the same counts. In the order of the index, whose pages
              // are random otherwise: measured, a third of the time.
              Map<String, Listed> byId = new TreeMap<>();
              for (Suppression each : some) {
                Listed listed = listed(each, hash);
                byId.put(listed.id(), listed);
              }
              return SuppressionRows.put(connection, byId.values(), next.revision(), now);
            });
    watch.look();
    return count;
  }

  @Override
  public Optional<Listed> remove(String id, Actor by) {
    Instant now = clock.instant();
    return changed(
        connection -> {
          Version next = SuppressionRows.next(connection);
          Optional<Listed> before = SuppressionRows.find(connection, id);
          if (before.isPresent()) {
            var select = new SuppressionSelect(connection, SuppressionFilter.ALL);
            select.and("id = ?", id);
            takeOut(connection, select, next.revision(), now);
            audit(
                connection, "suppression-remove", before.get(), before, Optional.empty(), by, now);
          }
          return before;
        });
  }

  @Override
  public long count(SuppressionFilter filter) {
    return in(
        connection -> {
          var select = new SuppressionSelect(connection, filter);
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select count(*) from suppression where " + select.condition())) {
            select.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  @Override
  public long removeAll(SuppressionFilter filter, Actor by) {
    Instant now = clock.instant();
    return changed(
        connection -> {
          Version next = SuppressionRows.next(connection);
          long removed =
              takeOut(connection, new SuppressionSelect(connection, filter), next.revision(), now);
          audit(connection, "suppression-undo", filter, removed, by, now);
          return removed;
        });
  }

  /**
   * The row stays for the other nodes, without what it says of anybody. What was a mistake is no
   * reason to suppress longer the next time.
   */
  private static long takeOut(
      Connection connection, SuppressionSelect select, long revision, Instant now)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from bounce_history where id in (select id from suppression where "
                + select.condition()
                + ")")) {
      select.bind(delete, 1);
      delete.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update suppression set gone = true, subject = '', domain = '', evidence = '',"
                + " revision = ?, changed_at = ? where "
                + select.condition())) {
      update.setLong(1, revision);
      update.setObject(2, SuppressionRows.at(now));
      select.bind(update, 3);
      return update.executeUpdate();
    }
  }

  @Override
  public void export(SuppressionFilter filter, Consumer<Listed> sink) {
    String after = "";
    List<Listed> some;
    do {
      some = some(filter, after);
      some.forEach(sink);
      after = some.isEmpty() ? after : some.get(some.size() - 1).id();
    } while (some.size() == ROWS_AT_ONCE);
  }

  /** By name, so that a slow reader keeps no transaction open. */
  private List<Listed> some(SuppressionFilter filter, String after) {
    return in(
        connection -> {
          var select = new SuppressionSelect(connection, filter);
          select.and("id > ?", after);
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select "
                      + SuppressionRows.COLUMNS
                      + " from suppression where "
                      + select.condition()
                      + " order by id limit "
                      + ROWS_AT_ONCE)) {
            select.bind(statement, 1);
            List<Listed> some = new ArrayList<>(ROWS_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                some.add(SuppressionRows.read(row));
              }
            }
            return some;
          }
        });
  }

  @Override
  public void endImport(String tenant, Count count, Actor by) {
    Instant now = clock.instant();
    String after =
        ControlJson.object()
            .add("added", count.added())
            .add("changed", count.changed())
            .build()
            .toString();
    changed(
        connection -> {
          AuditRows.add(
              connection,
              List.of(
                  new AuditEvent(now, by, "suppression-import", tenant, "suppression", "", after)));
          return null;
        });
  }

  private static void audit(
      Connection connection,
      String action,
      Listed about,
      Optional<Listed> before,
      Optional<Listed> after,
      Actor by,
      Instant now)
      throws SQLException {
    AuditRows.add(
        connection,
        List.of(
            new AuditEvent(
                now,
                by,
                action,
                about.suppression().scope().tenant(),
                "suppression " + about.id(),
                before.map(DatabaseSuppressionDesk::text).orElse(""),
                after.map(DatabaseSuppressionDesk::text).orElse(""))));
  }

  /** Without address and evidence: the audit is kept for ever, and its hash chain cannot forget. */
  private static String text(Listed listed) {
    return SuppressionJson.withoutPerson(listed).build().toString();
  }

  private static void audit(
      Connection connection,
      String action,
      SuppressionFilter filter,
      long removed,
      Actor by,
      Instant now)
      throws SQLException {
    String after = SuppressionJson.write(filter).add("removed", removed).build().toString();
    AuditRows.add(
        connection,
        List.of(
            new AuditEvent(now, by, action, filter.tenant().orElse(""), "suppression", "", after)));
  }

  private <T> T changed(Database.Work<T> work) {
    T result;
    try {
      result = database.durably(work);
    } catch (ViewUnavailable e) {
      throw unavailable(e);
    }
    watch.look();
    return result;
  }

  private <T> T in(Database.Work<T> work) {
    try {
      return database.inTransaction(work);
    } catch (ViewUnavailable e) {
      throw unavailable(e);
    }
  }

  private static SuppressionsUnavailable unavailable(ViewUnavailable e) {
    return new SuppressionsUnavailable(
        "the suppression list cannot be used now, mail goes on with what is known of it: "
            + e.getMessage(),
        e);
  }
}
