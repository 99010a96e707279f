package relay.domain.suppression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.suppression.SuppressionSettings.AtDoor;

/**
 * What holds for a stream: what its own rule says, where that says nothing what its tenant's rule
 * says, else the settings. Made anew after a change by whoever first asks. Thread-safe.
 */
public final class SuppressionRules {
  private static final SuppressionRuleKind KIND = new SuppressionRuleKind();
  private final Supplier<SuppressionSettings> usual;
  private final ControlSource source;
  private volatile Known known;

  private record Known(
      ControlState state,
      SuppressionSettings usual,
      Map<String, Map<String, SuppressionRule>> rules) {

    SuppressionSettings of(String tenant, String stream) {
      Map<String, SuppressionRule> ofTenant = rules.get(tenant);
      if (ofTenant == null) {
        return usual;
      }
      SuppressionSettings result = usual;
      SuppressionRule wide = ofTenant.get("");
      if (wide != null) {
        result = result.with(wide.settings());
      }
      SuppressionRule own = ofTenant.get(stream);
      return own == null ? result : result.with(own.settings());
    }
  }

  public SuppressionRules(Supplier<SuppressionSettings> usual, ControlSource source) {
    this.usual = usual;
    this.source = source;
  }

  /** What holds for mail of this stream. */
  public SuppressionSettings of(String tenant, String stream) {
    return known().of(tenant, stream);
  }

  /** Whether the door refuses suppressed recipients in every stream of a tenant. */
  public boolean refusesEverywhere(String tenant) {
    Known now = known();
    if (now.of(tenant, "").atDoor() != AtDoor.REFUSE) {
      return false;
    }
    for (String stream : now.rules().getOrDefault(tenant, Map.of()).keySet()) {
      if (now.of(tenant, stream).atDoor() != AtDoor.REFUSE) {
        return false;
      }
    }
    return true;
  }

  /** Whether spikes are looked for in any stream. */
  public boolean looksForSpikes() {
    Known now = known();
    if (now.usual().spikes().mode() != SpikeRules.Mode.OFF) {
      return true;
    }
    return now.rules().entrySet().stream()
        .anyMatch(
            tenant ->
                tenant.getValue().keySet().stream()
                    .map(stream -> now.of(tenant.getKey(), stream).spikes().mode())
                    .anyMatch(mode -> mode != SpikeRules.Mode.OFF));
  }

  private Known known() {
    Known now = known;
    ControlState state = source.state();
    SuppressionSettings settings = usual.get();
    if (now == null || now.state() != state || now.usual() != settings) {
      now = new Known(state, settings, byStream(state.all(KIND)));
      known = now;
    }
    return now;
  }

  private static Map<String, Map<String, SuppressionRule>> byStream(List<SuppressionRule> rules) {
    Map<String, Map<String, SuppressionRule>> byStream = new HashMap<>();
    rules.forEach(
        rule ->
            byStream
                .computeIfAbsent(rule.tenant(), t -> new HashMap<>())
                .put(rule.stream().orElse(""), rule));
    return byStream;
  }
}
