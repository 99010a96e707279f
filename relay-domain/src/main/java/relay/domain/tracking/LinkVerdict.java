package relay.domain.tracking;

/** What a word in a tracked address proves. */
public sealed interface LinkVerdict {
  /** We made it, and it counts. */
  record Genuine(TrackedLink link) implements LinkVerdict {}

  /** We made it, and it is too old to count. */
  record Expired(TrackedLink link) implements LinkVerdict {}

  /** It proves nothing. */
  record Forged() implements LinkVerdict {}
}
