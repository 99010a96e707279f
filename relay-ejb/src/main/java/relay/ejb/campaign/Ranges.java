package relay.ejb.campaign;

import java.util.ArrayList;
import java.util.List;

/** Numbers that follow each other, as first and last of each run of them. */
final class Ranges {
  private Ranges() {}

  /**
   * @param numbers in ascending order
   */
  static List<long[]> of(List<Long> numbers) {
    List<long[]> ranges = new ArrayList<>();
    long[] open = null;
    for (long number : numbers) {
      if (open != null && number == open[1] + 1) {
        open[1] = number;
      } else {
        open = new long[] {number, number};
        ranges.add(open);
      }
    }
    return ranges;
  }
}
