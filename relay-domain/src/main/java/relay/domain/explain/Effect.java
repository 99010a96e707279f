package relay.domain.explain;

import java.util.Locale;

/** What one rule does to a mail. */
public enum Effect {
  /** It lets the mail go on. */
  GO,
  /** It makes the mail wait. */
  WAIT,
  /** It is the end: refused at the door, or given back to the sender. */
  END;

  /** The word in answers: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
