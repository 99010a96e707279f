package relay.ejb.figures;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.figures.Figures;

/** Makes the figures; the journal finds them as an observer. Without a proxy: on the mail path. */
@ApplicationScoped
public class FiguresProducer {

  @Produces
  @Singleton
  Figures figures(RelayConfiguration configuration, InstantSource clock) {
    return new Figures(clock.instant(), configuration.figures().domainsMax());
  }
}
