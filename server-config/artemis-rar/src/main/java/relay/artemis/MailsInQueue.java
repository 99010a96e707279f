package relay.artemis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueCensus;

/**
 * Looks through everything that a queue holds. The queue gives nothing out meanwhile, and what was
 * given out or put back for later is looked at first: so a message can only come into the part that
 * is looked at last, and none is overlooked.
 */
final class MailsInQueue {
  private final Queue queue;

  MailsInQueue(Queue queue) {
    this.queue = queue;
  }

  Set<QueueId> among(Set<QueueId> mails) {
    Map<String, QueueId> wanted = new HashMap<>();
    mails.forEach(mail -> wanted.put(mail.text(), mail));
    Set<QueueId> found = new HashSet<>();
    boolean wasPaused = queue.isPaused();
    queue.pause();
    try {
      // A message on its way to a consumer arrives there.
      queue.flushExecutor();
      queue.getDeliveringMessages().values().forEach(given -> look(given, wanted, found));
      look(queue.getScheduledMessages(), wanted, found);
      try (LinkedListIterator<MessageReference> all = queue.browserIterator()) {
        while (all.hasNext() && found.size() < wanted.size()) {
          look(List.of(all.next()), wanted, found);
        }
      }
    } finally {
      if (!wasPaused) {
        queue.resume();
      }
    }
    return found;
  }

  private static void look(
      List<MessageReference> messages, Map<String, QueueId> wanted, Set<QueueId> found) {
    for (MessageReference message : messages) {
      Object id = message.getMessage().getObjectProperty(QueueCensus.QUEUE_ID);
      QueueId mail = id == null ? null : wanted.get(id.toString());
      if (mail != null) {
        found.add(mail);
      }
    }
  }
}
