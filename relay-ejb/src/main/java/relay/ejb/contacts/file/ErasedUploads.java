package relay.ejb.contacts.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ImportSettings;
import relay.domain.contacts.file.ImportRow;
import relay.domain.contacts.file.RowReader;
import relay.domain.control.InvalidField;
import relay.domain.csv.RawRecord;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore;
import relay.domain.suppression.SuppressionSubject;
import relay.ejb.contacts.file.ImportRows.Row;
import relay.ejb.database.Database;

/**
 * Files of this node that were not read to their end forget an address: its rows become blank, one
 * file a step. What was read already, and may be on its way into the database, is forgotten there.
 */
final class ErasedUploads implements PersonalStore {
  private final Database database;
  private final ImportFolder folder;
  private final ContactDesk contacts;
  private final DatabaseImportWork work;
  private final Supplier<ImportSettings> settings;
  private final String node;

  ErasedUploads(
      Database database,
      ImportFolder folder,
      ContactDesk contacts,
      DatabaseImportWork work,
      Supplier<ImportSettings> settings,
      String node) {
    this.database = database;
    this.folder = folder;
    this.contacts = contacts;
    this.work = work;
    this.settings = settings;
    this.node = node;
  }

  @Override
  public String name() {
    return "contact-imports";
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public long count(ErasureOrder order) {
    return open().size();
  }

  @Override
  public Step forget(ErasureOrder order, String place) {
    // first: rows that were read before they became blank must not bring the contact back
    work.forget(SuppressionSubject.of(order.address()));
    long after = place.isEmpty() ? 0 : Long.parseLong(place);
    Optional<Row> next =
        open().stream().filter(row -> Long.parseLong(row.job().id()) > after).findFirst();
    return next.isEmpty()
        ? Step.finished(0, place)
        : Step.on(blank(order, next.get()), next.get().job().id());
  }

  private List<Row> open() {
    return database.inTransaction(connection -> ImportRows.open(connection, node));
  }

  private long blank(ErasureOrder order, Row row) {
    long changed = 0;
    try (ImportFile file =
        ImportFile.open(
            folder, row, contacts.schema(row.job().tenant()), settings.get().rowOctetsMax())) {
      var reader =
          new RowReader(
              contacts.schema(row.job().tenant()),
              row.job().order(),
              file.columns(),
              row.job().createdAt());
      for (Optional<RawRecord> each = file.next(); each.isPresent(); each = file.next()) {
        if (isAbout(order, each.get(), reader)) {
          folder.blank(row.file(), each.get().from(), each.get().to());
          changed++;
        }
      }
    } catch (InvalidField e) {
      return changed; // its columns are declared no more: the job will not read it either
    } catch (IOException e) {
      throw new UncheckedIOException("the file of import " + row.job().id(), e);
    }
    return changed;
  }

  private static boolean isAbout(ErasureOrder order, RawRecord record, RowReader reader) {
    return order.isIn(record.text())
        || reader.read(record) instanceof ImportRow.Given given
            && given.fields().subject().equals(SuppressionSubject.of(order.address()));
  }
}
