package relay.domain.campaign.care;

/** What a guard does. */
public enum GuardLevel {
  /** The campaign goes on at a part of its pace. */
  SLOW,
  /** It is paused until somebody resumes it. */
  STOP
}
