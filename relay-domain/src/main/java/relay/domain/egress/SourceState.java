package relay.domain.egress;

/** Whether mail leaves from a source. */
public enum SourceState {
  ACTIVE,
  /** Takes no new mail, for it is about to go; mail under way ends. */
  DRAINING,
  /** Takes no new mail. */
  DISABLED
}
