package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What other nodes have found of flows that they share with this one, and what was ended of it here
 * and not told yet. Numbers are those of all nodes together. Guarded by the control's lock.
 */
final class TheirRestrictions {
  /** When a pause is over, whoever began it sends a probe, and tells how that went. */
  static final Duration PROBE = Duration.ofSeconds(30);

  private Map<String, List<Restriction>> byFlow = Map.of();
  private final Set<String> ended = new LinkedHashSet<>();

  /** In place of all that was known. */
  void learn(List<Restriction> all) {
    Map<String, List<Restriction>> learned = new HashMap<>();
    for (Restriction restriction : all) {
      if (!ended.contains(restriction.id())) {
        learned.computeIfAbsent(restriction.flow(), f -> new ArrayList<>()).add(restriction);
      }
    }
    byFlow = learned;
  }

  /** Those that hold; pauses a little longer than they are told. */
  List<Restriction> of(String flow, Instant now) {
    if (byFlow.isEmpty()) {
      return List.of();
    }
    return byFlow.getOrDefault(flow, List.of()).stream()
        .filter(restriction -> now.isBefore(end(restriction)))
        .toList();
  }

  static Instant end(Restriction restriction) {
    return restriction.kind() == Reaction.PAUSE
        ? restriction.until().plus(PROBE)
        : restriction.until();
  }

  Set<String> flows() {
    return byFlow.keySet();
  }

  /** Ends one for all nodes; empty when there is none of this id. */
  Optional<Restriction> end(String id) {
    for (List<Restriction> some : byFlow.values()) {
      for (Restriction restriction : some) {
        if (restriction.id().equals(id)) {
          some.remove(restriction);
          ended.add(id);
          return Optional.of(restriction);
        }
      }
    }
    return Optional.empty();
  }

  void endPauses(String flow) {
    for (Restriction restriction : List.copyOf(byFlow.getOrDefault(flow, List.of()))) {
      if (restriction.kind() == Reaction.PAUSE) {
        end(restriction.id());
      }
    }
  }

  void endPauses() {
    List.copyOf(byFlow.keySet()).forEach(this::endPauses);
  }

  /** Ids that were ended here and are to be told. */
  Set<String> ended() {
    return Set.copyOf(ended);
  }

  void told(Set<String> ids) {
    ended.removeAll(ids);
  }
}
