package relay.ejb.campaign;

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
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Reads the journal into the ledger of campaigns, again and again. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CampaignSchedule {
  private static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

  @Inject RelayTimer timer;
  @Inject CampaignFollower follower;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("the ledger of campaigns", timer, () -> AFTER_DEFECT);
    rounds.start(Duration.ZERO, follower::follow);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
