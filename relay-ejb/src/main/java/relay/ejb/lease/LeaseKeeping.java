package relay.ejb.lease;

import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import relay.domain.lease.LeaseRules;
import relay.domain.lease.LeaseRules.Round;
import relay.domain.lease.LeaseRules.Standing;
import relay.domain.lease.LeaseSettings;
import relay.domain.lease.Slices;
import relay.domain.traffic.TrafficControl;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.lease.OverrideRows.Heard;

/**
 * Tells the other nodes what this one needs of the limits and what it has found by itself, and
 * takes what it gets. One thread.
 */
public final class LeaseKeeping {
  private static final Logger LOG = System.getLogger(LeaseKeeping.class.getName());
  private final Database database;
  private final NodeId id;
  private final Slices slices;
  private final TrafficControl traffic;
  private final Supplier<LeaseSettings> settings;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private int known = 1;
  private boolean hasBefore;

  /**
   * @param nanos the one that the slices were made with
   */
  LeaseKeeping(
      Database database,
      NodeId id,
      Slices slices,
      TrafficControl traffic,
      Supplier<LeaseSettings> settings,
      InstantSource clock,
      LongSupplier nanos) {
    this.database = database;
    this.id = id;
    this.slices = slices;
    this.traffic = traffic;
    this.settings = settings;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Once; false when the database cannot be asked now. Asks nothing where nothing is shared. */
  public boolean round() {
    if (!slices.mayBeShared()) {
      return true;
    }
    LeaseSettings current = settings.get();
    // Before the database can have noted it: what was given ends here first.
    long askedAt = nanos.getAsLong();
    try {
      if (!database.open()) {
        return false;
      }
      Set<String> endedHere = traffic.overrides().ended();
      Exchange done =
          database.inTransaction(connection -> exchange(connection, endedHere, current));
      slices.take(done.round(), askedAt, current.time());
      hear(done.heard(), endedHere);
      tell(done.round().nodes().count());
      return true;
    } catch (ViewUnavailable e) {
      LOG.log(
          slices.isCutOff() ? Logger.Level.WARNING : Logger.Level.DEBUG,
          "the limits are not agreed upon with other nodes: {0}",
          e.getMessage());
      return false;
    }
  }

  private record Exchange(Round round, Heard heard) {}

  private Exchange exchange(Connection connection, Set<String> endedHere, LeaseSettings current)
      throws SQLException {
    var rows = new LeaseRows(connection);
    rows.lock();
    Instant now = rows.now();
    Standing standing = rows.read(id.value(), id.name(), now);
    Round next =
        new LeaseRules(current).next(standing, traffic.needs(current.flowsMax(), clock.instant()));
    var overrides = new OverrideRows(connection, id.value(), now, clock.instant());
    if (!hasBefore) {
      overrides.adopt();
    }
    Heard heard = overrides.exchange(traffic.overrides().found(), endedHere);
    // From here on nothing begins beyond the round; what has begun since the count is counted now.
    slices.prepare(next);
    Round claimed = next.claiming(traffic.needs(Integer.MAX_VALUE, clock.instant()));
    rows.write(claimed, current);
    return new Exchange(claimed, heard);
  }

  private void hear(Heard heard, Set<String> endedHere) {
    hasBefore = true;
    traffic.overrides().end(heard.ended());
    traffic.overrides().learn(heard.theirs());
    traffic.overrides().told(endedHere);
  }

  private void tell(int nodes) {
    if (nodes != known) {
      LOG.log(Logger.Level.INFO, "limits are shared by {0} nodes over the database", nodes);
      known = nodes;
    }
  }

  /** The end: what this node had is there for the others at once. */
  public void leave() {
    if (!slices.mayBeShared()) {
      return;
    }
    slices.end();
    try {
      database.inTransaction(
          connection -> {
            var rows = new LeaseRows(connection);
            rows.lock();
            rows.leave(id.value());
            return null;
          });
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "what this node had of limits ends by itself", e);
    }
  }
}
