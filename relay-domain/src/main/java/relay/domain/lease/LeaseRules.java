package relay.domain.lease;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a node has of each flow next, by what all nodes have and want. It never takes what another
 * one still has: who has more than his part gives it back in his own round, and only then it is
 * there for others. Pure.
 */
public final class LeaseRules {
  private static final int HUNDRED = 100;
  private static final int SECONDS_OF_A_TURN = 60;
  private final LeaseSettings settings;

  public LeaseRules(LeaseSettings settings) {
    this.settings = settings;
  }

  /**
   * What stands in the database.
   *
   * @param leases of all nodes, none of them expired
   * @param now of the database
   */
  public record Standing(Nodes nodes, List<Lease> leases, Instant now) {}

  /**
   * What a node has from now on.
   *
   * @param slices by flow; of all others it has its even part
   * @param own leases that take the place of all that it had
   * @param others of the other nodes
   * @param now of the database
   */
  public record Round(
      Nodes nodes, Map<String, Slice> slices, List<Lease> own, List<Lease> others, Instant now) {
    public Round {
      slices = Map.copyOf(slices);
      own = List.copyOf(own);
      others = List.copyOf(others);
    }

    /**
     * The same, claiming what is under way beyond it: attempts that began after the count that it
     * was decided by are in no other. It is complete when it is asked once nothing begins beyond
     * the round any more ({@link Slices#prepare}).
     *
     * @param current of all flows; of one without a lease this node has its even part
     */
    public Round claiming(Collection<Need> current) {
      Map<String, Lease> claimed = new LinkedHashMap<>();
      own.forEach(lease -> claimed.put(lease.flow(), lease));
      for (Need need : current) {
        Lease lease = claimed.getOrDefault(need.flow(), even(need));
        if (need.running() > lease.slice().connections()) {
          claimed.put(need.flow(), lease.atLeast(need.running()));
        }
      }
      return new Round(nodes, slices, List.copyOf(claimed.values()), others, now);
    }

    private Lease even(Need need) {
      Slice even = nodes.own(need.connections());
      return new Lease(nodes.self().id(), need.flow(), even, need.connections(), need.demand());
    }
  }

  /** Decides for all flows that any node wants. */
  public Round next(Standing standing, Collection<Need> needs) {
    if (standing.nodes().count() == 1) {
      return new Round(standing.nodes(), Map.of(), List.of(), List.of(), standing.now());
    }
    Map<String, Need> wanted = new LinkedHashMap<>();
    needs.forEach(need -> wanted.put(need.flow(), need));
    Map<String, Map<String, Lease>> byFlow = new HashMap<>();
    for (Lease lease : standing.leases()) {
      byFlow.computeIfAbsent(lease.flow(), f -> new HashMap<>()).put(lease.node(), lease);
    }
    Set<String> flows = new LinkedHashSet<>(wanted.keySet());
    flows.addAll(byFlow.keySet());
    Map<String, Slice> slices = new HashMap<>();
    List<Lease> leases = new ArrayList<>();
    String own = standing.nodes().self().id();
    for (String flow : flows) {
      Map<String, Lease> held = byFlow.getOrDefault(flow, Map.of());
      Need need = wanted.getOrDefault(flow, new Need(flow, limit(held), 0, 0));
      var scales = new Scales(standing.nodes(), held, need);
      if (scales.isIdle() && scales.mayOwnItsPart()) {
        continue;
      }
      Slice slice = scales.slice(standing.now());
      slices.put(flow, slice);
      var lease = new Lease(own, flow, slice, need.connections(), need.demand());
      leases.add(lease.atLeast(need.running()));
    }
    List<Lease> others =
        standing.leases().stream().filter(lease -> !lease.node().equals(own)).toList();
    return new Round(standing.nodes(), slices, leases, others, standing.now());
  }

  private static int limit(Map<String, Lease> held) {
    return held.values().stream().mapToInt(Lease::limit).max().orElse(0);
  }

  /** One flow: who has what of it, and who wants how much. */
  private final class Scales {
    private final Nodes nodes;
    private final Need need;
    private final int count;
    private final Slice[] has;
    private final long[] demands;
    private long demanded;
    private long freeParts = Slice.PARTS;
    private long freeConnections;

    Scales(Nodes nodes, Map<String, Lease> held, Need need) {
      this.nodes = nodes;
      this.need = need;
      this.count = nodes.count();
      this.has = new Slice[count];
      this.demands = new long[count];
      this.freeConnections = need.connections();
      for (int i = 0; i < count; i++) {
        Lease lease = held.get(nodes.members().get(i).id());
        boolean isOwn = i == nodes.own();
        Slice even = isOwn ? nodes.own(need.connections()) : nodes.even(i, need.connections());
        has[i] = lease == null ? even : lease.slice();
        demands[i] = isOwn ? need.demand() : lease == null ? 0 : lease.demand();
        demanded += demands[i];
        if (!isOwn) {
          freeParts -= has[i].parts();
          freeConnections -= has[i].connections();
        }
      }
    }

    boolean isIdle() {
      return demanded == 0 && need.running() == 0;
    }

    boolean mayOwnItsPart() {
      Slice even = nodes.even(nodes.own(), need.connections());
      return even.parts() <= freeParts
          && (need.connections() == 0 || even.connections() <= freeConnections);
    }

    Slice slice(Instant now) {
      long turn = Math.floorDiv(now.getEpochSecond(), (long) SECONDS_OF_A_TURN);
      Slice current = has[nodes.own()];
      int even = Slice.PARTS / count;
      int parts =
          demanded == 0 ? even : Portions.of(Slice.PARTS, least(even), demands, turn)[nodes.own()];
      parts = steady(parts, current.parts(), even);
      parts = (int) Math.max(0, Math.min(parts, freeParts));
      if (need.connections() == 0) {
        return new Slice(parts, Integer.MAX_VALUE);
      }
      int evenly = need.connections() / count;
      int some =
          demanded == 0
              ? nodes.even(nodes.own(), need.connections()).connections()
              : Portions.of(need.connections(), leastConnections(evenly), demands, turn)[
                  nodes.own()];
      some = steady(some, current.connections(), evenly);
      return new Slice(parts, (int) Math.max(0, Math.min(some, freeConnections)));
    }

    /** Small changes are not worth the unrest. */
    private int steady(int target, int current, int even) {
      int small = Math.max(1, even * settings.changePercent() / HUNDRED);
      return Math.abs(target - current) < small ? current : target;
    }

    /** So that the first mails of a node that had none need not wait for its next round. */
    private int[] least(int even) {
      int[] least = new int[count];
      for (int i = 0; i < count; i++) {
        least[i] =
            nodes.members().get(i).isLost()
                ? has[i].parts()
                : Math.max(1, even * settings.keptPercent() / HUNDRED);
      }
      return least;
    }

    private int[] leastConnections(int evenly) {
      int[] least = new int[count];
      for (int i = 0; i < count; i++) {
        least[i] =
            nodes.members().get(i).isLost()
                ? has[i].connections()
                : evenly >= 2 ? Math.max(1, evenly * settings.keptPercent() / HUNDRED) : 0;
      }
      return least;
    }
  }
}
