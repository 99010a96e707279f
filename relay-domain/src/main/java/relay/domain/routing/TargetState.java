package relay.domain.routing;

import java.util.Locale;

/** How a target does. */
public enum TargetState {
  /** It takes mail. */
  UP,
  /** It is left alone; mail goes to those that stand in. */
  DOWN,
  /** One mail at a time is tried there, until enough of them in a row went well. */
  TRIED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
