package relay.domain.rehearsal;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The recipients of a campaign in parcels that are played together: each is of one site, shrinks by
 * those who have the mail, and has its own attempts. Plain arrays, for there are many.
 */
final class Parcels {
  private final int[] sizes;
  private final short[] sides;
  private final short[] places;
  private final byte[] attempts;
  private final boolean[] putOff;
  private final int[] firstTries;

  /**
   * @param sites how many each model has, in the order of their numbers
   * @param shares of the models in the mix
   */
  Parcels(Campaign campaign, int[] shares, int[] sites, RandomGenerator random) {
    int count = (campaign.recipients() - 1) / campaign.parcel() + 1;
    sizes = new int[count];
    sides = new short[count];
    places = new short[count];
    attempts = new byte[count];
    putOff = new boolean[count];
    firstTries = new int[count];
    TreeMap<Integer, Integer> bounds = new TreeMap<>();
    int sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      bounds.putIfAbsent(sum, i);
    }
    for (int i = 0; i < count; i++) {
      sizes[i] = Math.min(campaign.parcel(), campaign.recipients() - i * campaign.parcel());
      Map.Entry<Integer, Integer> side = bounds.higherEntry(random.nextInt(sum));
      sides[i] = side.getValue().shortValue();
      places[i] = (short) random.nextInt(sites[sides[i]]);
      firstTries[i] = -1;
    }
  }

  int count() {
    return sizes.length;
  }

  int size(int parcel) {
    return sizes[parcel];
  }

  void shrink(int parcel, int by) {
    sizes[parcel] -= by;
  }

  int side(int parcel) {
    return sides[parcel];
  }

  int place(int parcel) {
    return places[parcel];
  }

  /** Notes an attempt, and tells how many there were with it. */
  int attempted(int parcel) {
    attempts[parcel] += attempts[parcel] < Byte.MAX_VALUE ? 1 : 0;
    return attempts[parcel];
  }

  boolean wasPutOff(int parcel) {
    return putOff[parcel];
  }

  void putOff(int parcel, boolean was) {
    putOff[parcel] = was;
  }

  /** When it was first tried, in seconds; now where it was not. */
  int firstTry(int parcel, long nowSeconds) {
    if (firstTries[parcel] < 0) {
      firstTries[parcel] = (int) nowSeconds;
    }
    return firstTries[parcel];
  }
}
