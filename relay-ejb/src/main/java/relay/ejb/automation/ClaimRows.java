package relay.ejb.automation;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import relay.domain.automation.Automation;
import relay.domain.automation.Entry;
import relay.domain.control.ControlJson;
import relay.ejb.contacts.Audience;

/** Takes on entries that are due, within a transaction of the caller. */
final class ClaimRows {
  /** Ours from before, nobody's, or of one whose time is up and who sends nothing. */
  private static final String FREE =
      "(holder = '' or holder = ? or sending = false and held_until < ?)";

  private final Connection connection;
  private final AutomationRuns runs;

  ClaimRows(Connection connection, AutomationRuns runs) {
    this.connection = connection;
    this.runs = runs;
  }

  /**
   * @param active by the numbers of their starts
   */
  List<Entry> claim(
      Map<Long, Automation> active, String node, int most, Duration lease, Instant now)
      throws SQLException {
    List<Long> numbers = List.copyOf(active.keySet());
    String due = "due_at <= ? and run in (" + EntryRows.marks(numbers.size()) + ")";
    // the condition stands twice: PostgreSQL asks the outer one again after it waited for a row
    try (PreparedStatement update =
        connection.prepareStatement(
            "update automation_entry set holder = ?, held_until = ?, state = ? where id in"
                + " (select id from automation_entry where "
                + due
                + " and "
                + FREE
                + " order by due_at, id limit ?) and "
                + FREE)) {
      update.setString(1, node);
      update.setObject(2, Audience.at(now.plus(lease)));
      update.setString(3, EntryRows.INSIDE);
      update.setObject(4, Audience.at(now));
      EntryRows.bind(update, 5, numbers);
      int next = 5 + numbers.size();
      update.setString(next, node);
      update.setObject(next + 1, Audience.at(now));
      update.setInt(next + 2, most);
      update.setString(next + 3, node);
      update.setObject(next + 4, Audience.at(now));
      update.executeUpdate();
    }
    return held(active, due, numbers, node, most, now);
  }

  private List<Entry> held(
      Map<Long, Automation> active,
      String due,
      List<Long> numbers,
      String node,
      int most,
      Instant now)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, run, plan, contact, entered_at, place, sending, data from automation_entry"
                + " where "
                + due
                + " and holder = ? order by due_at, id limit ?")) {
      select.setObject(1, Audience.at(now));
      EntryRows.bind(select, 2, numbers);
      select.setString(2 + numbers.size(), node);
      select.setInt(3 + numbers.size(), most);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long run = row.getLong(2);
          Automation automation = active.get(run);
          JsonObject data = ControlJson.read(row.getString(8));
          entries.add(
              new Entry(
                  row.getLong(1),
                  automation.tenant(),
                  automation.id(),
                  Long.toString(row.getLong(4)),
                  runs.steps(connection, run, row.getInt(3)),
                  row.getObject(5, OffsetDateTime.class).toInstant(),
                  row.getInt(6),
                  row.getBoolean(7),
                  data));
        }
      }
      return entries;
    }
  }
}
