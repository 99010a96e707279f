package relay.ejb.contacts.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.consent.Confirmation;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactAttribute;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactFilter;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactSettings;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.ImportSettings;
import relay.domain.contacts.file.ContactImport;
import relay.domain.contacts.file.ImportDesk.Taken;
import relay.domain.contacts.file.ImportOrderJson;
import relay.domain.contacts.file.ImportWork;
import relay.domain.contacts.file.ReportLine;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.csv.RawRecord;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.Suppressions;
import relay.ejb.contacts.ContactDesks;
import relay.ejb.database.Database;

/** A node that reads files of contacts of tenant acme, at noon. */
final class ImportNode {
  static final Instant NOON = Contacts.NOON;
  static final Actor AL = new Actor("al", "192.0.2.1");
  private static final ImportSettings SETTINGS =
      new ImportSettings(100_000, 2_000, 1, 2, 2, 30, Duration.ofDays(7));

  final DatabaseImportDesk desk;
  final DatabaseImportWork work;
  final ContactDesk contacts;
  Instant now = NOON;
  boolean isTenantGone;
  long freeDisk = Long.MAX_VALUE / 2;
  private final Database database;
  private final Path data;
  private final ImportFolder folder;
  private ControlState state;

  ImportNode(Database database, Path data) {
    this.database = database;
    this.data = data;
    this.folder = new ImportFolder(data, 1_000, () -> freeDisk);
    List<ControlObject> objects = new ArrayList<>(Contacts.SCHEMA.lists().values());
    Contacts.SCHEMA
        .attributes()
        .forEach((name, type) -> objects.add(new ContactAttribute("acme", name, 1, type, "")));
    state = ControlState.EMPTY.with(1, objects, List.of());
    contacts = ContactDesks.in(database, () -> state, () -> now);
    desk = new DatabaseImportDesk(database, folder, contacts, () -> SETTINGS, "mx1", () -> now);
    work =
        new DatabaseImportWork(
            database,
            folder,
            contacts,
            Suppressions.NONE,
            () -> new ContactSettings(Duration.ofDays(1), SETTINGS, ContactDesks.CONFIRMATIONS),
            "mx1",
            () -> now,
            tenant -> !isTenantGone);
  }

  /** The same after a death: nothing of the memory is left. */
  ImportNode restarted() {
    return new ImportNode(database, data);
  }

  /** There is this list, too. */
  void declare(ContactList list) {
    state = state.with(state.revision() + 1, List.of(list), List.of());
  }

  /** Mails that ask a contact to confirm. */
  List<Confirmation> asked(String address) {
    return ContactDesks.confirmations(database, () -> now).of("acme", contact(address).id());
  }

  Taken take(InputStream file, String order) {
    try {
      return desk.take(
          "acme", ImportOrderJson.read(ControlJson.read(order), Contacts.SCHEMA), file, AL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ContactImport accepted(String file, String order) {
    return ((Taken.Accepted) take(ImportContract.stream(file), order)).job();
  }

  /** Reads an import to its end in chunks of two, as the job does. */
  void run(String id) {
    List<RawRecord> rows = rows(id);
    for (int i = 0; i < rows.size(); i += 2) {
      work.take(id, rows.subList(i, Math.min(i + 2, rows.size())));
    }
    work.finish(id);
  }

  /** What is left to read. */
  List<RawRecord> rows(String id) {
    List<RawRecord> rows = new ArrayList<>();
    Optional<ImportWork.Rows> file = work.begin(id);
    if (file.isPresent()) {
      try (ImportWork.Rows open = file.get()) {
        for (Optional<RawRecord> next = open.next(); next.isPresent(); next = open.next()) {
          rows.add(next.get());
        }
      }
    }
    return rows;
  }

  ContactImport show(ContactImport job) {
    return desk.find("acme", job.id()).orElseThrow();
  }

  List<ReportLine> report(ContactImport job) {
    List<ReportLine> lines = new ArrayList<>();
    desk.report("acme", job.id(), lines::add);
    return lines;
  }

  List<Contact> all() {
    return contacts.list("acme", ContactFilter.ALL, Optional.empty(), 100).contacts();
  }

  Contact contact(String address) {
    return contacts.of(EmailAddress.parse(address)).get(0);
  }

  List<String> files() {
    return folder.names();
  }

  void removeFile(int index) {
    folder.remove(folder.names().get(index));
  }

  void forgetAttribute(String name) {
    var key = new ContactAttribute("acme", name, 1, AttributeType.TEXT, "").key();
    state = state.with(state.revision() + 1, List.of(), List.of(key));
  }

  ErasedUploads erasing() {
    return new ErasedUploads(database, folder, contacts, work, () -> SETTINGS, "mx1");
  }

  List<String> audit() {
    return database.inTransaction(
        connection -> {
          List<String> actions = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement("select action from audit order by entry");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              actions.add(row.getString(1));
            }
          }
          return actions;
        });
  }

  static void empty(Database database) {
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String table :
                List.of(
                    "contact",
                    "contact_slot",
                    "consent_proof",
                    "contact_import",
                    "contact_import_report")) {
              statement.execute("delete from " + table);
            }
            return null;
          }
        });
  }
}
