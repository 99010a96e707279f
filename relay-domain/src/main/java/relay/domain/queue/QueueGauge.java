package relay.domain.queue;

import java.util.OptionalLong;

/**
 * How full the broker is (port). Thread-safe, cheap enough to ask for every mail, never throws for
 * a broker that is down.
 */
public interface QueueGauge {

  /**
   * How many messages stand in a queue, those being worked on included. An outside broker may have
   * told this a second ago.
   *
   * @return empty when this broker does not tell, or has no such queue
   */
  OptionalLong depth(String queue);

  /**
   * Whether nothing stands in a queue at this moment: what follows from it may overlook a mail that
   * came a moment ago. False when this broker does not tell so exactly.
   */
  default boolean isEmpty(String queue) {
    return depth(queue).orElse(1) == 0;
  }

  /**
   * How many octets these messages have, pages and large messages included.
   *
   * @return empty when this broker does not tell, or has no such queue
   */
  default OptionalLong octets(String queue) {
    return OptionalLong.empty();
  }

  /**
   * Whether the broker's memory limit or its disk reserve is reached, so that it pages or blocks.
   */
  boolean isFull();
}
