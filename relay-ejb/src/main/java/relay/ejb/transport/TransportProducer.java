package relay.ejb.transport;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.HostSearch;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.transport.DaneSearch;
import relay.domain.transport.MtaStsSettings;
import relay.domain.transport.StsMemory;
import relay.domain.transport.StsPolicies;
import relay.domain.transport.TlsaLookup;
import relay.domain.transport.TransportRules;

/** Makes the rules of transport, with the policies that were known before the last stop. */
@ApplicationScoped
public class TransportProducer {
  @Resource private ManagedExecutorService threads;

  @Produces
  @Singleton
  PolicyFile file(RelayConfiguration configuration) {
    return new PolicyFile(configuration.node().dataFolder());
  }

  @Produces
  @Singleton
  StsMemory memory(RelayConfiguration configuration, PolicyFile file, InstantSource clock) {
    var memory = new StsMemory(configuration.mtaSts());
    memory.restore(file.read(), clock.instant());
    return memory;
  }

  @Produces
  @Singleton
  StsPolicies policies(
      RelayConfiguration configuration,
      HostSearch hosts,
      DkimKeyLookup texts,
      StsMemory memory,
      InstantSource clock) {
    MtaStsSettings settings = configuration.mtaSts();
    if (!settings.enabled()) {
      return StsPolicies.NONE;
    }
    var tls =
        TlsClient.create("mta-sts.trust-anchors", settings.trustAnchors().map(Path::of), clock);
    var fetch = new PolicyFetch(settings, hosts::addressesOf, tls, threads);
    return new FetchedPolicies(settings, texts, fetch::begin, memory, clock);
  }

  @Produces
  @Singleton
  TransportRules rules(
      CurrentConfiguration configuration,
      DomainLookup names,
      TlsaLookup records,
      StsPolicies policies) {
    boolean validated = configuration.get().dns().dnssec().isOn();
    return new TransportRules(
        () -> configuration.get().tlsPolicy(),
        validated ? Optional.of(new DaneSearch(names, records)) : Optional.empty(),
        policies);
  }
}
