package relay.domain.guard;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How much new mail was slowed and refused since the start, and for want of what. Thread-safe. */
public final class AcceptanceCount {
  private final Map<Shortage, LongAdder> slowed = counters();
  private final Map<Shortage, LongAdder> refused = counters();
  private final AtomicInteger held = new AtomicInteger();
  private final int heldMax;

  /**
   * @param heldMax submissions that may be held at a time
   */
  public AcceptanceCount(int heldMax) {
    this.heldMax = heldMax;
  }

  private static Map<Shortage, LongAdder> counters() {
    Map<Shortage, LongAdder> counters = new EnumMap<>(Shortage.class);
    for (Shortage shortage : Shortage.values()) {
      counters.put(shortage, new LongAdder());
    }
    return counters;
  }

  /**
   * A submission is to be held, to slow its sender. False when so many are held already that it is
   * to be refused instead: each holds a thread. Otherwise {@link #letGo} must follow.
   */
  public boolean hold(Shortage by) {
    if (held.incrementAndGet() > heldMax) {
      held.decrementAndGet();
      return false;
    }
    slowed.get(by).increment();
    return true;
  }

  /** One that was held goes on. */
  public void letGo() {
    held.decrementAndGet();
  }

  /** A submission was refused for now. */
  public void refuse(Shortage by) {
    refused.get(by).increment();
  }

  public long slowed(Shortage by) {
    return slowed.get(by).sum();
  }

  public long refused(Shortage by) {
    return refused.get(by).sum();
  }

  /** How many are held now. */
  public int held() {
    return held.get();
  }
}
