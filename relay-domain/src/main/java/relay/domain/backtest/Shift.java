package relay.domain.backtest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replies that would be one thing where they are another. Bounded; one thread. */
final class Shift {
  /** Further ones are counted and not shown: the first say what is to be seen. */
  private static final int SAMPLES_MAX = 50;

  private final Map<String, Long> providers = new HashMap<>();
  private final Map<String, Sample> samples = new LinkedHashMap<>();
  private long replies;

  /**
   * What replies have in common.
   *
   * @param host of the first
   * @param by the rule that would say so
   */
  record Sample(String text, String host, String by, long replies) {
    Sample and(Sample other) {
      return new Sample(text, host, by, replies + other.replies);
    }
  }

  void add(PastReply reply, String provider, Verdict after) {
    replies++;
    providers.merge(provider, 1L, Long::sum);
    String text = reply.sample();
    if (samples.containsKey(text) || samples.size() < SAMPLES_MAX) {
      samples.merge(text, new Sample(text, reply.host(), after.by(), 1), Sample::and);
    }
  }

  long replies() {
    return replies;
  }

  Map<String, Long> providers() {
    return providers;
  }

  Iterable<Sample> samples() {
    return samples.values();
  }
}
