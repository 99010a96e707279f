package relay.ejb.contacts.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ImportSettings;
import relay.domain.contacts.file.ContactImport;
import relay.domain.contacts.file.ImportDesk;
import relay.domain.contacts.file.ImportOrder;
import relay.domain.contacts.file.ImportState;
import relay.domain.contacts.file.ReportLine;
import relay.domain.control.InvalidField;
import relay.ejb.contacts.file.ImportRows.Row;
import relay.ejb.database.Database;

/** Imports in the database, their files in the data folder. */
final class DatabaseImportDesk implements ImportDesk {
  private static final int PAGE = 1_000;
  private final Database database;
  private final ImportFolder folder;
  private final ContactDesk contacts;
  private final Supplier<ImportSettings> settings;
  private final String node;
  private final InstantSource clock;

  DatabaseImportDesk(
      Database database,
      ImportFolder folder,
      ContactDesk contacts,
      Supplier<ImportSettings> settings,
      String node,
      InstantSource clock) {
    this.database = database;
    this.folder = folder;
    this.contacts = contacts;
    this.settings = settings;
    this.node = node;
    this.clock = clock;
  }

  @Override
  public Taken take(String tenant, ImportOrder order, InputStream upload, Actor by)
      throws IOException {
    // before the upload too: who waits for nothing need not send 500 MB
    if (isFull(database.inTransaction(c -> ImportRows.countOpen(c, tenant)))) {
      return full();
    }
    ImportFolder.Kept kept = folder.keep(upload, settings.get().uploadMax());
    if (kept.refusal() != null) {
      return kept.refusal();
    }
    boolean isTaken = false;
    try {
      ImportOrder whole =
          ImportFile.check(
              folder, kept.name(), order, contacts.schema(tenant), settings.get().rowOctetsMax());
      Taken taken = insert(tenant, whole, kept, by);
      isTaken = taken instanceof Taken.Accepted;
      return taken;
    } catch (InvalidField e) {
      return new Taken.Refused(e.field(), e.rule());
    } finally {
      if (!isTaken) {
        folder.remove(kept.name());
      }
    }
  }

  private Taken insert(String tenant, ImportOrder order, ImportFolder.Kept kept, Actor by) {
    Instant now = clock.instant();
    return database.durably(
        connection -> {
          if (isFull(ImportRows.countOpen(connection, tenant))) {
            return full();
          }
          long id = ImportRows.insert(connection, tenant, node, kept, order, by.name(), now);
          ContactImport job = ImportRows.find(connection, tenant, id).orElseThrow().job();
          ImportAudit.add(connection, by, order.isDryRun() ? "import-dry-run" : "import", job, now);
          return new Taken.Accepted(job);
        });
  }

  private boolean isFull(int open) {
    return open >= settings.get().openMax();
  }

  private Taken full() {
    return new Taken.NoRoom(
        settings.get().openMax()
            + " imports of this tenant wait already; wait for one, or stop it");
  }

  @Override
  public List<ContactImport> list(String tenant, int most) {
    return database.inTransaction(
        c -> ImportRows.of(c, tenant, most).stream().map(Row::job).toList());
  }

  @Override
  public Optional<ContactImport> find(String tenant, String id) {
    return number(id)
        .flatMap(n -> database.inTransaction(c -> ImportRows.find(c, tenant, n)).map(Row::job));
  }

  @Override
  public void report(String tenant, String id, Consumer<ReportLine> sink) {
    if (find(tenant, id).isEmpty()) {
      return;
    }
    long number = Long.parseLong(id);
    long told = 0;
    List<ReportLine> page;
    do {
      long after = told;
      page = database.inTransaction(c -> ImportRows.report(c, number, after, PAGE));
      page.forEach(sink);
      told += page.size();
    } while (page.size() == PAGE);
  }

  @Override
  public Optional<ContactImport> stop(String tenant, String id, Actor by) {
    Instant now = clock.instant();
    Optional<Row> stopped =
        number(id)
            .flatMap(
                n ->
                    database.durably(
                        connection -> {
                          Optional<Row> row =
                              ImportRows.lock(connection, n)
                                  .filter(r -> r.job().tenant().equals(tenant));
                          if (row.isPresent() && !row.get().job().state().isEnded()) {
                            ImportRows.end(connection, n, ImportState.STOPPED, "", now);
                            ImportAudit.add(connection, by, "import-stop", row.get().job(), now);
                          }
                          return row.isPresent()
                              ? ImportRows.find(connection, tenant, n)
                              : Optional.empty();
                        }));
    stopped
        .filter(row -> row.job().node().equals(node))
        .ifPresent(row -> folder.remove(row.file()));
    return stopped.map(Row::job);
  }

  private static Optional<Long> number(String id) {
    return id.matches("\\d{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
  }
}
