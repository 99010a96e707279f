package relay.domain.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import relay.domain.delivery.Origin;
import relay.domain.lease.LeaseRules.Round;

/**
 * What this node has of the limits now, in memory. While the database cannot be reached it keeps
 * what it has until that expires, then no more of it than its even part, and after as long again
 * its even part: by then the others have left it that. Thread-safe; asked by the mail path.
 */
public final class Slices {
  private static final int DOUBTS_MAX = 4;
  private final boolean isShared;
  private final Supplier<LeaseSettings> settings;
  private final LongSupplier nanos;
  private final long startedAt;
  private volatile Held held;
  private volatile boolean hasEnded;
  private volatile Runnable givesBack = () -> {};

  /**
   * @param round null before the first
   * @param askedAt when this node asked, by its own elapsed time
   * @param time how long it has what it was given, in nanoseconds
   * @param before what limits it, too, while nobody knows whether the round counts; else null
   */
  private record Held(Round round, long askedAt, long time, Held before, int doubts) {}

  private Slices(boolean isShared, Supplier<LeaseSettings> settings, LongSupplier nanos) {
    this.isShared = isShared;
    this.settings = settings;
    this.nanos = nanos;
    this.startedAt = nanos.getAsLong();
  }

  /** Of a node whose database is its own. */
  public static Slices alone() {
    return new Slices(false, () -> null, () -> 0);
  }

  /**
   * Of one that may share its database with others: it has nothing before it knows of them, or has
   * tried to for twice the time of a lease.
   *
   * @param nanos time that goes by evenly, whatever is done to the clock
   */
  public static Slices shared(Supplier<LeaseSettings> settings, LongSupplier nanos) {
    return new Slices(true, settings, nanos);
  }

  /** Whether there may be other nodes. */
  public boolean mayBeShared() {
    return isShared;
  }

  /** Whether what is found of mail from this source concerns other nodes. */
  public boolean areShared(String source) {
    return isShared && (settings.get().defaultSource() || !source.equals(Origin.DEFAULT_SOURCE));
  }

  /** The part that each node has of what has no limit. */
  public int evenParts() {
    Held known = held;
    return known == null ? Slice.PARTS : Slice.PARTS / known.round().nodes().count();
  }

  /**
   * What it has of a flow.
   *
   * @param flow its name, with its source
   * @param source where its mail leaves from
   * @param connections the limit of attempts at a time; 0 for none
   */
  public Slice of(String flow, String source, int connections) {
    if (!isShared) {
      return Slice.ALL;
    }
    if (hasEnded) {
      return Slice.NOTHING;
    }
    if (!areShared(source)) {
      return Slice.ALL;
    }
    LeaseSettings current = settings.get();
    Held known = held;
    if (known == null) {
      return untold(current, connections);
    }
    Slice slice = of(known.round(), flow, connections);
    for (Held before = known.before(); before != null; before = before.before()) {
      slice = slice.atMost(of(before.round(), flow, connections));
    }
    long age = nanos.getAsLong() - known.askedAt();
    if (age <= known.time()) {
      return slice;
    }
    Slice even = even(known.round().nodes(), current, connections);
    return age <= 2 * known.time() ? slice.atMost(even) : even;
  }

  private static Slice of(Round round, String flow, int connections) {
    if (round.nodes().count() == 1) {
      return Slice.ALL;
    }
    Slice leased = round.slices().get(flow);
    return leased == null ? round.nodes().own(connections) : leased;
  }

  private Slice untold(LeaseSettings current, int connections) {
    if (nanos.getAsLong() - startedAt <= 2 * current.time().toNanos()) {
      return Slice.NOTHING;
    }
    return each(current.nodesExpected(), connections);
  }

  private static Slice even(Nodes nodes, LeaseSettings current, int connections) {
    if (current.nodesExpected() > nodes.count()) {
      return each(current.nodesExpected(), connections);
    }
    return nodes.count() == 1 ? Slice.ALL : nodes.even(nodes.own(), connections);
  }

  private static Slice each(int nodes, int connections) {
    return nodes <= 1
        ? Slice.ALL
        : new Slice(
            Slice.PARTS / nodes,
            connections == 0 ? Integer.MAX_VALUE : Math.max(1, connections / nodes));
  }

  /**
   * A round is about to be made durable: from here on no more is used than it gives, nor than was
   * there before.
   */
  public void prepare(Round round) {
    Held before = held;
    if (before != null) {
      boolean isTooLong = before.doubts() >= DOUBTS_MAX;
      Held kept =
          isTooLong ? new Held(before.round(), before.askedAt(), before.time(), null, 0) : before;
      held = new Held(round, before.askedAt(), before.time(), kept, kept.doubts() + 1);
      givesBack.run();
    }
  }

  /**
   * Has something done whenever this node may have less from now on, before any other node has it:
   * to let go what is beyond.
   */
  public void beforeOthersHaveIt(Runnable letGo) {
    givesBack = letGo;
  }

  /**
   * It is durable.
   *
   * @param askedAt when the round began, by the time that this was made with
   * @param time how long what it gives was written to be this node's
   */
  public void take(Round round, long askedAt, Duration time) {
    held = new Held(round, askedAt, time.toNanos(), null, 0);
  }

  /** This node stops, and is about to give all back. */
  public void end() {
    hasEnded = true;
    givesBack.run();
  }

  /** Of the last round that went well; empty before the first and where nothing is shared. */
  public Optional<Round> last() {
    return Optional.ofNullable(held).map(Held::round);
  }

  /** Whether the database has been out of reach for so long that leases have run out. */
  public boolean isCutOff() {
    Held known = held;
    if (!isShared) {
      return false;
    }
    long since = known == null ? startedAt : known.askedAt();
    long time = known == null ? settings.get().time().toNanos() : known.time();
    return nanos.getAsLong() - since > time;
  }
}
