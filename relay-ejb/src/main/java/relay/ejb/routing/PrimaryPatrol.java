package relay.ejb.routing;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import relay.domain.backup.Primaries;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.delivery.TargetProbe;
import relay.domain.journal.Journal;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Probes the servers that mail is kept for, on a thread of its own. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class PrimaryPatrol {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Inject private RelayTimer timer;
  @Inject private Primaries primaries;
  @Inject private TargetProbe probe;
  @Inject private Journal journal;
  @Inject private CurrentConfiguration configuration;
  @Inject private InstantSource clock;
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("the probes of primary mail servers", timer, () -> PAUSE);
    var probes =
        new PrimaryProbes(
            primaries, probe, journal, () -> configuration.get().backup().probeMax(), clock);
    rounds.start(
        PAUSE,
        () -> {
          probes.run(rounds::isStopped);
          return PAUSE;
        });
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
