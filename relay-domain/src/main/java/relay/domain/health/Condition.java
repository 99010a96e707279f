package relay.domain.health;

import java.util.Locale;

/** How a component is, from best to worst. */
public enum Condition {
  UP,
  /** Works with less, or somebody must look at it; mail flows. */
  DEGRADED,
  /** New mail is refused for now. */
  DOWN;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
