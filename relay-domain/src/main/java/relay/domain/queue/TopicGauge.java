package relay.domain.queue;

import java.util.OptionalLong;

/** Who listens to a topic (port). Thread-safe, cheap, never throws for a broker that is down. */
public interface TopicGauge {

  /**
   * How many subscriptions a topic has, those of subscribers that are away included.
   *
   * @return empty when this broker does not tell
   */
  OptionalLong subscriptions(String topic);
}
