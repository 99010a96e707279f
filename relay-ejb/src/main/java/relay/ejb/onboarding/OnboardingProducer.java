package relay.ejb.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.onboarding.DomainOnboarding;
import relay.domain.signing.DkimKeyLookup;

/** Makes the one onboarding of the node. */
@ApplicationScoped
public class OnboardingProducer {

  @Produces
  @Singleton
  DomainOnboarding onboarding(
      ControlStore store, ControlSource source, DkimKeyLookup dns, InstantSource clock) {
    return new DomainOnboarding(store, source, dns, clock, new SecureRandom());
  }
}
