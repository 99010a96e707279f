package relay.ejb.automation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationLedger.Candidate;
import relay.domain.automation.EntryLimits;
import relay.domain.automation.EntryLimits.Verdict;
import relay.ejb.contacts.Audience;

/** Lets contacts into one automation, within a transaction of the caller. */
final class EntryRows {
  static final String INSIDE = "inside";
  static final String WATCHED = "watched";
  private final Connection connection;
  private final Automation automation;
  private final long run;

  /** What there is of a contact. */
  private static final class Past {
    final Set<String> causes = new HashSet<>();
    boolean isInside;
    Instant last = Instant.MIN;
  }

  EntryRows(Connection connection, Automation automation, long run) {
    this.connection = connection;
    this.automation = automation;
    this.run = run;
  }

  List<Verdict> enter(int plan, List<Candidate> candidates, int insideMax, Instant now)
      throws SQLException {
    List<Long> ids = candidates.stream().map(c -> id(c.contact())).distinct().sorted().toList();
    // two that come at once for one contact wait for each other here
    Set<Long> there = locked(ids);
    Map<Long, Past> pasts = pasts(ids);
    long inside = inside();
    List<Verdict> verdicts = new ArrayList<>(candidates.size());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into automation_entry (run, plan, contact, cause, entered_at, place, sending,"
                + " state, due_at, holder, held_until, data, once)"
                + " values (?, ?, ?, ?, ?, 0, false, ?, ?, '', ?, ?, ?)")) {
      for (Candidate each : candidates) {
        long contact = id(each.contact());
        Past past = pasts.computeIfAbsent(contact, c -> new Past());
        Verdict verdict = there.contains(contact) ? verdict(past, each, now) : Verdict.KNOWN;
        if (verdict == Verdict.COMES_IN && inside >= insideMax) {
          verdict = Verdict.FULL;
        }
        if (verdict == Verdict.COMES_IN) {
          inside++;
          past.causes.add(each.cause());
          past.isInside = true;
          bind(insert, plan, contact, each, now);
          insert.addBatch();
        }
        verdicts.add(verdict);
      }
      insert.executeBatch();
    }
    return verdicts;
  }

  private void bind(PreparedStatement insert, int plan, long contact, Candidate each, Instant now)
      throws SQLException {
    insert.setLong(1, run);
    insert.setInt(2, plan);
    insert.setLong(3, contact);
    insert.setString(4, each.cause());
    insert.setObject(5, Audience.at(now));
    insert.setString(6, each.watched() ? WATCHED : INSIDE);
    insert.setObject(7, Audience.at(each.dueAt()));
    insert.setObject(8, Audience.at(now));
    insert.setString(9, each.data().toString());
    insert.setBoolean(10, automation.plan().limits().once());
  }

  private Verdict verdict(Past past, Candidate each, Instant now) {
    if (past.causes.contains(each.cause())) {
      return Verdict.KNOWN;
    } else if (past.isInside) {
      return Verdict.INSIDE;
    }
    EntryLimits limits = automation.plan().limits();
    boolean tooSoon =
        limits.everyDays().isPresent()
            && past.last.isAfter(now.minus(Duration.ofDays(limits.everyDays().getAsInt())));
    return limits.once() && !past.causes.isEmpty() || tooSoon ? Verdict.TOO_SOON : Verdict.COMES_IN;
  }

  private Set<Long> locked(List<Long> ids) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from contact where tenant = ? and id in ("
                + marks(ids.size())
                + ") order by id for update")) {
      select.setString(1, automation.tenant());
      bind(select, 2, ids);
      Set<Long> there = new HashSet<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          there.add(row.getLong(1));
        }
      }
      return there;
    }
  }

  private Map<Long, Past> pasts(List<Long> ids) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select contact, cause, entered_at, ended_at from automation_entry where run = ?"
                + " and contact in ("
                + marks(ids.size())
                + ")")) {
      select.setLong(1, run);
      bind(select, 2, ids);
      Map<Long, Past> pasts = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Past past = pasts.computeIfAbsent(row.getLong(1), c -> new Past());
          past.causes.add(row.getString(2));
          Instant at = row.getObject(3, OffsetDateTime.class).toInstant();
          past.last = at.isAfter(past.last) ? at : past.last;
          past.isInside |= row.getObject(4) == null;
        }
      }
      return pasts;
    }
  }

  private long inside() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from automation_entry where run = ? and ended_at is null")) {
      select.setLong(1, run);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static String marks(int count) {
    return "?, ".repeat(count - 1) + "?";
  }

  static void bind(PreparedStatement statement, int from, List<Long> ids) throws SQLException {
    int next = from;
    for (long id : ids) {
      statement.setLong(next++, id);
    }
  }

  /** Of a contact; one that never was where it is no number. */
  static long id(String contact) {
    return contact.matches("\\d{1,18}") ? Long.parseLong(contact) : -1;
  }
}
