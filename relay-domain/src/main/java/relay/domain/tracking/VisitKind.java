package relay.domain.tracking;

/** What a tracked address stands for. */
public enum VisitKind {
  /** A link of the mail. */
  CLICK,
  /** The picture of one pixel. */
  OPEN,
  /** A link that no person can see: whoever follows it is a program. */
  TRAP
}
