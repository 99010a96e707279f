package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.automation.ContactSearch;
import relay.domain.contacts.AttributeComparison;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.SegmentCondition;
import relay.domain.control.ControlSource;
import relay.domain.control.InvalidField;
import relay.ejb.database.Database;

/** Finds contacts for automations in the database. */
final class DatabaseContactSearch implements ContactSearch {
  /**
   * Changes are committed in another order than their times: what is this old is committed, and
   * clocks of nodes do not differ by more.
   */
  static final Duration LAG = Duration.ofSeconds(15);

  private final Database database;
  private final ControlSource source;
  private final InstantSource clock;

  /**
   * Where a search for who joined is: behind this change, and looking for proofs after one.
   *
   * @param id of the contact that was changed then
   */
  private record Place(long millis, long id, long proof) {
    static Place of(String text) {
      String[] parts = text.split(" ");
      return new Place(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    @Override
    public String toString() {
      return millis + " " + id + " " + proof;
    }
  }

  DatabaseContactSearch(Database database, ControlSource source, InstantSource clock) {
    this.database = database;
    this.source = source;
    this.clock = clock;
  }

  private ContactRows rows(Connection connection, String tenant) throws SQLException {
    ContactSchema schema = ContactSchema.of(source.state(), tenant);
    return new ContactRows(
        tenant,
        ContactSlots.read(connection, tenant, schema.attributes()),
        schema.lists().keySet());
  }

  @Override
  public boolean holds(String tenant, String contact, SegmentCondition condition) {
    return database.inTransaction(
        connection -> {
          Condition who = Condition.ofTenant(tenant).and("id = ?", Long.valueOf(contact));
          ContactRows rows = rows(connection, tenant);
          SegmentSql.and(who, condition, rows.columns(), clock.instant());
          return !rows.select(connection, who, 1).isEmpty();
        });
  }

  @Override
  public Some joined(String tenant, String list, Optional<String> place, int most, Instant now) {
    long until = now.minus(LAG).toEpochMilli();
    return database.inTransaction(
        connection -> {
          if (place.isEmpty()) {
            var first = new Place(until, Long.MAX_VALUE, lastProof(connection));
            return new Some(List.of(), first.toString(), false);
          }
          Place from = Place.of(place.get());
          if (until <= from.millis()) {
            return new Some(List.of(), place.get(), false);
          }
          List<Contact> changed = changed(connection, tenant, list, from, until, most);
          boolean more = changed.size() >= most;
          Place next = new Place(until, Long.MAX_VALUE, from.proof());
          if (more) {
            Contact last = changed.get(changed.size() - 1);
            next =
                new Place(last.changedAt().toEpochMilli(), Long.parseLong(last.id()), from.proof());
          }
          return new Some(
              joined(connection, tenant, list, changed, from.proof()), next.toString(), more);
        });
  }

  private List<Contact> changed(
      Connection connection, String tenant, String list, Place from, long until, int most)
      throws SQLException {
    Object after = ContactRows.at(Instant.ofEpochMilli(from.millis()));
    Condition who =
        Condition.ofTenant(tenant)
            .and("changed_at >= ?", after)
            .and("changed_at <= ?", ContactRows.at(Instant.ofEpochMilli(until)))
            .and("(changed_at > ? or id > ?)", after, from.id())
            .and("consents like ?", ConsentMarks.pattern(list, ConsentState.CONFIRMED));
    return rows(connection, tenant)
        .rows(connection, who, " order by tenant, changed_at, id limit " + most)
        .stream()
        .map(ContactRows.Row::contact)
        .toList();
  }

  /** Those who did so since the automation looks: by the proof of it, which is never twice. */
  private static List<Found> joined(
      Connection connection, String tenant, String list, List<Contact> some, long base)
      throws SQLException {
    if (some.isEmpty()) {
      return List.of();
    }
    List<Object> hashes = new ArrayList<>();
    some.forEach(each -> hashes.add(ConsentRows.hash(each.fields().subject())));
    Condition whose =
        Condition.ofTenant(tenant)
            .and("list = ?", list)
            .and("state = ?", ConsentState.CONFIRMED.label())
            // who says that he still wants it was on it
            .and("source <> ?", ConsentSource.RENEWAL.label())
            .and("id > ?", base)
            .and("subject_hash in (" + "?, ".repeat(hashes.size() - 1) + "?)", hashes.toArray());
    Map<String, Long> proofs = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select subject_hash, max(id) from consent_proof where "
                + whose
                + " group by subject_hash")) {
      whose.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          proofs.put(row.getString(1), row.getLong(2));
        }
      }
    }
    List<Found> found = new ArrayList<>();
    for (Contact each : some) {
      Long proof = proofs.get(ConsentRows.hash(each.fields().subject()));
      if (proof != null) {
        found.add(new Found(each.id(), "proof " + proof, each.fields().zone()));
      }
    }
    return found;
  }

  private static long lastProof(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select coalesce(max(id), 0) from consent_proof");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public Some dated(String tenant, String attribute, List<LocalDate> days, String after, int most) {
    ContactSchema schema = ContactSchema.of(source.state(), tenant);
    if (schema.attributes().get(attribute) != AttributeType.DATE) {
      throw new InvalidField(attribute, "must be an attribute of type date");
    }
    List<AttributeValue> values = new ArrayList<>();
    days.forEach(day -> values.add(new AttributeValue.Day(day)));
    var asked = new SegmentCondition.Attribute(attribute, AttributeComparison.ONE_OF, values);
    return database.inTransaction(
        connection -> {
          ContactRows rows = rows(connection, tenant);
          Condition who =
              Condition.ofTenant(tenant)
                  .and("id > ?", after.isEmpty() ? 0L : Long.parseLong(after));
          SegmentSql.and(who, asked, rows.columns(), clock.instant());
          List<Contact> some = rows.select(connection, who, most);
          String place = some.isEmpty() ? after : some.get(some.size() - 1).id();
          return new Some(
              some.stream().map(c -> new Found(c.id(), "", c.fields().zone())).toList(),
              place,
              some.size() >= most);
        });
  }
}
