package relay.domain.spike;

import java.util.Locale;

/** How a stream goes at a place. */
public enum Level {
  FREE,
  SLOWED,
  SUSPENDED;

  /** As it is written down. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  static Level labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
