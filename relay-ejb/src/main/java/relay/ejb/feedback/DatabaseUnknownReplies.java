package relay.ejb.feedback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.feedback.review.UnknownReplies;
import relay.domain.feedback.review.UnknownReply;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;

/** The weekly lists in the database that all nodes share; whole weeks go. Thread-safe. */
final class DatabaseUnknownReplies implements UnknownReplies, AgingRows {
  private static final int ID_OCTETS = 16;
  private static final int HOST_CHARS_MAX = 255;
  private final Database database;
  private final Supplier<Duration> keptFor;

  DatabaseUnknownReplies(Database database, Supplier<Duration> keptFor) {
    this.database = database;
    this.keptFor = keptFor;
  }

  @Override
  public void add(List<UnknownReply> counts, int kindsMax) {
    if (!counts.isEmpty()) {
      database.inTransaction(
          connection -> {
            for (UnknownReply each : counts) {
              if (!raised(connection, each) && kinds(connection, each.week()) < kindsMax) {
                insert(connection, each);
              }
            }
            return null;
          });
    }
  }

  private static boolean raised(Connection connection, UnknownReply reply) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update unknown_reply set seen = seen + ?, last_at = greatest(last_at, ?)"
                + " where week_of = ? and id = ?")) {
      update.setLong(1, reply.count());
      update.setObject(2, at(reply.last()));
      update.setObject(3, reply.week());
      update.setString(4, id(reply));
      return update.executeUpdate() > 0;
    }
  }

  private static int kinds(Connection connection, LocalDate week) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select count(*) from unknown_reply where week_of = ?")) {
      select.setObject(1, week);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Another node may have been faster: then its row stays, and a few counts are lost. */
  private static void insert(Connection connection, UnknownReply reply) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into unknown_reply (week_of, id, reply, provider, host, permanent, seen,"
                + " first_at, last_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
      insert.setObject(1, reply.week());
      insert.setString(2, id(reply));
      insert.setString(3, reply.text());
      insert.setString(4, reply.provider());
      String host = reply.host();
      insert.setString(5, host.substring(0, Math.min(HOST_CHARS_MAX, host.length())));
      insert.setBoolean(6, reply.permanent());
      insert.setLong(7, reply.count());
      insert.setObject(8, at(reply.first()));
      insert.setObject(9, at(reply.last()));
      insert.executeUpdate();
    }
  }

  @Override
  public List<UnknownReply> of(LocalDate monday, int limit) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select week_of, reply, provider, host, permanent, seen, first_at, last_at"
                      + " from unknown_reply where week_of = ? order by seen desc, id limit ?")) {
            select.setObject(1, monday);
            select.setInt(2, limit);
            List<UnknownReply> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                all.add(
                    new UnknownReply(
                        row.getObject(1, LocalDate.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getLong(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getObject(8, OffsetDateTime.class).toInstant()));
              }
            }
            return all;
          }
        });
  }

  @Override
  public String name() {
    return "unknown-replies";
  }

  /** The Mondays of weeks. */
  @Override
  public List<String> old(Instant now, String after, int max) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select distinct week_of from unknown_reply where week_of < ? and week_of > ?"
                      + " order by week_of limit ?")) {
            select.setObject(1, now.minus(keptFor.get()).atOffset(ZoneOffset.UTC).toLocalDate());
            select.setObject(2, after.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(after));
            select.setInt(3, max);
            List<String> weeks = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                weeks.add(row.getObject(1, LocalDate.class).toString());
              }
            }
            return weeks;
          }
        });
  }

  @Override
  public int remove(List<String> weeks) {
    return database.inTransaction(
        connection -> {
          int removed = 0;
          try (PreparedStatement delete =
              connection.prepareStatement("delete from unknown_reply where week_of = ?")) {
            for (String week : weeks) {
              delete.setObject(1, LocalDate.parse(week));
              removed += delete.executeUpdate();
            }
          }
          return removed;
        });
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String id(UnknownReply reply) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(reply.key().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_OCTETS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
