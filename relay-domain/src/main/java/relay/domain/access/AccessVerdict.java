package relay.domain.access;

/** Whether somebody may do something. */
public sealed interface AccessVerdict {
  /** Yes, within the permit's reach. */
  record Allowed(Permit permit) implements AccessVerdict {}

  /** No role of his allows it, anywhere. */
  record Denied() implements AccessVerdict {}

  /** It is another tenant's: to him it does not exist. */
  record Hidden() implements AccessVerdict {}
}
