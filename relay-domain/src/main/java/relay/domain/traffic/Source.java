package relay.domain.traffic;

import java.util.Map;
import relay.domain.control.Responsible;
import relay.domain.delivery.Origin;

/**
 * Where mail leaves from, as far as limits go: each source has flows of its own.
 *
 * @param limits over those of all other rules, by provider; those of {@link #ANY} hold for all
 */
public record Source(Origin origin, Map<String, LimitPatch> limits) {
  /** In place of a provider's id: all of them, and all who are none. */
  public static final String ANY = "*";

  /** The one of the settings. */
  public static final Source DEFAULT = new Source(Origin.DEFAULT, Map.of());

  public Source {
    limits = Map.copyOf(limits);
  }

  public String name() {
    return origin.source();
  }

  /** The limits of a flow, and over them what this source says. */
  FlowLimits over(FlowLimits others, Site site) {
    if (limits.isEmpty()) {
      return others;
    }
    Responsible by = new Responsible("egress-source", name());
    FlowLimits merged = others.with(limits.getOrDefault(ANY, LimitPatch.EMPTY), by);
    return site.provider().isEmpty()
        ? merged
        : merged.with(limits.getOrDefault(site.provider().get().id(), LimitPatch.EMPTY), by);
  }
}
