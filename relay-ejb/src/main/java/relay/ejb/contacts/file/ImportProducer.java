package relay.ejb.contacts.file;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.file.ImportDesk;
import relay.domain.control.ControlSource;
import relay.domain.privacy.PersonalStore;
import relay.domain.retention.AgingRows;
import relay.domain.suppression.Suppressions;
import relay.domain.tenancy.Tenant;
import relay.ejb.database.Database;
import relay.ejb.guard.ResourceGuard;

/** Makes what takes and reads files of contacts. */
@ApplicationScoped
public class ImportProducer {
  private static final String FOLDER = "contact-imports";

  @Produces
  @Singleton
  ImportDesk desk(
      Database database,
      ContactDesk contacts,
      RelayConfiguration boot,
      CurrentConfiguration current,
      InstantSource clock) {
    return new DatabaseImportDesk(
        database,
        folder(boot),
        contacts,
        () -> current.get().contacts().imports(),
        boot.node().hostName(),
        clock);
  }

  @Produces
  @Singleton
  DatabaseImportWork work(
      Database database,
      ContactDesk contacts,
      Suppressions suppressions,
      RelayConfiguration boot,
      CurrentConfiguration current,
      ControlSource source,
      InstantSource clock) {
    return new DatabaseImportWork(
        database,
        folder(boot),
        contacts,
        suppressions,
        () -> current.get().contacts(),
        boot.node().hostName(),
        clock,
        tenant -> Tenant.mustExist(source.state(), tenant).isEmpty());
  }

  @Produces
  @Singleton
  PersonalStore uploads(
      Database database,
      ContactDesk contacts,
      DatabaseImportWork work,
      RelayConfiguration boot,
      CurrentConfiguration current) {
    return new ErasedUploads(
        database,
        folder(boot),
        contacts,
        work,
        () -> current.get().contacts().imports(),
        boot.node().hostName());
  }

  @Produces
  @Singleton
  AgingRows oldImports(Database database, CurrentConfiguration current) {
    return OldImports.of(database, () -> current.get().contacts().imports().retention());
  }

  private static ImportFolder folder(RelayConfiguration boot) {
    Path folder = boot.node().dataFolder().resolve(FOLDER);
    return new ImportFolder(
        folder, boot.guard().diskReserve(), ResourceGuard.freeAt(boot.node().dataFolder()));
  }
}
