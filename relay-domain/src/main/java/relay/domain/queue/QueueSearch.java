package relay.domain.queue;

import java.util.OptionalLong;

/**
 * Finding mail in queues that are too long for memory (port): a service of the broker itself, for a
 * consumer with a selector does not search what has been paged out. Thread-safe. Selectors are
 * those of Jakarta Messaging over the properties of queued mail.
 */
public interface QueueSearch {

  /**
   * How many messages of a queue match; what is being worked on is not counted.
   *
   * @return empty when this broker does not tell
   * @throws QueueUnavailable when the broker failed
   */
  OptionalLong count(String queue, String selector);

  /**
   * Moves what matches to the end of another queue, in transactions of some hundred. May be
   * repeated.
   *
   * @return how many were moved; empty when this broker does not offer it
   * @throws QueueUnavailable when the broker failed; some may have been moved
   */
  default OptionalLong move(String from, String selector, String to) {
    return move(from, selector, to, Integer.MAX_VALUE);
  }

  /**
   * The same, and no more than so many: those at the head first.
   *
   * @param most above 0
   */
  OptionalLong move(String from, String selector, String to, int most);
}
