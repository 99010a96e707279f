package relay.domain.brake;

/**
 * The brakes of this node (port). Answers at once from memory, whatever the database does.
 * Thread-safe.
 */
public interface Brakes {
  /** Those in force, a second old at most while the database answers. */
  BrakeBook current();
}
