package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import relay.domain.contacts.behaviour.Behaviour;
import relay.domain.contacts.behaviour.BehaviourKind;
import relay.domain.contacts.behaviour.BehaviourNote;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.view.DatabaseSettings;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalReader;
import relay.ejb.journal.JournalWalk;

/**
 * Reads this node's journal for what contacts were sent and did. Its place is moved on in the
 * transaction that notes it, so each event counts once; a transaction fails also when a contact
 * went, or another node noted the same one, just then. {@link #follow} runs on one thread at a
 * time.
 */
public final class BehaviourFollower implements Follower {
  private final JournalWalk walk;
  private final Database database;
  private final Supplier<Duration> keep;
  private final InstantSource clock;
  private Instant forgotten = Instant.MIN;

  /**
   * @param keep how long visits are known
   */
  BehaviourFollower(
      JournalReader journal,
      Database database,
      String node,
      DatabaseSettings settings,
      Supplier<Duration> keep,
      InstantSource clock) {
    this.walk =
        new JournalWalk(
            name(),
            journal,
            BehaviourNote.TYPES,
            database,
            new FollowerPlace("behaviour_follower", node),
            settings,
            JournalWalk.Pace.GATHERING);
    this.database = database;
    this.keep = keep;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "behaviour of contacts";
  }

  @Override
  public Optional<JournalPosition> written() {
    return walk.written();
  }

  /** Notes the next events; the pause before the next call. */
  Duration follow() {
    return walk.follow(events -> connection -> note(connection, events), more -> forget());
  }

  private void forget() {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    if (today.isAfter(forgotten)) {
      database.inTransaction(
          connection -> {
            BehaviourRows.forget(connection, today.minus(keep.get()));
            return null;
          });
      forgotten = today;
    }
  }

  private static void note(Connection connection, List<RecordedEvent> events) throws SQLException {
    Map<String, Map<String, List<BehaviourNote>>> byTenant = new TreeMap<>();
    for (RecordedEvent each : events) {
      BehaviourNote.of(each.event())
          .ifPresent(
              note ->
                  byTenant
                      .computeIfAbsent(note.tenant(), t -> new LinkedHashMap<>())
                      .computeIfAbsent(note.who().text(), w -> new ArrayList<>())
                      .add(note));
    }
    Map<Long, List<BehaviourNote>> byContact = new TreeMap<>();
    for (Map.Entry<String, Map<String, List<BehaviourNote>>> each : byTenant.entrySet()) {
      contacts(connection, each.getKey(), each.getValue(), byContact);
    }
    Map<Long, Behaviour> before = BehaviourRows.lock(connection, byContact.keySet());
    Map<Long, Behaviour> after = new HashMap<>();
    for (Map.Entry<Long, List<BehaviourNote>> each : byContact.entrySet()) {
      Behaviour known = before.getOrDefault(each.getKey(), Behaviour.NONE);
      for (BehaviourNote note : each.getValue()) {
        known = known.after(note);
      }
      after.put(each.getKey(), known);
    }
    BehaviourRows.write(connection, before, after);
    for (Map.Entry<Long, List<BehaviourNote>> each : byContact.entrySet()) {
      for (BehaviourNote note : each.getValue()) {
        if (note.what() == BehaviourKind.CLICKED) {
          ClickRows.note(connection, each.getKey(), note);
        }
      }
    }
  }

  /** Whose notes they are; most mail goes to nobody's contacts. */
  private static void contacts(
      Connection connection,
      String tenant,
      Map<String, List<BehaviourNote>> bySubject,
      Map<Long, List<BehaviourNote>> byContact)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, subject from contact where tenant = ? and subject in ("
                + "?, ".repeat(bySubject.size() - 1)
                + "?)")) {
      select.setString(1, tenant);
      int next = 2;
      for (String subject : bySubject.keySet()) {
        select.setString(next++, subject);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byContact.put(row.getLong(1), bySubject.get(row.getString(2)));
        }
      }
    }
  }
}
