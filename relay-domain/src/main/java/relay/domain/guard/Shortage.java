package relay.domain.guard;

import java.util.Locale;

/** What the relay may run short of, so that new mail is slowed or refused. */
public enum Shortage {
  /** Places in a lane. */
  LANE,
  /** Free space on the disk of the data folder. */
  DISK,
  /** Free heap. */
  MEMORY,
  /** Room in the broker's queues. */
  BROKER,
  /** A journal that can be written. */
  JOURNAL;

  /** The word in answers: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
