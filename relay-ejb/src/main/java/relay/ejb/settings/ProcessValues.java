package relay.ejb.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import relay.domain.configuration.RelayConfiguration;

/** Produces the values that every bean may have injected. */
@ApplicationScoped
public class ProcessValues {

  /** Settings file and environment of this process, checked. */
  @Produces
  @Singleton
  RelayConfiguration configuration() {
    return RelayConfiguration.load();
  }

  /** UTC, to the precision of the system. Injected as Clock or as InstantSource. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /** For jitter and random choice among equals, never for secrets. Thread-safe. */
  @Produces
  @Singleton
  RandomGenerator random() {
    return new EachThreadItsOwn();
  }

  /** Without the contention of one generator for all threads. */
  private static final class EachThreadItsOwn implements RandomGenerator {
    @Override
    public long nextLong() {
      return ThreadLocalRandom.current().nextLong();
    }
  }
}
