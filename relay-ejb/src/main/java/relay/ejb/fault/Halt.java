package relay.ejb.fault;

import java.util.concurrent.atomic.AtomicInteger;
import relay.domain.fault.FaultPoint;
import relay.domain.fault.FaultSettings;

/**
 * Ends the process at one step as {@code kill -9} would: no shutdown hook, no finally, nothing is
 * flushed. Thread-safe.
 */
public final class Halt implements FaultPoint {
  /** What a shell reports of a process that kill -9 ended. */
  static final int KILLED = 137;

  private final String step;
  private final AtomicInteger passesLeft;

  public Halt(FaultSettings settings) {
    step = settings.step();
    passesLeft = new AtomicInteger(settings.passes());
  }

  @Override
  public void reached(String at) {
    if (step.equals(at) && passesLeft.getAndDecrement() <= 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
