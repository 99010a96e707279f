package relay.ejb.rotation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.audit.Actor;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.rotation.KeyMint;
import relay.domain.rotation.KeyPatrol;
import relay.domain.rotation.KeyRotation;
import relay.domain.secret.SecretVault;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.KeyMaker;

/** Makes what operators and the schedule move keys with. */
@ApplicationScoped
public class RotationProducer {

  @Produces
  @Singleton
  KeyMint mint(Instance<SecretVault> vault) {
    return new KeyMint(new KeyMaker(new SecureRandom()), () -> vault.get().box());
  }

  @Produces
  @Singleton
  KeyRotation rotation(
      ControlStore store,
      ControlSource source,
      KeyMint mint,
      DkimKeyLookup dns,
      RelayConfiguration configuration,
      InstantSource clock) {
    return new KeyRotation(store, source, mint, dns, configuration.rotation(), clock);
  }

  @Produces
  @Singleton
  KeyPatrol patrol(
      ControlStore store,
      ControlSource source,
      DkimKeyLookup dns,
      KeyRotation rotation,
      RelayConfiguration configuration) {
    Actor self = Actor.system(configuration.node().hostName());
    return new KeyPatrol(store, source, dns, rotation, configuration.rotation(), self);
  }
}
