package relay.domain.privacy;

import java.util.Locale;

/** How far an erasure is. */
public enum ErasureState {
  /** Open mail, or mail that ended only just now, has to come to its end first. */
  WAITING,
  RUNNING,
  /** Nothing is left; the address is forgotten here, too. */
  DONE;

  /** The word in the API and in the database: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
