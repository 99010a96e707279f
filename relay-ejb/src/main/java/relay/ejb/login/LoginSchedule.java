package relay.ejb.login;

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

/**
 * Lets the nodes hear of each other's logins: in half the time of the look at control objects,
 * since news is told in one round and heard in another.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LoginSchedule {
  @Resource ManagedScheduledExecutorService executor;
  @Inject LoginExchange exchange;
  @Inject RelayConfiguration configuration;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds =
        new Rounds("the exchange of logins", executor, configuration.control()::pauseAfterTrouble);
    rounds.start(Duration.ZERO, this::round);
  }

  private Duration round() {
    return exchange.exchange()
        ? configuration.control().pollInterval().dividedBy(2)
        : configuration.control().pauseAfterTrouble();
  }

  @PreDestroy
  void stop() {
    rounds.stop();
    exchange.exchange();
  }
}
