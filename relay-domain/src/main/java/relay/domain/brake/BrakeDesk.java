package relay.domain.brake;

import java.util.List;
import java.util.Optional;
import relay.domain.audit.Actor;

/**
 * Where brakes are set, looked up and lifted (port). Thread-safe. What is changed is in force on
 * this node when the method returns, on all others within two seconds, and in the audit. While the
 * database cannot be used it is in force on this node alone, and goes to the others once it can.
 */
public interface BrakeDesk {

  /**
   * Sets a brake.
   *
   * @throws BrakesUnavailable when there are too many, or it can be kept nowhere
   */
  Brake set(BrakeOrder order, Actor by);

  /**
   * What an order would mean now; nothing is changed.
   *
   * @return the brake it would make, and how many queued mails it finds
   */
  Preview preview(BrakeOrder order, String author);

  /**
   * @param brake without a lasting id
   * @param mails queued copies that it matches now
   * @param isExact false when the broker could not count and {@code mails} is 0
   */
  record Preview(Brake brake, long mails, boolean isExact) {}

  /** Those in force, or those that ended, newest first; both are bounded by settings. */
  List<Brake> list(boolean ended);

  Optional<Brake> find(String id);

  /**
   * Ends a brake now. Empty when there is none of this id in force: it has ended, or never was.
   *
   * @throws BrakesUnavailable when that can be kept nowhere
   */
  Optional<Brake> lift(String id, Actor by);

  /** Whether a brake is in force on this node alone, for the database could not be used. */
  boolean isOnlyHere(Brake brake);

  /** How many mails wait for brakes, all lanes together. */
  long waiting();
}
