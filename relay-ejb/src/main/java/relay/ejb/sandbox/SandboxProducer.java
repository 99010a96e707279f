package relay.ejb.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.secret.ContentSeal;

/** Makes the one sandbox of the node, injected as Sandbox where people look at it. */
@ApplicationScoped
public class SandboxProducer {

  @Produces
  @Singleton
  SandboxFolder folder(RelayConfiguration configuration, InstantSource clock, ContentSeal seal) {
    return new SandboxFolder(
        configuration.node().dataFolder().resolve("sandbox"), configuration.sandbox(), clock, seal);
  }
}
