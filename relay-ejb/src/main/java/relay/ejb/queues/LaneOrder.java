package relay.ejb.queues;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueueNames;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.LaneShares;

/**
 * Puts mail into the lanes: behind what is there, or ahead of it where a few mails of one stream
 * would stand behind thousands of another. Thread-safe.
 */
public final class LaneOrder {
  private static final long AGE_NANOS_MAX = Duration.ofMillis(20).toNanos();
  private final ToLongFunction<String> depth;
  private final LaneShares shares;
  private final Map<Lane, Depth> depths = new EnumMap<>(Lane.class);

  /** As it was lately: to ask the broker for each mail would cost more than the order. */
  private static final class Depth {
    private volatile long askedNanos = System.nanoTime() - AGE_NANOS_MAX - 1;
    private volatile long mails;
  }

  /** Nobody overtakes. */
  public static final LaneOrder AS_IT_COMES =
      new LaneOrder(queue -> 0, new LaneShares(owner -> Weight.EQUAL));

  /**
   * @param depth mails in the queue of this name
   */
  public LaneOrder(ToLongFunction<String> depth, LaneShares shares) {
    this.depth = depth;
    this.shares = shares;
    for (Lane lane : Lane.values()) {
      depths.put(lane, new Depth());
    }
  }

  void send(TransactedSession session, Lane lane, MailOwner owner, Message message)
      throws JMSException {
    if (shares.mayOvertake(lane, owner, depth(lane))) {
      session.sendAhead(QueueNames.of(lane), message);
    } else {
      session.send(QueueNames.of(lane), message);
    }
  }

  private long depth(Lane lane) {
    Depth known = depths.get(lane);
    long now = System.nanoTime();
    if (now - known.askedNanos > AGE_NANOS_MAX) {
      known.askedNanos = now;
      known.mails = depth.applyAsLong(QueueNames.of(lane));
    }
    return known.mails;
  }
}
