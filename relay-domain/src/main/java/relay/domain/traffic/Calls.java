package relay.domain.traffic;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Which mail that was told a time should come before it, for its flow may have more now: a limit
 * was raised or taken away, what the relay had found by itself ended, a pause was over, or attempts
 * became faster. Who keeps the mail that waits asks from time to time, takes the mail to its lane,
 * where it asks again, and tells how much there was. Thread-safe.
 */
public final class Calls {
  private static final int FLOWS_AT_ONCE = 100;
  private final Supplier<TrafficSettings> settings;
  private final ReentrantLock lock;
  private final Flows flows;

  /**
   * Mail that is to come now.
   *
   * @param flows labels of the flows that it waits for
   * @param most of them that shall come, those that have waited longest first
   */
  public record Call(Set<String> flows, int most) {}

  Calls(Supplier<TrafficSettings> settings, ReentrantLock lock, Flows flows) {
    this.settings = settings;
    this.lock = lock;
    this.flows = flows;
  }

  /** Empty when all mail may wait until its time. */
  public Optional<Call> due(Instant now) {
    FlowRules rules = settings.get().flows();
    Set<String> labels = new LinkedHashSet<>();
    int most = 0;
    lock.lock();
    try {
      for (Flow flow : flows.all()) {
        int mails = flow.missed(rules, now);
        if (mails > 0 && labels.size() < FLOWS_AT_ONCE) {
          labels.add(flow.label());
          most = Math.min(Recall.MOST, most + mails);
        }
      }
    } finally {
      lock.unlock();
    }
    return labels.isEmpty() ? Optional.empty() : Optional.of(new Call(labels, most));
  }

  /** How many were found; fewer than were asked for are all there were. */
  public void answered(Call call, long found, Instant now) {
    lock.lock();
    try {
      for (Flow flow : flows.all()) {
        if (call.flows().contains(flow.label())) {
          flow.recall().called(found < call.most(), now);
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
