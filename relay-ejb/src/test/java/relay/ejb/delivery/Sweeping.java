package relay.ejb.delivery;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does in tests what a container thread does once a second, more often. */
final class Sweeping {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private Sweeping() {}

  static Sweeping of(SmtpTransmission client) {
    var sweeping = new Sweeping();
    sweeping.timer.scheduleWithFixedDelay(client::sweep, 20, 20, TimeUnit.MILLISECONDS);
    return sweeping;
  }

  void stop() {
    timer.shutdownNow();
  }
}
