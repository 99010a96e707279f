package relay.ejb.brake;

import java.util.OptionalLong;
import relay.domain.queue.QueueSearch;

/** A broker that finds nothing for us. */
final class NoSearch implements QueueSearch {
  @Override
  public OptionalLong count(String queue, String selector) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong move(String from, String selector, String to) {
    return OptionalLong.empty();
  }
}
