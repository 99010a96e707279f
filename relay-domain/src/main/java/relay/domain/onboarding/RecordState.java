package relay.domain.onboarding;

/** How a record that should be in the DNS compares with what is there. */
public enum RecordState {
  OK,
  MISSING,
  /** Something is there, and it does not do. */
  WRONG,
  /** The DNS gave no answer, or what is there cannot be judged from here. */
  UNKNOWN,
  /** It is there and may be taken away. */
  OBSOLETE
}
