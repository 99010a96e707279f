package relay.ejb.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.identity.IdentityKey;
import relay.domain.identity.IdentityKeyKind;
import relay.domain.identity.IdentityKeys;
import relay.domain.identity.ReturnPaths;
import relay.domain.identity.TokenSource;
import relay.domain.secret.SecretVault;
import relay.domain.tenancy.CurrentTenancy;

/** Makes the one set of identity keys of the node. */
@ApplicationScoped
public class IdentityProducer {

  @Produces
  @Singleton
  ControlKind<IdentityKey> kind() {
    return IdentityKeyKind.KEYS;
  }

  /** Injected as TokenSource, too. */
  @Produces
  @Singleton
  IdentityKeys keys(
      ControlStore store,
      ControlSource source,
      Instance<SecretVault> vault,
      CurrentConfiguration configuration,
      InstantSource clock) {
    return new IdentityKeys(
        store, source, vault::get, () -> configuration.get().identity(), clock, new SecureRandom());
  }

  @Produces
  @Singleton
  ReturnPaths returnPaths(
      TokenSource tokens, CurrentTenancy tenancy, CurrentConfiguration configuration) {
    return new ReturnPaths(tokens, tenancy, () -> configuration.get().unsubscribe().publicUrl());
  }
}
