package relay.ejb.tracking;

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
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.timer.RelayTimer;
import relay.domain.tracking.TrackingHosts;
import relay.domain.tracking.VisitLog;
import relay.ejb.rounds.Rounds;

/**
 * Looks at the names of tenants again and again, at once when a tenant was changed, and writes
 * visits that found the journal busy, and has them added up.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrackingSchedule {
  private static final Duration WRITE_PAUSE = Duration.ofMillis(250);
  private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);
  private static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

  @Inject RelayTimer timer;
  @Inject TrackingHosts hosts;
  @Inject VisitLog log;
  @Inject CurrentConfiguration configuration;
  @Inject TrackingFollower follower;
  @Inject ControlSource control;
  @Inject InstantSource clock;

  private Rounds looking;
  private Rounds writing;
  private Rounds adding;
  private ControlState lookedAt = ControlState.EMPTY;
  private Instant nextLook = Instant.MIN;

  @PostConstruct
  void start() {
    looking = new Rounds("the names of tracked links", timer, () -> AFTER_TROUBLE);
    looking.start(Duration.ZERO, this::look);
    writing = new Rounds("the record of opens and clicks", timer, () -> AFTER_TROUBLE);
    writing.start(WRITE_PAUSE, this::write);
    adding = new Rounds("the figures of opens and clicks", timer, () -> AFTER_DEFECT);
    adding.start(Duration.ZERO, follower::follow);
  }

  private Duration look() {
    ControlState state = control.state();
    Instant now = clock.instant();
    if (state != lookedAt || !now.isBefore(nextLook)) {
      hosts.look();
      lookedAt = state;
      nextLook = now.plus(configuration.get().tracking().hostInterval());
    }
    return LOOK_PAUSE;
  }

  private Duration write() {
    log.write();
    return WRITE_PAUSE;
  }

  @PreDestroy
  void stop() {
    looking.stop();
    writing.stop();
    adding.stop();
    log.write();
  }
}
