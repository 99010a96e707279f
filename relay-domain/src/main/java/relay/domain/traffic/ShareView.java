package relay.domain.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stream of a tenant that waits at a flow.
 *
 * @param percent of the flow's pace, by weight, rounded; at least 1
 * @param until the last time that was given to its mail
 */
public record ShareView(String tenant, String stream, int percent, Instant until) {
  static final Comparator<ShareView> ORDER =
      Comparator.comparingInt(ShareView::percent)
          .reversed()
          .thenComparing(ShareView::tenant)
          .thenComparing(ShareView::stream);

  /** Those who wait for one thing, and those who wait for another only. */
  static List<ShareView> of(List<ShareView> some, List<ShareView> others) {
    List<ShareView> all = new ArrayList<>(some);
    for (ShareView other : others) {
      if (some.stream().noneMatch(other::isOfTheSame)) {
        all.add(other);
      }
    }
    all.sort(ORDER);
    return all;
  }

  private boolean isOfTheSame(ShareView other) {
    return tenant.equals(other.tenant()) && stream.equals(other.stream());
  }
}
