package relay.domain.guard;

import java.util.Locale;

/** What the relay may run short of, so that new mail is slowed or refused. */
public enum Shortage {
  /** Places in a lane. */
  LANE,
  /** Free space on the disk of the data folder. */
  DISK,
  /** Free heap. */
  MEMORY;

  /** The word in answers: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
