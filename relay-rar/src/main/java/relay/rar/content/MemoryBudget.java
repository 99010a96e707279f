package relay.rar.content;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for all mails being received; taken in steps and given back whole. Thread-safe. */
public final class MemoryBudget {
  private final long octetsMax;
  private final AtomicLong taken = new AtomicLong();

  public MemoryBudget(long octetsMax) {
    this.octetsMax = octetsMax;
  }

  boolean take(long octets) {
    long now = taken.addAndGet(octets);
    if (now > octetsMax) {
      taken.addAndGet(-octets);
      return false;
    }
    return true;
  }

  void giveBack(long octets) {
    taken.addAndGet(-octets);
  }

  /** Whether not even the smallest mail would find room. */
  public boolean isExhausted() {
    return octetsMax - taken.get() < Intake.FIRST_OCTETS;
  }

  public long taken() {
    return taken.get();
  }
}
