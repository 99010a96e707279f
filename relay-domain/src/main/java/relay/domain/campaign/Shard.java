package relay.domain.campaign;

/**
 * A part of a campaign's recipients that is worked on by itself: a range of places, so that one
 * statement of the ledger marks what was sent.
 *
 * @param first place, inclusive
 * @param last place, inclusive
 */
public record Shard(long first, long last) {

  /**
   * One of several parts of about the same size.
   *
   * @param index 0 and up
   * @param of how many parts there are
   * @param recipients of all of them
   */
  public static Shard of(int index, int of, long recipients) {
    return new Shard(recipients * index / of + 1, recipients * (index + 1) / of);
  }

  public boolean isEmpty() {
    return last < first;
  }
}
