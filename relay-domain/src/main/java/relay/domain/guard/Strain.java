package relay.domain.guard;

import java.time.Duration;
import relay.domain.traffic.Claim;

/**
 * How near the relay is to refusing new mail.
 *
 * @param by what is shortest
 * @param level 0: enough of everything; 1: none left for new mail
 */
public record Strain(Shortage by, double level) {
  /** From here on those who bring more than their part are refused, and others feel it first. */
  private static final double HALF = 0.5;

  /** Enough of everything. */
  public static final Strain NONE = new Strain(Shortage.DISK, 0);

  /**
   * The greater of the strains of disk and memory.
   *
   * @param heapPercent of the heap in use after a garbage collection
   */
  public static Strain of(long freeDisk, int heapPercent, GuardSettings settings) {
    double disk =
        level(settings.diskSlow() - freeDisk, settings.diskSlow() - settings.diskReserve());
    double memory =
        level(
            heapPercent - settings.heapPercentSlow(),
            settings.heapPercentMax() - settings.heapPercentSlow());
    Strain worst =
        memory > disk ? new Strain(Shortage.MEMORY, memory) : new Strain(Shortage.DISK, disk);
    return worst.level() > 0 ? worst : NONE;
  }

  /** Whether new mail goes on as fast as ever. */
  public boolean isNone() {
    return level == 0;
  }

  /** Whether a mail is to be refused for now. */
  public boolean refuses(Claim claim) {
    return level >= (claim == Claim.MORE ? HALF : 1);
  }

  /** How long a mail that is not refused is held before it is taken. */
  public Duration delay(Claim claim, Duration most) {
    double part =
        switch (claim) {
          case MORE -> level / HALF;
          case FAIR -> level;
          case LESS -> (level - HALF) / HALF;
        };
    return Duration.ofNanos((long) (most.toNanos() * Math.max(0, Math.min(1, part))));
  }

  /** A slow mark that lies beyond the mark of refusal slows nobody. */
  private static double level(long beyond, long whole) {
    return whole <= 0 || beyond <= 0 ? 0 : Math.min(1, (double) beyond / whole);
  }
}
