package relay.domain.spike;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a spike was seen by.
 *
 * @param complaints whether it is about complaints; else about refusals for good
 * @param failed how many
 * @param counted of how many
 * @param usual share that is usual there
 * @param window in how long
 * @param samples replies, without addresses and numbers
 */
public record SpikeEvidence(
    boolean complaints,
    long failed,
    long counted,
    double usual,
    Duration window,
    List<String> samples) {

  public SpikeEvidence {
    samples = List.copyOf(samples);
  }

  double share() {
    return counted == 0 ? 1 : Math.min(1, (double) failed / counted);
  }

  /** For people: {@code 38 of 120 refused for good in 60 minutes (31.7 %, usual 1.2 %)}. */
  public String sentence() {
    return failed
        + " of "
        + counted
        + (complaints ? " complained about in " : " refused for good in ")
        + Math.max(1, window.toMinutes())
        + " minutes ("
        + percent(share())
        + " %, usual "
        + percent(usual)
        + " %)";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", share * 100);
  }
}
