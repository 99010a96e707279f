package relay.domain.traffic;

/**
 * What came out of a lane lately, as far as it matters, and how many of its workers stand by.
 * Guarded by its control's lock.
 */
final class LaneMix {
  private Destination last;
  private int sameInARow;
  private int standbys;

  void asked(Destination destination) {
    sameInARow = destination == last ? Math.min(sameInARow, Integer.MAX_VALUE - 1) + 1 : 1;
    last = destination;
  }

  /**
   * How many mails in a row went to the same destination; a long row means nothing else is there.
   */
  int sameInARow() {
    return sameInARow;
  }

  /** One more, or one less. */
  void standBy(int change) {
    standbys += change;
  }

  int standbys() {
    return standbys;
  }
}
