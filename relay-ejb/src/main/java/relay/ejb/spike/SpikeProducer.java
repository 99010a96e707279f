package relay.ejb.spike;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.brake.BrakeDesk;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.journal.Journal;
import relay.domain.routing.NextHop;
import relay.domain.spike.SpikeBook;
import relay.domain.suppression.SuppressionRules;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.traffic.Provider;
import relay.domain.traffic.Site;
import relay.domain.traffic.Sites;
import relay.ejb.journal.JournalReader;

/** Makes the one watch for spikes of the node. */
@ApplicationScoped
public class SpikeProducer {

  /** Injected as Follower, too. */
  @Produces
  @Singleton
  SpikeFollower follower(
      RelayConfiguration configuration,
      JournalReader reader,
      Journal journal,
      SuppressionRules rules,
      BrakeDesk desk,
      CurrentTenancy tenancy,
      Sites sites,
      InstantSource clock) {
    var book =
        new SpikeBook(
            (tenant, stream) -> rules.of(tenant, stream).spikes(),
            domain ->
                sites
                    .known(new NextHop.MailExchangers(domain))
                    .flatMap(Site::provider)
                    .map(Provider::id));
    return new SpikeFollower(
        reader,
        new SpikeFile(configuration.node().dataFolder()),
        book,
        new SpikeBrakes(desk, journal, rules, tenancy, configuration.node().hostName()),
        rules::looksForSpikes,
        clock);
  }
}
