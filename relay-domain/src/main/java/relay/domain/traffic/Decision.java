package relay.domain.traffic;

import java.time.Instant;

/** Whether a mail may go to its destination now. */
public sealed interface Decision {

  /** It may; the permit is to be given back whatever happens. */
  record Go(Permit permit) implements Decision {}

  /**
   * It shall wait until a time that is kept for it.
   *
   * @param reason one word for the journal
   */
  record Later(Instant at, String reason) implements Decision {
    /** All that the destination may have of us is in use. */
    public static final String BUSY = "destination_busy";

    /** No host of it could be reached lately. */
    public static final String AWAY = "destination_unreachable";
  }
}
