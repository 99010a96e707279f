package relay.domain.lease;

/** Divides a whole number so that nothing is left and nobody's portion hangs on a rounding. */
final class Portions {
  private Portions() {}

  /**
   * Each has his own least, and of the rest his part by weight; what a division leaves over goes to
   * those who miss most, and of equal ones to another each turn.
   *
   * @param least what each has in any case
   * @param weights not all of them 0
   * @return the portions, together no more than the whole unless the least are more
   */
  static int[] of(int whole, int[] least, long[] weights, long turn) {
    int count = least.length;
    long all = 0;
    long rest = whole;
    for (int i = 0; i < count; i++) {
      all += weights[i];
      rest -= least[i];
    }
    int[] portions = least.clone();
    if (rest <= 0) {
      return portions;
    }
    double[] missing = new double[count];
    long left = rest;
    for (int i = 0; i < count; i++) {
      double exact = (double) rest * weights[i] / all;
      int some = (int) exact;
      portions[i] += some;
      missing[i] = weights[i] == 0 ? -1 : exact - some;
      left -= some;
    }
    for (; left > 0; left--) {
      int next = most(missing, turn);
      portions[next]++;
      missing[next]--;
    }
    return portions;
  }

  private static int most(double[] missing, long turn) {
    int first = (int) Math.floorMod(turn, (long) missing.length);
    int most = first;
    for (int i = 1; i < missing.length; i++) {
      int next = (first + i) % missing.length;
      if (missing[next] > missing[most] + 1e-9) {
        most = next;
      }
    }
    return most;
  }
}
