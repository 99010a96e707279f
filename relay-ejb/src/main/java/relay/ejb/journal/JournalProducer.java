package relay.ejb.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventObserver;

/**
 * Makes the one journal of the node and what belongs to it. Singletons without proxies: they stand
 * on the mail path.
 */
@ApplicationScoped
public class JournalProducer {

  @Produces
  @Singleton
  JournalFolder folder(RelayConfiguration configuration) {
    return new JournalFolder(configuration.node().dataFolder().resolve("journal"));
  }

  @Produces
  @Singleton
  JournalFiles journal(
      JournalFolder folder,
      RelayConfiguration configuration,
      InstantSource clock,
      RandomGenerator random,
      Instance<EventObserver> observers) {
    return new JournalFiles(folder, configuration.journal(), clock, random, observers);
  }

  void close(@Disposes JournalFiles journal) {
    journal.close();
  }

  @Produces
  @Singleton
  AttemptLedger ledger(JournalFiles journal) {
    return journal.ledger();
  }

  @Produces
  @Singleton
  JournalReader reader(JournalFolder folder) {
    return new JournalReader(folder);
  }

  @Produces
  @Singleton
  JournalRewrite rewrite(JournalFolder folder) {
    return new JournalRewrite(folder);
  }
}
