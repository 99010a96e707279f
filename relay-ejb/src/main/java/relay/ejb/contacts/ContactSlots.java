package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.ContactAttributeKind;
import relay.domain.control.Fields;

/**
 * The columns of a tenant's attributes, given out when the first value of one is written. An
 * attribute that is declared no more keeps its column until another one needs it.
 */
final class ContactSlots {
  private ContactSlots() {}

  private record Used(String name, String type) {}

  /** Column by name of the declared attributes that have one. */
  static Map<String, AttributeColumn> read(
      Connection connection, String tenant, Map<String, AttributeType> declared)
      throws SQLException {
    Map<String, AttributeColumn> columns = new TreeMap<>();
    used(connection, tenant)
        .forEach(
            (slot, used) -> {
              AttributeType type = declared.get(used.name());
              if (type != null && Fields.word(type).equals(used.type())) {
                columns.put(used.name(), new AttributeColumn(slot, type));
              }
            });
    return columns;
  }

  /** The same, in which all of these attributes have one. */
  static Map<String, AttributeColumn> assigned(
      Connection connection, String tenant, Map<String, AttributeType> declared, Set<String> names)
      throws SQLException {
    Map<String, AttributeColumn> columns = read(connection, tenant, declared);
    if (columns.keySet().containsAll(names)) {
      return columns;
    }
    try (PreparedStatement lock =
            connection.prepareStatement(
                "select id from contact_slot_lock where id = 1 for update");
        ResultSet row = lock.executeQuery()) {
      row.next();
    }
    columns = read(connection, tenant, declared);
    for (String name : names) {
      if (!columns.containsKey(name)) {
        AttributeType type = declared.get(name);
        columns.put(name, new AttributeColumn(assign(connection, tenant, name, declared), type));
      }
    }
    return columns;
  }

  private static String assign(
      Connection connection, String tenant, String name, Map<String, AttributeType> declared)
      throws SQLException {
    AttributeType type = declared.get(name);
    String slot = free(connection, tenant, type, declared);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into contact_slot (tenant, name, type, slot) values (?, ?, ?, ?)")) {
      insert.setString(1, tenant);
      insert.setString(2, name);
      insert.setString(3, Fields.word(type));
      insert.setString(4, slot);
      insert.executeUpdate();
    }
    return slot;
  }

  private static String free(
      Connection connection, String tenant, AttributeType type, Map<String, AttributeType> declared)
      throws SQLException {
    Map<String, Used> used = used(connection, tenant);
    String sort = type.isTextual() ? "t" : "n";
    String forgotten = null;
    for (int i = 1; i <= ContactAttributeKind.OF_A_SORT_MAX; i++) {
      Used by = used.get(sort + i);
      if (by == null) {
        return sort + i;
      }
      AttributeType now = declared.get(by.name());
      if (now == null || !Fields.word(now).equals(by.type())) {
        forgotten = sort + i;
      }
    }
    if (forgotten == null) {
      throw new SQLException("there are more attributes of tenant " + tenant + " than columns");
    }
    clear(connection, tenant, forgotten);
    return forgotten;
  }

  private static void clear(Connection connection, String tenant, String slot) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update contact set "
                + slot
                + " = null where tenant = ? and "
                + slot
                + " is not null")) {
      update.setString(1, tenant);
      update.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from contact_slot where tenant = ? and slot = ?")) {
      delete.setString(1, tenant);
      delete.setString(2, slot);
      delete.executeUpdate();
    }
  }

  private static Map<String, Used> used(Connection connection, String tenant) throws SQLException {
    Map<String, Used> used = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select slot, name, type from contact_slot where tenant = ?")) {
      select.setString(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          used.put(row.getString(1), new Used(row.getString(2), row.getString(3)));
        }
      }
    }
    return used;
  }
}
