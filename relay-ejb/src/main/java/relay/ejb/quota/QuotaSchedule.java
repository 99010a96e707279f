package relay.ejb.quota;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.Ramps;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;

/** Writes the counts down from time to time, and at the end. */
@Singleton
@Startup
public class QuotaSchedule {
  @Inject private RelayTimer timer;
  @Inject private QuotaBook book;
  @Inject private Ramps ramps;
  @Inject private QuotaFiles files;
  @Inject private RelayConfiguration configuration;
  @Inject private InstantSource clock;
  private Repeated running;

  @PostConstruct
  void start() {
    Duration pause = configuration.quota().saveInterval();
    running = Repeated.start("writing the counts down", timer, pause, pause, this::save);
  }

  private synchronized void save() {
    files.save(book, ramps, clock.instant());
  }

  @PreDestroy
  void stop() {
    if (running != null) {
      running.stop();
    }
    save();
  }
}
