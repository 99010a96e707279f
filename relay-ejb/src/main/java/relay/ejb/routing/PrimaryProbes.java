package relay.ejb.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import relay.domain.backup.Primaries;
import relay.domain.delivery.HostProbe;
import relay.domain.delivery.Origin;
import relay.domain.delivery.TargetProbe;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.routing.NextHop;

/**
 * Asks servers that were away whether they are back, without any mail. For one thread at a time.
 */
final class PrimaryProbes {
  private final Primaries primaries;
  private final TargetProbe probe;
  private final Journal journal;
  private final Supplier<Duration> limit;
  private final InstantSource clock;

  /**
   * @param limit for all servers of one domain together
   */
  PrimaryProbes(
      Primaries primaries,
      TargetProbe probe,
      Journal journal,
      Supplier<Duration> limit,
      InstantSource clock) {
    this.primaries = primaries;
    this.probe = probe;
    this.journal = journal;
    this.limit = limit;
    this.clock = clock;
  }

  /** Probes those that are due, one after the other; nearly nothing when none is. */
  void run(BooleanSupplier stopped) {
    for (String domain : primaries.due()) {
      if (stopped.getAsBoolean()) {
        return;
      }
      Instant began = clock.instant();
      List<HostProbe> found =
          probe.probe(new NextHop.MailExchangers(domain), Origin.DEFAULT, limit.get());
      Instant now = clock.instant();
      primaries
          .probed(domain, found, Duration.between(began, now))
          .ifPresent(change -> tell(domain, Primaries.sentence(change), now));
    }
  }

  private void tell(String domain, String news, Instant now) {
    journal.write(
        List.of(
            new MailEvent(
                EventType.ALARM,
                now,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Map.of(EventField.HOP, domain, EventField.REASON, news))));
  }
}
