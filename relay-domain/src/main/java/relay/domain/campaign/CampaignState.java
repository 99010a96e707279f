package relay.domain.campaign;

import relay.domain.control.Fields;

/** Where a campaign stands. */
public enum CampaignState {
  /** Being written; nothing happens. */
  DRAFT,
  /** Starts at its time. */
  SCHEDULED,
  /** Its time passed while nobody could start it: somebody has to say whether it still may. */
  MISSED,
  /** Who gets it is being written down. */
  PREPARING,
  RUNNING,
  /** Goes on when somebody says so; what waits is held. */
  PAUSED,
  /** No mail of it goes any more; what waits is being taken away. */
  STOPPING,
  /** Somebody ended it. */
  STOPPED,
  /** Every recipient has come to an end. */
  FINISHED,
  /** Something broke that somebody has to mend; it can be started again. */
  FAILED;

  /** Such as {@code running}. */
  public String label() {
    return Fields.word(this);
  }

  /** Whether all of it may still be changed. */
  public boolean isOpen() {
    return this == DRAFT || this == SCHEDULED || this == MISSED;
  }

  /** Whether nothing will ever happen to it again. */
  public boolean isOver() {
    return this == STOPPED || this == FINISHED;
  }

  /** Whether mails of it may be under way. */
  public boolean isUnderWay() {
    return !isOpen() && !isOver();
  }
}
