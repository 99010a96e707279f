package relay.domain.reports;

import java.util.Optional;

/** Shares, rounded so that they can be read. */
final class Rates {
  private static final double STEPS = 10_000;

  private Rates() {}

  /** Four digits after the point; empty where nothing was counted. */
  static Optional<Double> of(long part, long whole) {
    return whole == 0 ? Optional.empty() : Optional.of(Math.rint(part * STEPS / whole) / STEPS);
  }
}
