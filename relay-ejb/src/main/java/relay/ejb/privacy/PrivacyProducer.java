package relay.ejb.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.deadletter.DeadLetterBox;
import relay.domain.fault.FaultPoint;
import relay.domain.privacy.Erasures;
import relay.domain.privacy.PersonalStore;
import relay.domain.sandbox.Sandbox;
import relay.domain.view.ViewStatus;
import relay.ejb.database.Database;
import relay.ejb.journal.Followers;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalRewrite;
import relay.ejb.view.OpenMails;

/** Makes who forgets addresses, and the stores that are not made elsewhere. */
@ApplicationScoped
public class PrivacyProducer {

  @Produces
  @Singleton
  PersonalStore journal(
      JournalFiles journal,
      JournalFolder folder,
      JournalRewrite rewrite,
      Followers followers,
      Database database) {
    return new JournalErasure(journal, folder, rewrite, followers, database);
  }

  @Produces
  @Singleton
  PersonalStore contents(Sandbox sandbox) {
    return new SandboxErasure(sandbox);
  }

  @Produces
  @Singleton
  PersonalStore deadLetters(DeadLetterBox box) {
    return new DeadLetterErasure(box);
  }

  @Produces
  @Singleton
  ErasureWork work(
      Database database,
      RelayConfiguration configuration,
      CurrentConfiguration current,
      FaultPoint faults) {
    return new ErasureWork(
        database,
        configuration.node().hostName(),
        () -> current.get().privacy().quietTime(),
        faults);
  }

  @Produces
  @Singleton
  Erasures erasures(
      Database database,
      Instance<PersonalStore> stores,
      OpenMails mails,
      ViewStatus view,
      ErasureWork work,
      InstantSource clock) {
    return new ErasureDesk(database, stores, mails, view, work, clock, new SecureRandom());
  }
}
