package relay.domain.brake;

import java.util.List;
import java.util.Optional;

/**
 * Where brakes are set, looked up and lifted (port). Thread-safe. Every method throws {@link
 * BrakesUnavailable} while the database cannot be used; the brakes in force stay in force.
 */
public interface BrakeDesk {

  /** Sets a brake; in force on this node when this returns. */
  Brake set(BrakeOrder order, String author);

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

  /** Those in force, or those that ended, newest first. */
  List<Brake> list(boolean ended, int most);

  Optional<Brake> find(String id);

  /** Ends a brake now; one that has ended stays as it is. Empty when there is none of this id. */
  Optional<Brake> lift(String id, String author);

  /** How many mails wait for brakes, all lanes together. */
  long waiting();
}
