package relay.ejb.routing;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.DnssecSettings;
import relay.domain.routing.ResolverWatch;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Looks from time to time, beside all mail, whether the resolvers do what DNSSEC needs. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ResolverSchedule {
  private static final Logger LOG = System.getLogger(ResolverSchedule.class.getName());

  @Inject private RelayTimer timer;
  @Inject private ResolverWatch watch;
  @Inject private RelayConfiguration configuration;
  private Rounds rounds;

  @PostConstruct
  void start() {
    DnssecSettings settings = configuration.dns().dnssec();
    rounds = new Rounds("the look at the resolvers", timer, settings::checkEvery);
    if (settings.isOn()) {
      rounds.start(Duration.ZERO, () -> look(settings.checkEvery()));
    }
  }

  private Duration look(Duration pause) {
    watch.ask().troubles().forEach(trouble -> LOG.log(Level.WARNING, trouble));
    return pause;
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
