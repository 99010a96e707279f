package relay.domain.control;

/** Something that operators make and change; immutable. Implementations are records. */
public interface ControlObject {
  /** Its name; never changes. */
  ControlKey key();

  /** 1 when it was made, one more with each change, 0 before the store has seen it; for ETag. */
  long version();

  /** The same with another version; for the store alone. */
  ControlObject withVersion(long version);
}
