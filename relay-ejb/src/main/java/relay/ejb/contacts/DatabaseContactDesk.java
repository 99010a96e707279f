package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import relay.domain.audit.Actor;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactChoice;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactFields;
import relay.domain.contacts.ContactFilter;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactOutcome;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.behaviour.Behaviour;
import relay.domain.control.ControlSource;
import relay.domain.control.InvalidField;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.view.ViewUnavailable;
import relay.ejb.contacts.ContactRows.Row;
import relay.ejb.database.Database;

/** Contacts in the database. */
final class DatabaseContactDesk implements ContactDesk {
  private static final String NOT_UNIQUE = "23505";
  private final Database database;
  private final ControlSource source;
  private final Supplier<ConfirmationSettings> settings;
  private final InstantSource clock;

  DatabaseContactDesk(
      Database database,
      ControlSource source,
      Supplier<ConfirmationSettings> settings,
      InstantSource clock) {
    this.database = database;
    this.source = source;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public ContactSchema schema(String tenant) {
    return ContactSchema.of(source.state(), tenant);
  }

  @Override
  public Page list(String tenant, ContactFilter filter, Optional<String> cursor, int most) {
    Condition condition = Condition.ofTenant(tenant);
    narrow(condition, filter);
    cursor.ifPresent(
        after ->
            condition.and(
                "id > ?",
                id(after).orElseThrow(() -> new IllegalArgumentException("not a cursor"))));
    List<Contact> found =
        database.inTransaction(
            connection -> rows(connection, tenant).select(connection, condition, most + 1));
    boolean isMore = found.size() > most;
    List<Contact> page = isMore ? List.copyOf(found.subList(0, most)) : found;
    return new Page(page, isMore ? Optional.of(page.get(most - 1).id()) : Optional.empty());
  }

  private static void narrow(Condition condition, ContactFilter filter) {
    filter.subject().ifPresent(subject -> condition.and("subject = ?", subject.text()));
    filter.domain().ifPresent(domain -> condition.and("domain = ?", domain));
    filter
        .list()
        .ifPresent(
            list ->
                condition.and(
                    "consents like ?",
                    filter
                        .state()
                        .map(state -> ConsentMarks.pattern(list, state))
                        .orElseGet(() -> ConsentMarks.pattern(list))));
  }

  private ContactRows rows(Connection connection, String tenant) throws SQLException {
    ContactSchema schema = schema(tenant);
    return new ContactRows(
        tenant,
        ContactSlots.read(connection, tenant, schema.attributes()),
        schema.lists().keySet());
  }

  /** The same, with a column for every attribute that these fields have. */
  private ContactRows rows(Connection connection, String tenant, ContactFields fields)
      throws SQLException {
    ContactSchema schema = schema(tenant);
    Set<String> names = new TreeSet<>(fields.attributes().keySet());
    names.retainAll(schema.attributes().keySet());
    return new ContactRows(
        tenant,
        ContactSlots.assigned(connection, tenant, schema.attributes(), names),
        schema.lists().keySet());
  }

  @Override
  public Optional<Contact> find(String tenant, String id) {
    return id(id)
        .flatMap(
            number ->
                database.inTransaction(
                    connection ->
                        rows(connection, tenant)
                            .select(connection, Condition.ofTenant(tenant).and("id = ?", number), 1)
                            .stream()
                            .findFirst()));
  }

  @Override
  public Behaviour behaviour(Contact contact) {
    Long id = Long.valueOf(contact.id());
    return database
        .inTransaction(connection -> BehaviourRows.read(connection, List.of(id), ""))
        .getOrDefault(id, Behaviour.NONE);
  }

  @Override
  public List<Contact> of(EmailAddress address) {
    String subject = SuppressionSubject.of(address).text();
    return database.inTransaction(
        connection -> {
          List<Contact> found = new ArrayList<>();
          for (String tenant : tenants(connection, subject)) {
            Condition condition = Condition.ofTenant(tenant).and("subject = ?", subject);
            found.addAll(rows(connection, tenant).select(connection, condition, 1));
          }
          return found;
        });
  }

  private static List<String> tenants(Connection connection, String subject) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select tenant from contact where subject = ? order by tenant")) {
      select.setString(1, subject);
      List<String> tenants = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tenants.add(row.getString(1));
        }
      }
      return tenants;
    }
  }

  @Override
  public ContactOutcome create(String tenant, ContactFields fields, Actor by) {
    try {
      return made(tenant, fields, by);
    } catch (ViewUnavailable e) {
      if (e.getCause() instanceof SQLException cause && NOT_UNIQUE.equals(cause.getSQLState())) {
        return made(tenant, fields, by); // somebody was faster, and is found now
      }
      throw e;
    }
  }

  private ContactOutcome made(String tenant, ContactFields fields, Actor by) {
    Instant now = clock.instant();
    String hash = ConsentRows.hash(fields.subject());
    return database.durably(
        connection -> {
          ContactRows rows = rows(connection, tenant, fields);
          Condition same = Condition.ofTenant(tenant).and("subject = ?", fields.subject().text());
          List<Contact> there = rows.select(connection, same, 1);
          if (!there.isEmpty()) {
            return new ContactOutcome.Taken(there.get(0).id());
          }
          Map<String, ConsentState> marks = ConsentRows.left(connection, tenant, hash);
          try (PreparedStatement insert = rows.insert(connection)) {
            rows.bindNew(insert, fields, marks, now);
            insert.executeUpdate();
          }
          ConsentRows.end(connection, tenant, hash, Optional.empty());
          Contact made = rows.select(connection, same, 1).get(0);
          ConsentChange.audit(connection, "contact-create", made, by, now);
          return new ContactOutcome.Done(made);
        });
  }

  @Override
  public ContactOutcome change(
      String tenant, String id, Set<Long> versions, UnaryOperator<ContactFields> change, Actor by) {
    Instant now = clock.instant();
    long number = id(id).orElse(-1L);
    return database.durably(
        connection -> {
          Optional<Row> locked = rows(connection, tenant).lock(connection, number);
          if (locked.isEmpty()) {
            return new ContactOutcome.Missing();
          }
          Contact before = locked.get().contact();
          if (!versions.isEmpty() && !versions.contains(before.version())) {
            return new ContactOutcome.Unexpected(Optional.of(before));
          }
          ContactFields after = change.apply(before.fields());
          if (!after.subject().equals(before.fields().subject())) {
            throw new InvalidField(
                "address",
                "must stay the same mailbox, for consents were given for it; make another contact");
          }
          if (after.equals(before.fields())) {
            return new ContactOutcome.Done(before);
          }
          return new ContactOutcome.Done(
              changed(connection, rows(connection, tenant, after), locked.get(), after, by, now));
        });
  }

  private static Contact changed(
      Connection connection,
      ContactRows rows,
      Row before,
      ContactFields after,
      Actor by,
      Instant now)
      throws SQLException {
    long id = Long.parseLong(before.contact().id());
    try (PreparedStatement update = rows.update(connection)) {
      rows.bindChanged(update, id, after, before.marks(), now);
      update.executeUpdate();
    }
    Contact contact = rows.lock(connection, id).orElseThrow().contact();
    ConsentChange.audit(connection, "contact-change", contact, by, now);
    return contact;
  }

  @Override
  public boolean remove(String tenant, String id, Actor by) {
    Instant now = clock.instant();
    long number = id(id).orElse(-1L);
    return database.durably(
        connection -> {
          Optional<Row> locked = rows(connection, tenant).lock(connection, number);
          if (locked.isEmpty()) {
            return false;
          }
          try (PreparedStatement delete =
              connection.prepareStatement("delete from contact where tenant = ? and id = ?")) {
            delete.setString(1, tenant);
            delete.setLong(2, number);
            delete.executeUpdate();
          }
          Contact gone = locked.get().contact();
          String hash = ConsentRows.hash(gone.fields().subject());
          ConsentRows.end(connection, tenant, hash, Optional.of(now));
          ConsentChange.audit(connection, "contact-remove", gone, by, now);
          return true;
        });
  }

  @Override
  public ConsentOutcome consent(
      String tenant, String id, ContactList list, Consent wish, Actor by) {
    Instant now = clock.instant();
    long number = id(id).orElse(-1L);
    return database.durably(
        connection -> {
          ContactRows rows = rows(connection, tenant);
          Optional<Row> locked = rows.lock(connection, number);
          if (locked.isEmpty()) {
            return new ConsentOutcome.Missing();
          }
          var change = new ConsentChange(rows, locked.get());
          ConsentOutcome outcome = change.judge(list, wish);
          change.write(connection, by, now);
          change.ask(connection, settings.get(), now);
          return outcome;
        });
  }

  @Override
  public ConsentOutcome leave(
      String tenant, EmailAddress address, ContactList list, Consent wish, Actor by) {
    Instant now = clock.instant();
    SuppressionSubject subject = SuppressionSubject.of(address);
    String hash = ConsentRows.hash(subject);
    return database.durably(
        connection -> {
          ContactRows rows = rows(connection, tenant);
          Condition his = Condition.ofTenant(tenant).and("subject = ?", subject.text());
          List<Contact> there = rows.select(connection, his, 1);
          Optional<Row> locked =
              there.isEmpty()
                  ? Optional.empty()
                  : rows.lock(connection, Long.parseLong(there.get(0).id()));
          if (locked.isEmpty()) {
            return new ConsentOutcome.Missing();
          }
          ConsentState state = locked.get().marks().get(list.id());
          if (ConsentRows.isAfter(connection, tenant, hash, wish)) {
            return new ConsentOutcome.Kept(state);
          }
          var change = new ConsentChange(rows, locked.get());
          ConsentOutcome outcome = change.judge(list, wish);
          change.write(connection, by, now);
          return outcome;
        });
  }

  @Override
  public Optional<Contact> choose(String tenant, String id, ContactChoice choice, Actor by) {
    Instant now = clock.instant();
    long number = id(id).orElse(-1L);
    Map<String, ContactList> lists = schema(tenant).lists();
    return database.durably(
        connection -> {
          ContactRows rows = rows(connection, tenant);
          Optional<Row> locked = rows.lock(connection, number);
          if (locked.isEmpty()) {
            return Optional.empty();
          }
          var change = new ConsentChange(rows, locked.get());
          for (Consent wish : choice.wishes()) {
            if (lists.containsKey(wish.list())) {
              change.judge(lists.get(wish.list()), wish);
            }
          }
          choice.frequency().ifPresent(change::frequency);
          change.write(connection, by, now);
          change.ask(connection, settings.get(), now);
          return rows.lock(connection, number).map(Row::contact);
        });
  }

  @Override
  public Optional<List<Consent>> proofs(String tenant, String id) {
    return find(tenant, id)
        .map(
            contact ->
                database.inTransaction(
                    connection ->
                        ConsentRows.of(
                                connection,
                                ConsentRows.hash(contact.fields().subject()),
                                Optional.of(tenant))
                            .stream()
                            .map(Proof::consent)
                            .toList()));
  }

  @Override
  public Map<String, List<Consent>> proofs(String tenant, List<Contact> some) {
    Map<String, String> ids = new TreeMap<>();
    some.forEach(each -> ids.put(ConsentRows.hash(each.fields().subject()), each.id()));
    return database.inTransaction(connection -> ConsentRows.of(connection, tenant, ids));
  }

  @Override
  public void proofs(EmailAddress address, Consumer<Proof> sink) {
    String hash = ConsentRows.hash(SuppressionSubject.of(address));
    database
        .inTransaction(connection -> ConsentRows.of(connection, hash, Optional.empty()))
        .forEach(sink);
  }

  private static Optional<Long> id(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
