package relay.ejb.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlSource;
import relay.domain.identity.TokenSource;
import relay.domain.journal.Journal;
import relay.domain.routing.DomainLookup;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tracking.MailTracking;
import relay.domain.tracking.TrackedLinks;
import relay.domain.tracking.TrackingDoor;
import relay.domain.tracking.TrackingHosts;
import relay.domain.tracking.TrackingReport;
import relay.domain.tracking.VisitJudge;
import relay.domain.tracking.VisitLog;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalReader;

/** Makes what tracks the mail of this node and takes what comes back. */
@ApplicationScoped
public class TrackingProducer {
  @Inject private CurrentConfiguration current;
  @Inject private InstantSource clock;

  @Produces
  @Singleton
  TrackedLinks links(TokenSource tokens) {
    return new TrackedLinks(tokens);
  }

  @Produces
  @Singleton
  TrackingHosts hosts(DomainLookup dns, ControlSource source) {
    return new TrackingHosts(
        dns,
        () -> source.state().all(TenancyKinds.TENANT),
        () -> current.get().tracking().publicUrl(),
        clock);
  }

  @Produces
  @Singleton
  MailTracking tracking(TrackedLinks links, CurrentTenancy tenancy, TrackingHosts hosts) {
    return new MailTracking(
        links, tenancy, hosts, () -> current.get().tracking(), this::ownAddresses, clock);
  }

  /** Whatever a mail has of our own links works without us counting it. */
  private List<String> ownAddresses() {
    return Stream.of(current.get().unsubscribe().publicUrl(), current.get().tracking().publicUrl())
        .flatMap(Optional::stream)
        .map(URI::toString)
        .toList();
  }

  /** Asked as a Follower, too. */
  @Produces
  @Singleton
  TrackingFollower follower(
      JournalReader journal, Database database, RelayConfiguration configuration) {
    return new TrackingFollower(
        journal,
        database,
        configuration.node().hostName(),
        configuration.database(),
        () -> current.get().tracking().keep(),
        clock);
  }

  @Produces
  @Singleton
  TrackingReport report(Database database) {
    return new DatabaseTrackingReport(database);
  }

  @Produces
  @Singleton
  VisitLog log(Journal journal) {
    return new VisitLog(journal);
  }

  @Produces
  @Singleton
  TrackingDoor door(TrackedLinks links, VisitLog log) {
    return new TrackingDoor(
        links,
        new VisitJudge(() -> current.get().tracking()),
        log,
        () -> current.get().tracking(),
        clock);
  }
}
