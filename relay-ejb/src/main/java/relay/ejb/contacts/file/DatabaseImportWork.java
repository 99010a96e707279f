package relay.ejb.contacts.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.ContactSettings;
import relay.domain.contacts.file.ImportColumns;
import relay.domain.contacts.file.ImportCounts;
import relay.domain.contacts.file.ImportPlan;
import relay.domain.contacts.file.ImportRow;
import relay.domain.contacts.file.ImportState;
import relay.domain.contacts.file.ImportWork;
import relay.domain.contacts.file.ReportLine;
import relay.domain.contacts.file.RowReader;
import relay.domain.control.InvalidField;
import relay.domain.csv.RawRecord;
import relay.domain.suppression.SuppressionBook.Match;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.suppression.Suppressions;
import relay.domain.view.ViewUnavailable;
import relay.ejb.contacts.ContactBatch;
import relay.ejb.contacts.file.ImportRows.Row;
import relay.ejb.database.Database;

/** Reads files into the database, chunk by chunk. */
final class DatabaseImportWork implements ImportWork {
  private static final Logger LOG = System.getLogger(DatabaseImportWork.class.getName());

  /** Of a chunk that met somebody else's change of the same contacts. */
  private static final int TRIES = 3;

  private final Database database;
  private final ImportFolder folder;
  private final ContactDesk contacts;
  private final Suppressions suppressions;
  private final Supplier<ContactSettings> settings;
  private final String node;
  private final InstantSource clock;
  private final Predicate<String> knowsTenant;
  private final Map<String, ImportColumns> columns = new ConcurrentHashMap<>();

  // Erased while files were being read: rows of them may be in memory, and on their way.
  private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

  DatabaseImportWork(
      Database database,
      ImportFolder folder,
      ContactDesk contacts,
      Suppressions suppressions,
      Supplier<ContactSettings> settings,
      String node,
      InstantSource clock,
      Predicate<String> knowsTenant) {
    this.database = database;
    this.folder = folder;
    this.contacts = contacts;
    this.suppressions = suppressions;
    this.settings = settings;
    this.node = node;
    this.clock = clock;
    this.knowsTenant = knowsTenant;
  }

  @Override
  public List<String> open() {
    return database.inTransaction(
        c -> ImportRows.open(c, node).stream().map(row -> row.job().id()).toList());
  }

  @Override
  public Optional<Rows> begin(String id) {
    Optional<Row> row = database.inTransaction(c -> ImportRows.lock(c, Long.parseLong(id)));
    if (row.isEmpty() || row.get().job().state().isEnded()) {
      return Optional.empty();
    }
    String tenant = row.get().job().tenant();
    if (!knowsTenant.test(tenant)) {
      fail(id, "there is no tenant of this id any more");
      return Optional.empty();
    }
    ContactSchema schema = contacts.schema(tenant);
    try {
      ImportFile file =
          ImportFile.open(folder, row.get(), schema, settings.get().imports().rowOctetsMax());
      columns.put(id, file.columns());
      return Optional.of(file);
    } catch (InvalidField e) {
      fail(id, e.field() + " " + e.rule());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the file of contact import " + id + " cannot be read", e);
      fail(id, "the file cannot be read any more; hand it in again");
    }
    return Optional.empty();
  }

  /** Rows of this mailbox that were read already are left out, as long as any file is open. */
  void forget(SuppressionSubject subject) {
    if (!columns.isEmpty()) {
      forgotten.add(subject.text());
    }
  }

  @Override
  public boolean take(String id, List<RawRecord> rows) {
    for (int tried = 1; ; tried++) {
      try {
        return database.inTransaction(c -> take(c, Long.parseLong(id), rows));
      } catch (ViewUnavailable e) {
        if (tried == TRIES || !isConflict(e)) {
          throw e;
        }
      }
    }
  }

  /** Somebody made or changed the same contact meanwhile: SQLSTATE 40, 23505, and H2's own. */
  private static boolean isConflict(ViewUnavailable e) {
    String state = e.getCause() instanceof SQLException cause ? cause.getSQLState() : "";
    return state != null
        && (state.startsWith("40") || state.equals("23505") || state.equals("90131"));
  }

  private boolean take(Connection connection, long id, List<RawRecord> rows) throws SQLException {
    Optional<Row> locked = ImportRows.lock(connection, id);
    if (locked.isEmpty() || locked.get().job().state().isEnded()) {
      return false;
    }
    Row before = locked.get();
    // what is kept already comes again when the job knows less than the database
    List<RawRecord> fresh = rows.stream().filter(r -> r.to() > before.job().position()).toList();
    if (fresh.isEmpty()) {
      return true;
    }
    ImportPlan plan = planned(connection, before, fresh);
    ImportCounts counts = before.job().counts().plus(plan.counts());
    int room = (int) Math.max(0, settings.get().imports().reportMax() - before.told());
    List<ReportLine> told =
        plan.report().size() <= room ? plan.report() : plan.report().subList(0, room);
    ImportRows.tell(connection, id, before.told(), told);
    RawRecord last = fresh.get(fresh.size() - 1);
    ImportRows.advance(
        connection, id, last.to(), last.nextLine(), counts, before.told() + told.size());
    return true;
  }

  private ImportPlan planned(Connection connection, Row row, List<RawRecord> records)
      throws SQLException {
    var job = row.job();
    Instant now = clock.instant();
    ContactSchema schema = contacts.schema(job.tenant());
    var reader = new RowReader(schema, job.order(), columns.get(job.id()), job.createdAt());
    List<ImportRow> rows =
        records.stream().map(reader::read).filter(each -> !isForgotten(each)).toList();
    Set<String> subjects = new LinkedHashSet<>();
    Set<String> attributes = new HashSet<>();
    for (ImportRow each : rows) {
      if (each instanceof ImportRow.Given given) {
        subjects.add(given.fields().subject().text());
        attributes.addAll(given.fields().attributes().keySet());
      }
    }
    var plan =
        new ImportPlan(
            job.order(),
            schema.lists(),
            address ->
                suppressions.current().find(job.tenant(), address, now).map(Match::sentence));
    // a dry run gives out no columns
    Set<String> written = job.order().isDryRun() ? Set.of() : attributes;
    var batch = new ContactBatch(connection, job.tenant(), schema, written);
    batch.load(subjects, plan);
    rows.forEach(plan::add);
    if (!job.order().isDryRun()) {
      batch.write(plan, job.author() + ", import " + job.id(), now);
      batch.ask(plan, settings.get().confirmations(), now);
    }
    return plan;
  }

  private boolean isForgotten(ImportRow row) {
    return row instanceof ImportRow.Given given
        && forgotten.contains(given.fields().subject().text());
  }

  @Override
  public void finish(String id) {
    end(id, ImportState.DONE, "");
  }

  @Override
  public void fail(String id, String problem) {
    end(id, ImportState.FAILED, problem);
  }

  private void end(String id, ImportState state, String problem) {
    Instant now = clock.instant();
    Optional<Row> ended =
        database.durably(
            connection -> {
              Optional<Row> row =
                  ImportRows.lock(connection, Long.parseLong(id))
                      .filter(r -> !r.job().state().isEnded());
              if (row.isPresent()) {
                ImportRows.end(connection, Long.parseLong(id), state, problem, now);
                ImportAudit.add(
                    connection,
                    new Actor("contact import", ""),
                    state == ImportState.DONE ? "import-done" : "import-failed",
                    row.get().job(),
                    now);
              }
              return row;
            });
    columns.remove(id);
    if (columns.isEmpty()) {
      forgotten.clear();
    }
    ended.ifPresent(row -> folder.remove(row.file()));
  }

  @Override
  public void sweep() {
    Set<String> owned =
        new HashSet<>(database.inTransaction(connection -> ImportRows.files(connection, node)));
    folder.sweep(owned, clock.instant());
  }
}
