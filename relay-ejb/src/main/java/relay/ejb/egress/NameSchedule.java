package relay.ejb.egress;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.egress.NamePatrol;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Has the names of the sources' addresses looked up: all from time to time, new ones soon. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NameSchedule {
  private static final Duration LOOK = Duration.ofSeconds(5);

  @Inject RelayTimer timer;
  @Inject NamePatrol patrol;
  @Inject CurrentConfiguration configuration;
  @Inject InstantSource clock;

  private Rounds rounds;
  private Instant next = Instant.MIN;

  @PostConstruct
  void start() {
    rounds = new Rounds("the patrol of the names of sources", timer, () -> LOOK);
    rounds.start(LOOK, this::round);
  }

  private Duration round() {
    Instant now = clock.instant();
    if (!now.isBefore(next) || patrol.isBehind()) {
      next = now.plus(configuration.get().egress().checkEvery());
      patrol.round(() -> !rounds.isStopped());
    }
    return LOOK;
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
