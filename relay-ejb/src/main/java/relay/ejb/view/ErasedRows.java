package relay.ejb.view;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.journal.EventJson;
import relay.domain.privacy.ErasedEvent;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore;
import relay.ejb.database.Database;

/**
 * The message view forgets an address: every mail that it sent or received stays, with another name
 * in its place and without what else tells of the person. Some mails in one transaction, by id.
 */
final class ErasedRows implements PersonalStore {
  private static final int MAILS_AT_ONCE = 200;
  private static final String OF_ADDRESS =
      " from (select m.id from message m where m.sender_key = ? and m.id > ? and m.id < ?"
          + " union select r.message_id from recipient r"
          + " where r.address_key = ? and r.message_id > ? and r.message_id < ?) mails (id)";
  private final Database database;
  private final EventJson json = new EventJson();

  ErasedRows(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "messages";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public long count(ErasureOrder order) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select count(*)" + OF_ADDRESS)) {
            bind(select, order, "");
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  @Override
  public Step forget(ErasureOrder order, String place) {
    return database.durably(
        connection -> {
          List<String> mails = mails(connection, order, place);
          for (String mail : mails) {
            message(connection, order, mail);
            recipients(connection, order, mail);
          }
          String next = mails.isEmpty() ? place : mails.get(mails.size() - 1);
          return new Step(mails.size(), next, mails.size() < MAILS_AT_ONCE);
        });
  }

  private static List<String> mails(Connection connection, ErasureOrder order, String place)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select id" + OF_ADDRESS + " order by id limit ?")) {
      bind(select, order, place);
      select.setInt(7, MAILS_AT_ONCE);
      List<String> mails = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          mails.add(row.getString(1));
        }
      }
      return mails;
    }
  }

  private static void bind(PreparedStatement select, ErasureOrder order, String place)
      throws SQLException {
    String key = ViewRows.key(order.address().toString());
    String end = order.firstAfter().text();
    for (int from : new int[] {1, 4}) {
      select.setString(from, key);
      select.setString(from + 1, place);
      select.setString(from + 2, end);
    }
  }

  private void message(Connection connection, ErasureOrder order, String mail) throws SQLException {
    String sender;
    String account;
    String story;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select sender, account, story from message where id = ? for update")) {
      select.setString(1, mail);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return; // pruned meanwhile
        }
        sender = order.without(mail, row.getString(1));
        account = order.without(mail, row.getString(2));
        story = story(order, mail, row.getString(3));
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update message set sender = ?, sender_key = ?, account = ?, story = ?,"
                + " subject = '', message_id = '' where id = ?")) {
      update.setString(1, sender);
      update.setString(2, ViewRows.key(sender));
      update.setString(3, account);
      update.setString(4, story);
      update.setString(5, mail);
      update.executeUpdate();
    }
  }

  private String story(ErasureOrder order, String mail, String story) {
    var erased = new ErasedEvent(order);
    var out = new StringBuilder(story.length());
    story.lines().forEach(line -> out.append(line(erased, order, mail, line)).append('\n'));
    return out.toString();
  }

  private String line(ErasedEvent erased, ErasureOrder order, String mail, String line) {
    byte[] octets = line.getBytes(StandardCharsets.UTF_8);
    try {
      return erased.of(json.read(octets, 0, octets.length));
    } catch (IllegalArgumentException e) {
      return order.without(mail, line); // of another version: at least the address goes
    }
  }

  private static void recipients(Connection connection, ErasureOrder order, String mail)
      throws SQLException {
    Map<String, String> replies = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select address, reply from recipient where message_id = ?"
                + " and (address_key = ? or position(? in lower(reply)) > 0)")) {
      String key = ViewRows.key(order.address().toString());
      select.setString(1, mail);
      select.setString(2, key);
      select.setString(3, key);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          replies.put(row.getString(1), row.getString(2));
        }
      }
    }
    for (var row : replies.entrySet()) {
      if (order.isAbout(row.getKey())) {
        rename(connection, order, mail, row.getKey(), row.getValue());
      } else {
        reply(connection, mail, row.getKey(), order.without(mail, row.getValue()));
      }
    }
  }

  private static void rename(
      Connection connection, ErasureOrder order, String mail, String address, String reply)
      throws SQLException {
    String name = order.nameIn(mail, address);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update recipient set address = ?, address_key = ?, domain = ?, reply = ?"
                + " where message_id = ? and address = ?")) {
      update.setString(1, name);
      update.setString(2, name);
      update.setString(3, name.substring(name.indexOf('@') + 1));
      update.setString(4, reply.isEmpty() ? "" : ErasedEvent.codeOf(reply));
      update.setString(5, mail);
      update.setString(6, address);
      update.executeUpdate();
    }
  }

  private static void reply(Connection connection, String mail, String address, String reply)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update recipient set reply = ? where message_id = ? and address = ?")) {
      update.setString(1, reply);
      update.setString(2, mail);
      update.setString(3, address);
      update.executeUpdate();
    }
  }
}
