package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactFields;
import relay.domain.contacts.ContactFrequency;
import relay.domain.mail.EmailAddress;

/**
 * Contacts of one tenant as rows, within a transaction of the caller.
 *
 * @param columns where its attributes are
 * @param lists that there are; states of others are kept and not told
 */
record ContactRows(String tenant, Map<String, AttributeColumn> columns, Set<String> lists) {
  private static final String OWN =
      "id, address, locale, zone, consents, created_at, changed_at, version, frequency";
  private static final int OWN_COLUMNS = 9;

  /** A contact and what its row says of lists, also of those that are no more. */
  record Row(Contact contact, Map<String, ConsentState> marks) {}

  /**
   * The contacts that are meant, in the order of their ids. The tenant is the same in all of them
   * and stands in the order for H2, which reads in that of an index only when it is told all of it,
   * and else sorts every contact of the tenant for each page.
   */
  List<Contact> select(Connection connection, Condition condition, int most) throws SQLException {
    return rows(connection, condition, " order by tenant, id limit " + most).stream()
        .map(Row::contact)
        .toList();
  }

  /** The contact of this id, its row locked until the transaction ends. */
  Optional<Row> lock(Connection connection, long id) throws SQLException {
    return rows(connection, Condition.ofTenant(tenant).and("id = ?", id), " for update").stream()
        .findFirst();
  }

  List<Row> rows(Connection connection, Condition condition, String end) throws SQLException {
    var columnNames = new StringBuilder(OWN);
    columns.values().forEach(each -> columnNames.append(", ").append(each.column()));
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + columnNames + " from " + condition.from() + " where " + condition + end)) {
      condition.bind(select, 1);
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(read(row));
        }
      }
      return rows;
    }
  }

  private Row read(ResultSet row) throws SQLException {
    Map<String, AttributeValue> attributes = new TreeMap<>();
    int index = OWN_COLUMNS;
    for (Map.Entry<String, AttributeColumn> each : columns.entrySet()) {
      index++;
      each.getValue().read(row, index).ifPresent(value -> attributes.put(each.getKey(), value));
    }
    Map<String, ConsentState> marks = ConsentMarks.read(row.getString(5));
    Map<String, ConsentState> told = new TreeMap<>(marks);
    told.keySet().retainAll(lists);
    String locale = row.getString(3);
    String zone = row.getString(4);
    var fields =
        new ContactFields(
            EmailAddress.parse(row.getString(2)),
            attributes,
            locale.isEmpty() ? Optional.empty() : Optional.of(Locale.forLanguageTag(locale)),
            zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone)));
    Instant created = row.getObject(6, OffsetDateTime.class).toInstant();
    Instant changed = row.getObject(7, OffsetDateTime.class).toInstant();
    String id = Long.toString(row.getLong(1));
    // What a later version calls otherwise is no bound that this one knows.
    ContactFrequency often =
        ContactFrequency.labelled(row.getString(9)).orElse(ContactFrequency.NORMAL);
    return new Row(
        new Contact(tenant, id, fields, told, often, created, changed, row.getLong(8)), marks);
  }

  /** The statement that {@link #bindNew} fills. */
  PreparedStatement insert(Connection connection) throws SQLException {
    var names =
        new StringBuilder(
            "address, locale, zone, consents, changed_at, subject, domain, tenant, created_at,"
                + " version");
    var marks = new StringBuilder("?, ?, ?, ?, ?, ?, ?, ?, ?, 1");
    columns
        .values()
        .forEach(
            each -> {
              names.append(", ").append(each.column());
              marks.append(", ?");
            });
    return connection.prepareStatement(
        "insert into contact (" + names + ") values (" + marks + ")");
  }

  void bindNew(
      PreparedStatement insert, ContactFields fields, Map<String, ConsentState> marks, Instant now)
      throws SQLException {
    bindOwn(insert, fields, marks, now);
    insert.setString(6, fields.subject().text());
    insert.setString(7, fields.subject().domain());
    insert.setString(8, tenant);
    insert.setObject(9, at(now));
    bindAttributes(insert, 10, fields);
  }

  /** The statement that {@link #bindChanged} fills. */
  PreparedStatement update(Connection connection) throws SQLException {
    var sets = new StringBuilder();
    columns.values().forEach(each -> sets.append(", ").append(each.column()).append(" = ?"));
    return connection.prepareStatement(
        "update contact set address = ?, locale = ?, zone = ?, consents = ?, changed_at = ?,"
            + " version = version + 1"
            + sets
            + " where tenant = ? and id = ?");
  }

  void bindChanged(
      PreparedStatement update,
      long id,
      ContactFields fields,
      Map<String, ConsentState> marks,
      Instant now)
      throws SQLException {
    bindOwn(update, fields, marks, now);
    int next = bindAttributes(update, 6, fields);
    update.setString(next, tenant);
    update.setLong(next + 1, id);
  }

  private static void bindOwn(
      PreparedStatement row, ContactFields fields, Map<String, ConsentState> marks, Instant now)
      throws SQLException {
    row.setString(1, fields.address().toString());
    row.setString(2, fields.locale().map(Locale::toLanguageTag).orElse(""));
    row.setString(3, fields.zone().map(ZoneId::getId).orElse(""));
    row.setString(4, ConsentMarks.write(marks));
    row.setObject(5, at(now));
  }

  private int bindAttributes(PreparedStatement row, int from, ContactFields fields)
      throws SQLException {
    int next = from;
    for (Map.Entry<String, AttributeColumn> each : columns.entrySet()) {
      Object value =
          each.getValue().kept(Optional.ofNullable(fields.attributes().get(each.getKey())));
      row.setObject(
          next++,
          value,
          each.getValue().type().isTextual() ? java.sql.Types.VARCHAR : java.sql.Types.DOUBLE);
    }
    return next;
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
