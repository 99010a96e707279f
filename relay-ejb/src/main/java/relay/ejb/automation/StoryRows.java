package relay.ejb.automation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.automation.AutomationLedger.Counts;
import relay.domain.automation.AutomationLedger.Story;
import relay.domain.automation.AutomationLedger.Visit;
import relay.domain.automation.Footprint;
import relay.domain.automation.Step;
import relay.domain.control.ControlJson;

/** What people see of entries, within a transaction of the caller. */
final class StoryRows {
  private static final int MOST = 100;
  private final Connection connection;
  private final AutomationRuns runs;

  StoryRows(Connection connection, AutomationRuns runs) {
    this.connection = connection;
    this.runs = runs;
  }

  /** The newest of a contact in an automation. */
  List<Story> stories(long run, long contact) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, plan, entered_at, ended_at, state, due_at, place from automation_entry"
                + " where run = ? and contact = ? order by id desc limit "
                + MOST)) {
      select.setLong(1, run);
      select.setLong(2, contact);
      List<Story> stories = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stories.add(story(row, run));
        }
      }
      return stories;
    }
  }

  /** All of a contact, in every automation. */
  List<Visit> visits(long contact) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select e.id, e.plan, e.entered_at, e.ended_at, e.state, e.due_at, e.place, e.run,"
                + " r.automation, e.data from automation_entry e"
                + " join automation_run r on r.id = e.run where e.contact = ? order by e.id desc")) {
      select.setLong(1, contact);
      List<Visit> visits = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          visits.add(
              new Visit(
                  row.getString(9),
                  story(row, row.getLong(8)),
                  ControlJson.read(row.getString(10))));
        }
      }
      return visits;
    }
  }

  private Story story(ResultSet row, long of) throws SQLException {
    List<Step> steps = runs.steps(connection, of, row.getInt(2));
    int place = row.getInt(7);
    Optional<Instant> ended = instant(row, 4);
    return new Story(
        row.getLong(1),
        instant(row, 3).orElseThrow(),
        ended,
        row.getString(5),
        instant(row, 6),
        ended.isEmpty() && place < steps.size() ? steps.get(place).name() : "",
        path(row.getLong(1)));
  }

  private List<Footprint> path(long entry) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select place, name, happened_at, what, detail from automation_step where entry = ?"
                + " order by place")) {
      select.setLong(1, entry);
      List<Footprint> path = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          path.add(
              new Footprint(
                  row.getInt(1),
                  row.getString(2),
                  instant(row, 3).orElseThrow(),
                  row.getString(4),
                  row.getString(5)));
        }
      }
      return path;
    }
  }

  Counts counts(long run) throws SQLException {
    Map<String, Long> states =
        counted("select state, count(*) from automation_entry where run = ? group by state", run);
    long inside = Optional.ofNullable(states.remove(EntryRows.INSIDE)).orElse(0L);
    long watched = Optional.ofNullable(states.remove(EntryRows.WATCHED)).orElse(0L);
    Map<String, Long> steps =
        counted(
            "select concat(s.name, ':', s.what), count(*) from automation_step s"
                + " join automation_entry e on e.id = s.entry where e.run = ?"
                + " group by s.name, s.what",
            run);
    return new Counts(inside, watched, states, steps);
  }

  private Map<String, Long> counted(String sql, long run) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, run);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return counts;
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
