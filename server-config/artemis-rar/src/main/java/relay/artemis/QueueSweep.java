package relay.artemis;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import relay.domain.queue.QueueUnavailable;

/**
 * Goes through a whole queue inside the broker, page files included, which no consumer with a
 * selector does. Measured: 300,000 paged messages in 3 to 5 s with a bounded heap.
 */
final class QueueSweep {
  private static final int MOVES_IN_ONE_COMMIT = 500;

  private QueueSweep() {}

  static long count(Queue queue, String selector) {
    Filter filter = filter(selector);
    long found = 0;
    try (LinkedListIterator<MessageReference> all = queue.browserIterator()) {
      while (all.hasNext()) {
        MessageReference reference = all.next();
        if (reference != null && filter.match(reference.getMessage())) {
          found++;
        }
      }
    }
    return found;
  }

  static long move(Queue queue, String selector, String to, int most) {
    try {
      return queue.moveReferences(
          MOVES_IN_ONE_COMMIT, filter(selector), SimpleString.of(to), false, most, null);
    } catch (Exception e) {
      // Artemis declares no less.
      throw new QueueUnavailable("the broker could not move mail to " + to + ": " + e, e);
    }
  }

  private static Filter filter(String selector) {
    try {
      return FilterImpl.createFilter(selector);
    } catch (ActiveMQException e) {
      throw new IllegalArgumentException("not a selector: " + selector, e);
    }
  }
}
