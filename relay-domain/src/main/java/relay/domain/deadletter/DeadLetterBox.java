package relay.domain.deadletter;

import java.util.List;
import java.util.Optional;
import relay.domain.queue.QueueUnavailable;

/**
 * The queues of dead letters (port). Thread-safe. Every method throws {@link QueueUnavailable}
 * while the broker cannot be used.
 */
public interface DeadLetterBox {

  /** At most so many, queue by queue, oldest first. */
  List<DeadLetter> list(int max);

  /** The same behind the letter of this id; empty when that is not there any more. */
  Optional<List<DeadLetter>> after(String id, int max);

  /** The one of this id. */
  Optional<DeadLetter> find(String id);

  /** The beginning of its content; empty when it is gone. Nothing changes by looking. */
  Optional<LetterContent> content(String id, int octetsMax);

  /**
   * Moves it to the end of a queue, in one transaction of the broker.
   *
   * @return false when it is not there any more: of two who ask at once, one is told so
   */
  boolean giveBack(DeadLetter letter, String queue);

  /**
   * Takes it away for good.
   *
   * @return false when it is not there any more
   */
  boolean remove(DeadLetter letter);
}
