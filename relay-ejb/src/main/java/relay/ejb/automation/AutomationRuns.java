package relay.ejb.automation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import relay.domain.automation.Automation;
import relay.domain.automation.Step;
import relay.domain.automation.StepsJson;
import relay.domain.control.ControlJson;
import relay.ejb.contacts.Audience;

/**
 * One row for each start of an automation, and one for each list of steps that contacts came in by;
 * within transactions of the caller. Neither ever changes, so they are remembered. Thread-safe.
 */
final class AutomationRuns {
  private final Map<Start, Long> numbers = new ConcurrentHashMap<>();
  private final Map<Plan, List<Step>> plans = new ConcurrentHashMap<>();

  private record Start(String tenant, String automation, Instant at) {}

  private record Plan(long run, int number) {}

  /** The number of its start; empty before anybody came in. */
  OptionalLong find(Connection connection, Automation automation) throws SQLException {
    Optional<Instant> at = automation.run().startedAt();
    if (at.isEmpty()) {
      return OptionalLong.empty();
    }
    Start start = new Start(automation.tenant(), automation.id(), at.get());
    Long known = numbers.get(start);
    if (known != null) {
      return OptionalLong.of(known);
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from automation_run where tenant = ? and automation = ?"
                + " and started_at = ?")) {
      select.setString(1, start.tenant());
      select.setString(2, start.automation());
      select.setObject(3, Audience.at(start.at()));
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return OptionalLong.empty();
        }
        numbers.put(start, row.getLong(1));
        return OptionalLong.of(row.getLong(1));
      }
    }
  }

  /** The same, made where there is none. */
  long number(Connection connection, Automation automation) throws SQLException {
    OptionalLong known = find(connection, automation);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into automation_run (tenant, automation, started_at, place)"
                + " values (?, ?, ?, '')",
            new String[] {"id"})) {
      insert.setString(1, automation.tenant());
      insert.setString(2, automation.id());
      insert.setObject(3, Audience.at(automation.run().startedAt().orElseThrow()));
      insert.executeUpdate();
      try (ResultSet key = insert.getGeneratedKeys()) {
        key.next();
        return key.getLong(1);
      }
    }
  }

  /** The number of its steps as they are, made where there is none. */
  int plan(Connection connection, long run, Automation automation) throws SQLException {
    String steps = StepsJson.write(automation.plan().steps()).toString();
    String digest = digest(steps);
    int last = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select number, digest from automation_plan where run = ? order by number")) {
      select.setLong(1, run);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          last = row.getInt(1);
          if (row.getString(2).equals(digest)) {
            return last;
          }
        }
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into automation_plan (run, number, digest, steps) values (?, ?, ?, ?)")) {
      insert.setLong(1, run);
      insert.setInt(2, last + 1);
      insert.setString(3, digest);
      insert.setString(4, steps);
      insert.executeUpdate();
      return last + 1;
    }
  }

  /** Steps by their number. */
  List<Step> steps(Connection connection, long run, int number) throws SQLException {
    Plan plan = new Plan(run, number);
    List<Step> known = plans.get(plan);
    if (known != null) {
      return known;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select steps from automation_plan where run = ? and number = ?")) {
      select.setLong(1, run);
      select.setInt(2, number);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        String text = "{\"steps\":" + row.getString(1) + "}";
        List<Step> steps = StepsJson.read(ControlJson.read(text).get("steps"));
        plans.put(plan, steps);
        return steps;
      }
    }
  }

  private static String digest(String text) {
    try {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
