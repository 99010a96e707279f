package relay.ejb.login;

import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.user.SessionNote;

/** Sessions as rows, within a transaction of the caller. */
final class SessionRows {
  private static final Logger LOG = System.getLogger(SessionRows.class.getName());
  private static final String COLUMNS =
      "select token_hash, name, tenant, roles, user_version, opened_at, used_at, ended_at"
          + " from login_session";
  private final Connection connection;

  SessionRows(Connection connection) {
    this.connection = connection;
  }

  void write(SessionNote note, Instant now, LoginVersion version) throws SQLException {
    if (note.what() == SessionNote.What.ENDED) {
      end(note, now, version.next());
    } else if (use(note, version.next()) == 0 && note.what() == SessionNote.What.OPENED) {
      // asked before: whether it was written could perhaps not be told the first time
      insert(note, version.last());
    }
  }

  private void end(SessionNote note, Instant now, long revision) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update login_session set ended_at = ?, revision = ?"
                + " where token_hash = ? and ended_at is null")) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setLong(2, revision);
      update.setString(3, note.tokenHash());
      update.executeUpdate();
    }
  }

  private int use(SessionNote note, long revision) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update login_session set used_at = case when used_at < ? then ? else used_at end,"
                + " revision = ? where token_hash = ?")) {
      OffsetDateTime at = note.usedAt().atOffset(ZoneOffset.UTC);
      update.setObject(1, at);
      update.setObject(2, at);
      update.setLong(3, revision);
      update.setString(4, note.tokenHash());
      return update.executeUpdate();
    }
  }

  private void insert(SessionNote note, long revision) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into login_session (token_hash, name, tenant, roles, user_version, opened_at,"
                + " used_at, revision) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, note.tokenHash());
      insert.setString(2, note.identity().name());
      insert.setString(3, note.identity().tenant().orElse(""));
      insert.setString(
          4,
          note.identity().roles().stream()
              .map(Role::word)
              .sorted()
              .collect(Collectors.joining(",")));
      insert.setLong(5, note.userVersion());
      insert.setObject(6, note.openedAt().atOffset(ZoneOffset.UTC));
      insert.setObject(7, note.usedAt().atOffset(ZoneOffset.UTC));
      insert.setLong(8, revision);
      insert.executeUpdate();
    }
  }

  /** Those that were written after the one revision, up to the other. */
  List<SessionNote> read(long after, long upTo) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + " where revision > ? and revision <= ?")) {
      select.setLong(1, after);
      select.setLong(2, upTo);
      return notes(select);
    }
  }

  Optional<SessionNote> find(String tokenHash) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + " where token_hash = ?")) {
      select.setString(1, tokenHash);
      return notes(select).stream().findFirst();
    }
  }

  /**
   * Those that are over.
   *
   * @param openedBefore whatever they did since
   * @param usedBefore and not since
   * @param endedBefore by somebody
   */
  void prune(Instant openedBefore, Instant usedBefore, Instant endedBefore) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from login_session where opened_at < ? or used_at < ? or ended_at < ?")) {
      delete.setObject(1, openedBefore.atOffset(ZoneOffset.UTC));
      delete.setObject(2, usedBefore.atOffset(ZoneOffset.UTC));
      delete.setObject(3, endedBefore.atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    }
  }

  private static List<SessionNote> notes(PreparedStatement select) throws SQLException {
    List<SessionNote> notes = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        note(row).ifPresent(notes::add);
      }
    }
    return notes;
  }

  /** One with a role that this version does not know is left out, and so is a broken one. */
  private static Optional<SessionNote> note(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant");
    try {
      return Optional.of(
          new SessionNote(
              row.getObject("ended_at") == null ? SessionNote.What.USED : SessionNote.What.ENDED,
              row.getString("token_hash"),
              new Identity(
                  row.getString("name"),
                  roles(row.getString("roles")),
                  tenant.isEmpty() ? Optional.empty() : Optional.of(tenant),
                  Optional.empty()),
              row.getLong("user_version"),
              row.getObject("opened_at", OffsetDateTime.class).toInstant(),
              row.getObject("used_at", OffsetDateTime.class).toInstant()));
    } catch (IllegalArgumentException e) {
      LOG.log(Logger.Level.WARNING, "a session of another node does not count here", e);
      return Optional.empty();
    }
  }

  private static Set<Role> roles(String words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : words.split(",")) {
      roles.add(
          Arrays.stream(Role.values())
              .filter(role -> role.word().equals(word))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("there is no role " + word)));
    }
    return roles;
  }
}
