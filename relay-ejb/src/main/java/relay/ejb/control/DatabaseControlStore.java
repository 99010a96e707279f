package relay.ejb.control;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.control.ChangeBook;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlState;
import relay.domain.control.ControlStore;
import relay.domain.control.ControlUnavailable;
import relay.domain.view.ViewUnavailable;
import relay.ejb.audit.AuditRows;
import relay.ejb.database.Database;

/** Changes of control objects in the database. */
final class DatabaseControlStore implements ControlStore {
  private final Database database;
  private final ControlMemory memory;
  private final ControlKinds kinds;
  private final ControlRows rows;
  private final InstantSource clock;

  DatabaseControlStore(
      Database database, ControlMemory memory, ControlKinds kinds, InstantSource clock) {
    this.database = database;
    this.memory = memory;
    this.kinds = kinds;
    this.rows = new ControlRows(kinds);
    this.clock = clock;
  }

  private record Decision(ControlOutcome outcome, ControlState state, ControlState madeFrom) {}

  @Override
  public ControlOutcome apply(List<ControlChange> changes, Actor by) {
    Decision decision =
        durably(
            connection -> {
              long revision = rows.lock(connection);
              ControlState base = memory.base(revision);
              ChangeBook book = new ChangeBook(kinds, rows.at(connection, base, revision));
              ControlOutcome outcome = book.decide(changes);
              if (outcome instanceof ControlOutcome.Done done) {
                Instant now = clock.instant();
                rows.write(connection, book.steps(), done.revision(), now);
                AuditRows.add(
                    connection, book.steps().stream().map(step -> event(step, by, now)).toList());
              }
              return new Decision(outcome, book.state(), base);
            });
    if (decision.outcome() instanceof ControlOutcome.Done) {
      memory.learn(decision.state(), decision.madeFrom());
    }
    return decision.outcome();
  }

  @Override
  public ControlOutcome preview(List<ControlChange> changes) {
    return inTransaction(
        connection -> {
          long revision = rows.revision(connection);
          ControlState now = rows.at(connection, memory.base(revision), revision);
          return new ChangeBook(kinds, now).decide(changes);
        });
  }

  private AuditEvent event(ChangeBook.Step step, Actor by, Instant now) {
    return new AuditEvent(
        now,
        by,
        step.action(),
        step.key().tenant(),
        step.key().toString(),
        step.before().map(o -> kinds.masked(o).toString()).orElse(""),
        step.after().map(o -> kinds.masked(o).toString()).orElse(""));
  }

  private <T> T durably(Database.Work<T> work) {
    try {
      return database.durably(work);
    } catch (ViewUnavailable e) {
      throw unavailable(e);
    }
  }

  private <T> T inTransaction(Database.Work<T> work) {
    try {
      return database.inTransaction(work);
    } catch (ViewUnavailable e) {
      throw unavailable(e);
    }
  }

  private static ControlUnavailable unavailable(ViewUnavailable e) {
    return new ControlUnavailable(
        "nothing can be changed now, mail flows on: " + e.getMessage(), e);
  }
}
