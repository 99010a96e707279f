package relay.ejb.suppression;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import relay.domain.configuration.RelayConfiguration;
import relay.ejb.rounds.Rounds;

/** Lets the watch look again and again. The start of the relay does not wait for the database. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SuppressionSchedule {
  @Resource ManagedScheduledExecutorService executor;
  @Inject SuppressionWatch watch;
  @Inject RelayConfiguration configuration;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds =
        new Rounds(
            "the look at suppressions", executor, configuration.control()::pauseAfterTrouble);
    rounds.start(Duration.ZERO, this::look);
  }

  private Duration look() {
    return watch.look()
        ? configuration.control().pollInterval()
        : configuration.control().pauseAfterTrouble();
  }

  @PreDestroy
  void stop() {
    rounds.stop();
    watch.stop();
  }
}
