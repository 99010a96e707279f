package relay.ejb.routing;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import relay.domain.canary.CanaryBook;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.TargetHealth;
import relay.domain.routing.TargetQuotas;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Writes down from time to time, and at the end, how targets do and what they took. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TargetSchedule {
  @Inject private RelayTimer timer;
  @Inject private TargetHealth health;
  @Inject private TargetQuotas quotas;
  @Inject private CanaryBook canaries;
  @Inject private TargetMemory memory;
  @Inject private RelayConfiguration configuration;
  private Rounds rounds;

  @PostConstruct
  void start() {
    Duration pause = configuration.routeSpend().saveInterval();
    rounds = new Rounds("the memory of targets", timer, () -> pause);
    rounds.start(
        pause,
        () -> {
          save();
          return pause;
        });
  }

  private synchronized void save() {
    memory.save(health, quotas.book(), canaries);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
    save();
  }
}
