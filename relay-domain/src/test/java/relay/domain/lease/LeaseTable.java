package relay.domain.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.domain.lease.LeaseRules.Round;
import relay.domain.lease.LeaseRules.Standing;

/** The tables of nodes and leases in memory, for nodes on a virtual clock. */
public final class LeaseTable {
  private final Map<String, Row> nodes = new HashMap<>();
  private final Map<String, List<Lease>> leases = new HashMap<>();
  private final LeaseSettings settings;

  private record Row(int known, Instant seen, Instant until, Instant lost) {}

  public LeaseTable(LeaseSettings settings) {
    this.settings = settings;
  }

  /**
   * A round of a node.
   *
   * @param elapsed time of the node when it asked
   * @param isHeard whether the node hears that the round counts
   * @param now of the database
   */
  public void exchange(
      String id,
      Slices slices,
      Collection<Need> needs,
      long elapsed,
      boolean isHeard,
      Instant now) {
    nodes.entrySet().removeIf(e -> !e.getKey().equals(id) && e.getValue().lost().isBefore(now));
    leases.keySet().retainAll(nodes.keySet());
    List<Member> others = new ArrayList<>();
    List<Lease> held = new ArrayList<>();
    nodes.forEach(
        (other, row) -> {
          boolean isLost = row.until().isBefore(now);
          if (!other.equals(id)) {
            others.add(new Member(other, other, row.known(), row.seen(), isLost));
          }
          if (!isLost) {
            held.addAll(leases.getOrDefault(other, List.of()));
          }
        });
    int known = others.size() + 1;
    Nodes all = Nodes.of(new Member(id, id, known, now, false), others);
    Round round = new LeaseRules(settings).next(new Standing(all, held, now), needs);
    nodes.put(id, new Row(known, now, now.plus(settings.time()), now.plus(settings.lostAfter())));
    leases.put(id, round.own());
    slices.prepare(round);
    if (isHeard) {
      slices.take(round, elapsed, Duration.from(settings.time()));
    }
  }

  public void leave(String id) {
    nodes.remove(id);
    leases.remove(id);
  }
}
