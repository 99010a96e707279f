package relay.ejb.brake;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;

/** Runs the patrol; on a thread of its own, for a sweep through a long queue takes its time. */
@Singleton
@Startup
public class BrakeSchedule {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Inject private RelayTimer timer;
  @Inject private BrakePatrol patrol;
  private Repeated running;

  @PostConstruct
  void start() {
    running = Repeated.start("the patrol of the brakes", timer, PAUSE, PAUSE, patrol::run);
  }

  @PreDestroy
  void stop() {
    if (running != null) {
      running.stop();
    }
  }
}
