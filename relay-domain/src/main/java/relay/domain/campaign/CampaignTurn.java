package relay.domain.campaign;

import relay.domain.control.Fields;

/** What can happen to a campaign: the first four are orders of people. */
public enum CampaignTurn {
  /** Begin now, or when its time has come. */
  START,
  PAUSE,
  RESUME,
  STOP,
  /** Its time has come. */
  DUE,
  /** Its time has passed by more than is allowed. */
  LATE,
  /** Who gets it is written down. */
  FROZEN,
  /** Nobody is left who waits for it. */
  EMPTIED,
  /** What came back of it forbids that it goes on before somebody has looked. */
  GUARDED,
  /** It cannot go on by itself. */
  BROKEN;

  /** Such as {@code start}. */
  public String label() {
    return Fields.word(this);
  }

  /** Whether people order it. */
  public boolean isOrder() {
    return ordinal() <= STOP.ordinal();
  }
}
