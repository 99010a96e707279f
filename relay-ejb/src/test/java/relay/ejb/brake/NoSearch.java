package relay.ejb.brake;

import java.util.OptionalLong;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueSearch;

/** A broker that finds nothing for us. */
final class NoSearch implements QueueSearch, QueueGauge {
  @Override
  public OptionalLong count(String queue, String selector) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong move(String from, String selector, String to, int most) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong depth(String queue) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong octets(String queue) {
    return OptionalLong.empty();
  }

  @Override
  public boolean isFull() {
    return false;
  }
}
