package relay.domain.lease;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import relay.domain.lease.LeaseRules.Round;
import relay.domain.lease.LeaseRules.Standing;
import relay.domain.settings.Settings;

/** Nodes and leases for tests. */
public final class LeaseFixture {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  public static final String FLOW = "provider:google";

  private LeaseFixture() {}

  public static LeaseSettings settings(String... pairs) {
    Map<String, String> file = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      file.put(pairs[i], pairs[i + 1]);
    }
    return LeaseSettings.from(Settings.of(LeaseSettings.ALL, file, Map.of()));
  }

  /** Nodes a, b, c ... that all know so many; the first is this one. */
  public static Nodes nodes(int count) {
    return nodes(count, 0, count);
  }

  static Nodes nodes(int count, int own, int knownByOthers) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(member(i, i == own ? count : knownByOthers, false));
    }
    return new Nodes(members, own);
  }

  static Member member(int place, int known, boolean isLost) {
    String id = String.valueOf((char) ('a' + place));
    return new Member(id, id + ".example", known, NOON, isLost);
  }

  static Lease lease(int place, int parts, int connections, long demand) {
    String id = String.valueOf((char) ('a' + place));
    return new Lease(id, FLOW, new Slice(parts, connections), 20, demand);
  }

  static Need need(long demand) {
    return new Need(FLOW, 20, demand, 0);
  }

  /** A round in which this node has one slice. */
  public static Round round(Nodes nodes, Slice slice) {
    Map<String, Slice> slices = slice == null ? Map.of() : Map.of(FLOW, slice);
    return new Round(nodes, slices, List.of(), List.of(), NOON);
  }

  static Standing standing(Nodes nodes, Lease... leases) {
    return new Standing(nodes, List.of(leases), NOON);
  }
}
