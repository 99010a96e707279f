package relay.ejb.automation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationLedger;
import relay.domain.automation.Entry;
import relay.domain.automation.EntryEnd;
import relay.domain.automation.EntryLimits.Verdict;
import relay.domain.automation.Walked;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.ControlSource;
import relay.domain.view.ViewUnavailable;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** The ledger of automations as rows. Every change is on disk when it returns, on H2 too. */
final class DatabaseAutomationLedger implements AutomationLedger {
  private static final String NOT_UNIQUE = "23505";
  private final Database database;
  private final ControlSource control;
  private final AutomationRuns runs = new AutomationRuns();

  DatabaseAutomationLedger(Database database, ControlSource control) {
    this.database = database;
    this.control = control;
  }

  @Override
  public List<Verdict> enter(
      Automation automation, int insideMax, List<Candidate> candidates, Instant now) {
    try {
      return entered(automation, insideMax, candidates, now);
    } catch (ViewUnavailable e) {
      if (e.getCause() instanceof SQLException cause && NOT_UNIQUE.equals(cause.getSQLState())) {
        // another node made the first row of this start, or of these steps, at the same time
        return entered(automation, insideMax, candidates, now);
      }
      throw e;
    }
  }

  private List<Verdict> entered(
      Automation automation, int insideMax, List<Candidate> candidates, Instant now) {
    return database.durably(
        connection -> {
          long run = runs.number(connection, automation);
          int plan = runs.plan(connection, run, automation);
          return new EntryRows(connection, automation, run).enter(plan, candidates, insideMax, now);
        });
  }

  @Override
  public List<Guest> claim(
      List<Automation> active, String node, int most, Duration lease, Instant now) {
    return database.durably(
        connection -> {
          Map<Long, Automation> byRun = new LinkedHashMap<>();
          for (Automation each : active) {
            runs.find(connection, each).ifPresent(run -> byRun.put(run, each));
          }
          return byRun.isEmpty()
              ? List.of()
              : guests(
                  connection, new ClaimRows(connection, runs).claim(byRun, node, most, lease, now));
        });
  }

  private List<Guest> guests(Connection connection, List<Entry> entries) throws SQLException {
    Map<String, List<Long>> byTenant = new HashMap<>();
    for (Entry each : entries) {
      byTenant
          .computeIfAbsent(each.tenant(), t -> new ArrayList<>())
          .add(Long.valueOf(each.contact()));
    }
    Map<Long, Audience.Member> members = new HashMap<>();
    for (Map.Entry<String, List<Long>> each : byTenant.entrySet()) {
      var schema = ContactSchema.of(control.state(), each.getKey());
      members.putAll(new Audience(each.getKey(), schema, "").members(connection, each.getValue()));
    }
    List<Guest> guests = new ArrayList<>(entries.size());
    for (Entry each : entries) {
      Audience.Member member = members.get(Long.valueOf(each.contact()));
      if (member != null) {
        guests.add(new Guest(each, member.contact()));
      }
    }
    return guests;
  }

  @Override
  public void note(List<Walked> walked, Instant now) {
    if (walked.isEmpty()) {
      return;
    }
    database.durably(
        connection -> {
          NoteRows.note(connection, walked, now);
          return null;
        });
  }

  @Override
  public void opened(Automation automation, String contact, Instant now) {
    end(
        automation,
        EntryEnd.OPENED,
        " and contact = " + EntryRows.id(contact) + " and state = '" + EntryRows.WATCHED + "'",
        now);
  }

  @Override
  public long end(Automation automation, Instant now) {
    return end(automation, EntryEnd.STOPPED, "", now);
  }

  private long end(Automation automation, EntryEnd why, String which, Instant now) {
    return database.durably(
        connection -> {
          OptionalLong run = runs.find(connection, automation);
          if (run.isEmpty()) {
            return 0L;
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update automation_entry set state = ?, due_at = null, ended_at = ?,"
                      + " holder = '' where run = ? and ended_at is null"
                      + which)) {
            update.setString(1, why.label());
            update.setObject(2, Audience.at(now));
            update.setLong(3, run.getAsLong());
            return update.executeLargeUpdate();
          }
        });
  }

  @Override
  public List<Story> stories(Automation automation, String contact) {
    return database.inTransaction(
        connection -> {
          OptionalLong run = runs.find(connection, automation);
          return run.isEmpty()
              ? List.of()
              : new StoryRows(connection, runs).stories(run.getAsLong(), EntryRows.id(contact));
        });
  }

  @Override
  public List<Visit> visits(Contact contact) {
    return database.inTransaction(
        connection -> new StoryRows(connection, runs).visits(EntryRows.id(contact.id())));
  }

  @Override
  public Counts counts(Automation automation) {
    return database.inTransaction(
        connection -> {
          OptionalLong run = runs.find(connection, automation);
          return run.isEmpty()
              ? new Counts(0, 0, Map.of(), Map.of())
              : new StoryRows(connection, runs).counts(run.getAsLong());
        });
  }

  @Override
  public GuardFigures figures(Automation automation, LocalDate from) {
    return database.inTransaction(connection -> FigureRows.of(connection, automation, from));
  }

  @Override
  public Optional<String> place(Automation automation) {
    return database.inTransaction(
        connection -> {
          OptionalLong run = runs.find(connection, automation);
          if (run.isEmpty()) {
            return Optional.empty();
          }
          try (PreparedStatement select =
              connection.prepareStatement("select place from automation_run where id = ?")) {
            select.setLong(1, run.getAsLong());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return Optional.of(row.getString(1)).filter(place -> !place.isEmpty());
            }
          }
        });
  }

  @Override
  public void moveTo(Automation automation, String place) {
    database.inTransaction(
        connection -> {
          long run = runs.number(connection, automation);
          try (PreparedStatement update =
              connection.prepareStatement("update automation_run set place = ? where id = ?")) {
            update.setString(1, place);
            update.setLong(2, run);
            return update.executeUpdate();
          }
        });
  }
}
