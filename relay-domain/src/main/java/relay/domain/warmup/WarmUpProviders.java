package relay.domain.warmup;

import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Whose budgets there are: the providers as shipped and of the settings, and those of none. */
public final class WarmUpProviders {
  private final Supplier<? extends Collection<String>> ids;

  /**
   * @param ids of the providers as they are now; asked each time
   */
  public WarmUpProviders(Supplier<? extends Collection<String>> ids) {
    this.ids = ids;
  }

  /** Whether it is the id of a provider, or {@link WarmUpPlan#OTHER}. */
  public boolean has(String id) {
    return id.equals(WarmUpPlan.OTHER) || ids.get().contains(id);
  }

  /** All of them for an error text, with the place that tells more of them. */
  public String names() {
    return WarmUpPlan.OTHER
        + ", "
        + String.join(", ", new TreeSet<>(ids.get()))
        + " (docs/traffic.md, providers)";
  }
}
