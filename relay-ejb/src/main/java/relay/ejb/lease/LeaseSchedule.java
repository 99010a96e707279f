package relay.ejb.lease;

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
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.lease.Slices;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Has the limits shared again and again, and given back at the end. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LeaseSchedule {
  @Inject RelayTimer timer;
  @Inject LeaseKeeping keeping;
  @Inject Slices slices;
  @Inject CurrentConfiguration configuration;

  private Rounds rounds;

  @PostConstruct
  void start() {
    if (slices.mayBeShared()) {
      rounds = new Rounds("the sharing of limits", timer, this::pause);
      rounds.start(
          Duration.ZERO,
          () -> {
            keeping.round();
            return pause();
          });
    }
  }

  private Duration pause() {
    return configuration.get().traffic().lease().round();
  }

  @PreDestroy
  void stop() {
    if (rounds != null) {
      rounds.stop();
      keeping.leave();
    }
  }
}
