package relay.ejb.suppression;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Lets the watch look again and again. The start of the relay does not wait for the database. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SuppressionSchedule {
  @Inject RelayTimer timer;
  @Inject SuppressionWatch watch;
  @Inject RelayConfiguration configuration;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds =
        Rounds.looking(
            "the look at suppressions",
            timer,
            Rounds.Pace.of(configuration.control()),
            watch::look);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
    watch.stop();
  }
}
