package relay.ejb.transport;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;
import relay.domain.transport.StsMemory;

/** Writes down the policies that were fetched, soon after and at the end. */
@Singleton
@Startup
public class PolicySchedule {
  private static final Logger LOG = System.getLogger(PolicySchedule.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @Inject private RelayTimer timer;
  @Inject private StsMemory memory;
  @Inject private PolicyFile file;
  private Repeated running;
  private long written;
  private boolean failing;

  @PostConstruct
  void start() {
    running = Repeated.start("writing policies down", timer, INTERVAL, INTERVAL, this::save);
  }

  private synchronized void save() {
    long changes = memory.changes();
    if (changes == written) {
      return;
    }
    try {
      file.write(memory.entries());
      written = changes;
      failing = false;
    } catch (IOException e) {
      LOG.log(
          failing ? Logger.Level.DEBUG : Logger.Level.WARNING,
          "MTA-STS policies cannot be written to the data folder; they are forgotten at a restart",
          e);
      failing = true;
    }
  }

  @PreDestroy
  void stop() {
    if (running != null) {
      running.stop();
    }
    save();
  }
}
