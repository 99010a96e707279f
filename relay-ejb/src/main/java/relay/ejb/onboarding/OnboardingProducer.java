package relay.ejb.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.onboarding.DomainOnboarding;
import relay.domain.onboarding.DomainRecords;
import relay.domain.rotation.KeyRotation;
import relay.domain.routing.DomainLookup;
import relay.domain.signing.DkimKeyLookup;

/** Makes what brings tenants to their domains. */
@ApplicationScoped
public class OnboardingProducer {

  @Produces
  @Singleton
  DomainOnboarding onboarding(
      ControlStore store,
      ControlSource source,
      DkimKeyLookup dns,
      KeyRotation rotation,
      InstantSource clock) {
    return new DomainOnboarding(store, source, dns, rotation, clock, new SecureRandom());
  }

  @Produces
  @Singleton
  DomainRecords records(
      ControlSource source,
      DkimKeyLookup texts,
      DomainLookup dns,
      RelayConfiguration configuration,
      InstantSource clock) {
    String hostName = configuration.node().hostName();
    return new DomainRecords(source, texts, dns, configuration.onboarding(), hostName, clock);
  }
}
