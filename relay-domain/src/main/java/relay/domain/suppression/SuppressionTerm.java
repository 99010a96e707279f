package relay.domain.suppression;

import java.time.Instant;
import java.util.Optional;

/** Reason and end of a suppression in one number, as the table keeps them; never 0. */
final class SuppressionTerm {
  private static final long EPOCH_SECONDS = 1_704_067_200; // 2024-01-01
  private static final int MINUTE_BITS = 27;
  private static final int FOR_EVER = (1 << MINUTE_BITS) - 1;
  private static final SuppressionReason[] REASONS = SuppressionReason.values();

  private SuppressionTerm() {}

  /** The end is taken to the next full minute; two centuries are for ever. */
  static int of(SuppressionReason reason, Optional<Instant> end) {
    int minutes = end.map(SuppressionTerm::minutes).orElse(FOR_EVER);
    return reason.ordinal() + 1 << MINUTE_BITS | minutes;
  }

  static SuppressionReason reason(int term) {
    return REASONS[(term >>> MINUTE_BITS) - 1];
  }

  static boolean holds(int term, long nowSeconds) {
    int minutes = term & FOR_EVER;
    return minutes == FOR_EVER || nowSeconds < EPOCH_SECONDS + minutes * 60L;
  }

  private static int minutes(Instant end) {
    long minutes = Math.floorDiv(end.getEpochSecond() - EPOCH_SECONDS + 59, 60L);
    return (int) Math.max(0, Math.min(FOR_EVER, minutes));
  }
}
