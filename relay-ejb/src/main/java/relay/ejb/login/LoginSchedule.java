package relay.ejb.login;

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
import relay.domain.control.ControlSettings;
import relay.domain.timer.RelayTimer;
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
  @Inject RelayTimer timer;
  @Inject LoginExchange exchange;
  @Inject RelayConfiguration configuration;

  private Rounds rounds;

  @PostConstruct
  void start() {
    ControlSettings control = configuration.control();
    rounds =
        Rounds.looking(
            "the exchange of logins",
            timer,
            new Rounds.Pace(control.pollInterval().dividedBy(2), control.pauseAfterTrouble()),
            exchange::exchange);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
    exchange.exchange();
  }
}
