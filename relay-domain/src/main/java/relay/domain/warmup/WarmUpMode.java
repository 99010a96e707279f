package relay.domain.warmup;

/** What an operator wants of a plan now. */
public enum WarmUpMode {
  /** The budget rises from sending day to sending day. */
  ACTIVE,
  /** It stays where it is. */
  HOLDING,
  /** No first attempt is made from the source; the day is kept. */
  PAUSED
}
