package relay.domain.traffic;

/** Counts of the last minute, in pieces of five seconds. Guarded by the control's lock. */
final class Tally {
  private static final int PIECES = 12;
  private static final int SECONDS = 5;
  private final long[] taken = new long[PIECES];
  private final long[] deferred = new long[PIECES];
  private long newest = Long.MIN_VALUE;

  void add(int howManyTaken, int howManyDeferred, long second) {
    roll(second);
    int piece = (int) Math.floorMod(newest, (long) PIECES);
    taken[piece] += howManyTaken;
    deferred[piece] += howManyDeferred;
  }

  long taken(long second) {
    roll(second);
    return sum(taken);
  }

  long deferred(long second) {
    roll(second);
    return sum(deferred);
  }

  private void roll(long second) {
    long now = Math.max(newest, Math.floorDiv(second, (long) SECONDS));
    long from = newest == Long.MIN_VALUE ? now - PIECES : newest;
    for (long piece = Math.max(from, now - PIECES) + 1; piece <= now; piece++) {
      taken[(int) Math.floorMod(piece, (long) PIECES)] = 0;
      deferred[(int) Math.floorMod(piece, (long) PIECES)] = 0;
    }
    newest = now;
  }

  private static long sum(long[] pieces) {
    long sum = 0;
    for (long piece : pieces) {
      sum += piece;
    }
    return sum;
  }
}
