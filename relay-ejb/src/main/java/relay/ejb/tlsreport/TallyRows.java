package relay.ejb.tlsreport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import relay.domain.tlsreport.ReportedPolicy;
import relay.domain.tlsreport.TalliedSessions;
import relay.domain.tlsreport.TlsFailure;
import relay.domain.tlsreport.TlsReports.Due;

/** Counted sessions as rows, within a transaction of the caller. */
final class TallyRows {
  private static final int ID_OCTETS = 16;

  private TallyRows() {}

  static void add(Connection connection, TalliedSessions counted, int failuresMax)
      throws SQLException {
    if (raised(connection, counted)) {
      return;
    }
    boolean isFull = kinds(connection, counted) >= failuresMax;
    TalliedSessions kept = isFull ? counted.inShort() : counted;
    if (isFull && raised(connection, kept)) {
      return;
    }
    insert(connection, kept);
  }

  private static boolean raised(Connection connection, TalliedSessions counted)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update tls_session set sessions = sessions + ?"
                + " where day_date = ? and domain = ? and id = ?")) {
      update.setLong(1, counted.sessions());
      update.setObject(2, counted.day());
      update.setString(3, counted.domain());
      update.setString(4, id(counted));
      return update.executeUpdate() > 0;
    }
  }

  private static int kinds(Connection connection, TalliedSessions counted) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from tls_session where day_date = ? and domain = ?")) {
      select.setObject(1, counted.day());
      select.setString(2, counted.domain());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void insert(Connection connection, TalliedSessions counted) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into tls_session (day_date, domain, id, policy, failure, sessions)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")) {
      insert.setObject(1, counted.day());
      insert.setString(2, counted.domain());
      insert.setString(3, id(counted));
      insert.setString(4, counted.policy().text());
      insert.setString(5, counted.failure().map(TlsFailure::text).orElse(""));
      insert.setLong(6, counted.sessions());
      if (insert.executeUpdate() == 0) {
        // another node was faster
        raised(connection, counted);
      }
    }
  }

  static List<Due> due(Connection connection, LocalDate before, Optional<Due> after, int max)
      throws SQLException {
    String further = after.isEmpty() ? "" : " and (day_date > ? or day_date = ? and domain > ?)";
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct day_date, domain from tls_session where day_date < ?"
                + further
                + " order by day_date, domain limit ?")) {
      int place = 0;
      select.setObject(++place, before);
      if (after.isPresent()) {
        select.setObject(++place, after.get().day());
        select.setObject(++place, after.get().day());
        select.setString(++place, after.get().domain());
      }
      select.setInt(++place, max);
      List<Due> due = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(new Due(row.getObject(1, LocalDate.class), row.getString(2)));
        }
      }
      return due;
    }
  }

  static List<TalliedSessions> of(Connection connection, LocalDate day, String domain)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select policy, failure, sessions from tls_session"
                + " where day_date = ? and domain = ? order by id")) {
      select.setObject(1, day);
      select.setString(2, domain);
      List<TalliedSessions> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(
              new TalliedSessions(
                  day,
                  domain,
                  ReportedPolicy.read(row.getString(1)),
                  Optional.of(row.getString(2)).filter(f -> !f.isEmpty()).map(TlsFailure::read),
                  row.getLong(3)));
        }
      }
      return all;
    }
  }

  static void forget(Connection connection, Due due) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from tls_session where day_date = ? and domain = ?")) {
      delete.setObject(1, due.day());
      delete.setString(2, due.domain());
      delete.executeUpdate();
    }
  }

  private static String id(TalliedSessions counted) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(counted.kind().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_OCTETS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
