package relay.domain.queue;

import java.util.OptionalLong;

/**
 * How full the broker is (port). Thread-safe, cheap enough to ask for every mail, never throws for
 * a broker that is down.
 */
public interface QueueGauge {

  /**
   * How many messages stand in a queue, those being worked on included.
   *
   * @return empty when this broker does not tell, or has no such queue
   */
  OptionalLong depth(String queue);

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
