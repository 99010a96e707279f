package relay.domain.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.lease.Slice;

/**
 * What holds a flow back: what this node has found, and its part of what the others have. Guarded
 * by the control's lock.
 */
final class Restraint {
  private final String flow;
  private final Governor own;
  private final TheirRestrictions theirs;

  Restraint(String flow, Governor own, TheirRestrictions theirs) {
    this.flow = flow;
    this.own = own;
    this.theirs = theirs;
  }

  Governor own() {
    return own;
  }

  /**
   * Recipients; 0 for no restriction.
   *
   * @param parts of what others have found that this node may have
   */
  long perMinute(int parts, Instant now) {
    return least(own.perMinute(), Reaction.SLOW, parts, now);
  }

  /** At a time; 0 for no restriction. */
  int connections(int parts, Instant now) {
    return (int) least(own.connections(), Reaction.FEWER_CONNECTIONS, parts, now);
  }

  private long least(long found, Reaction kind, int parts, Instant now) {
    long least = found;
    for (Restriction restriction : theirs.of(flow, now)) {
      if (restriction.kind() == kind) {
        long part = Math.max(1, restriction.value().orElse(1) * parts / Slice.PARTS);
        least = least == 0 ? part : Math.min(least, part);
      }
    }
    return least;
  }

  /** Until when nothing goes at all; empty where it may, or a probe of this node may. */
  Optional<Instant> pausedUntil(Instant now) {
    Instant until = own.pausedUntil(now).orElse(Instant.MIN);
    for (Restriction restriction : theirs.of(flow, now)) {
      Instant end = TheirRestrictions.end(restriction);
      if (restriction.kind() == Reaction.PAUSE && end.isAfter(until)) {
        until = end;
      }
    }
    return until.isAfter(now) ? Optional.of(until) : Optional.empty();
  }

  /** Of all nodes. */
  List<Restriction> restrictions(Instant now) {
    List<Restriction> all = new ArrayList<>(own.restrictions());
    all.addAll(theirs.of(flow, now));
    return all;
  }
}
