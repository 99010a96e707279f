package relay.ejb.control;

import java.io.IOException;
import java.lang.System.Logger;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlState;
import relay.domain.view.ViewUnavailable;
import relay.ejb.audit.AuditMark;
import relay.ejb.audit.AuditRows;
import relay.ejb.database.Database;

/**
 * Brings the memory up to the database, and the file up to the memory. Called each second; costs
 * two small queries while nothing changes.
 */
public final class ControlWatch {
  private static final Logger LOG = System.getLogger(ControlWatch.class.getName());

  private final Database database;
  private final ControlMemory memory;
  private final ControlRows rows;
  private final ControlFile file;
  private final AuditMark mark;
  private ControlState kept;

  ControlWatch(
      Database database,
      ControlMemory memory,
      ControlKinds kinds,
      ControlFile file,
      AuditMark mark) {
    this.database = database;
    this.memory = memory;
    this.rows = new ControlRows(kinds);
    this.file = file;
    this.mark = mark;
    this.kept = memory.state();
  }

  private record Reading(ControlState state, ControlState madeFrom, AuditRows.Head head) {}

  /** Looks once; false when the database cannot be asked now. One thread. */
  boolean look() {
    if (!database.open()) {
      return false;
    }
    try {
      Reading reading =
          database.inTransaction(
              connection -> {
                long revision = rows.revision(connection);
                ControlState base = memory.base(revision);
                ControlState state =
                    memory.isAt(revision) ? base : rows.at(connection, base, revision);
                return new Reading(state, base, AuditRows.head(connection));
              });
      memory.learn(reading.state(), reading.madeFrom());
      mark.seen(reading.head());
      keep();
      return true;
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "control objects stay as they were last known", e);
      return false;
    }
  }

  /** Writes what the memory has to the file now, where that was not done yet. Thread-safe. */
  public synchronized void keep() {
    ControlState now = memory.state();
    if (now == kept) {
      return;
    }
    try {
      file.write(now);
      kept = now;
    } catch (IOException e) {
      LOG.log(
          Logger.Level.WARNING,
          "control objects cannot be kept for a restart without database; trying again",
          e);
    }
  }
}
