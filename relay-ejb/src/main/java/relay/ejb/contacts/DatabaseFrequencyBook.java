package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import relay.domain.contacts.behaviour.Behaviour;
import relay.domain.frequency.FrequencyBook;
import relay.domain.frequency.FrequencyWish;
import relay.domain.mail.QueueId;
import relay.domain.retention.AgingRows;
import relay.domain.tenancy.FrequencyCap;
import relay.ejb.database.Database;
import relay.ejb.database.OldRows;

/**
 * What contacts were sent, as rows. Whoever asks locks the rows of the contacts in the order of
 * their ids, so that two nodes that ask for the same contacts do so one after the other and never
 * wait for each other in a ring.
 */
public final class DatabaseFrequencyBook implements FrequencyBook {
  private static final OldRows.Statements OLD =
      new OldRows.Statements(
          "select id from contact_mail where sent_at < ? and id > ? order by id limit ?",
          "delete from contact_mail where id = ?");
  private final Database database;

  public DatabaseFrequencyBook(Database database) {
    this.database = database;
  }

  /** Rows that no cap asks for any more. */
  static AgingRows old(Database database) {
    Duration age = Duration.ofDays(FrequencyCap.DAYS_MAX);
    return OldRows.numbered(database, "contact-mail", () -> age, OLD);
  }

  @Override
  public Map<QueueId, Instant> claim(List<FrequencyWish> wishes, Instant now) {
    SortedSet<Long> contacts = new TreeSet<>();
    wishes.forEach(wish -> contacts.add(Long.valueOf(wish.contact())));
    // on disk before the mail is in its lane: what is repeated after a crash was counted
    return database.durably(
        connection -> {
          SortedSet<Long> there = lock(connection, contacts);
          return there.isEmpty() ? Map.of() : judge(connection, wishes, there, now);
        });
  }

  /** Those that are there; locked until the end of the transaction. */
  private static SortedSet<Long> lock(Connection connection, SortedSet<Long> contacts)
      throws SQLException {
    SortedSet<Long> there = new TreeSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from contact where id in ("
                + among(contacts)
                + ") order by id for update")) {
      bind(select, contacts);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          there.add(row.getLong(1));
        }
      }
    }
    return there;
  }

  private static Map<QueueId, Instant> judge(
      Connection connection, List<FrequencyWish> wishes, SortedSet<Long> there, Instant now)
      throws SQLException {
    Map<Long, Map<String, Instant>> sent = sent(connection, there);
    SortedSet<Long> unknown = new TreeSet<>(there);
    unknown.removeAll(sent.keySet());
    Map<Long, Behaviour> behaviour = BehaviourRows.read(connection, unknown, "");
    Map<QueueId, Instant> capped = new LinkedHashMap<>();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into contact_mail (contact_id, mail, sent_at) values (?, ?, ?)")) {
      for (FrequencyWish wish : wishes) {
        Long contact = Long.valueOf(wish.contact());
        Map<String, Instant> his = sent.computeIfAbsent(contact, id -> new HashMap<>());
        if (!there.contains(contact) || his.containsKey(wish.mail().text())) {
          continue;
        }
        Optional<Instant> last =
            Optional.ofNullable(behaviour.get(contact)).flatMap(Behaviour::delivered);
        Optional<Instant> until =
            wish.until(his.isEmpty() ? last.stream().toList() : his.values(), now);
        if (until.isPresent()) {
          capped.put(wish.mail(), until.get());
        } else {
          his.put(wish.mail().text(), now);
          insert.setLong(1, contact);
          insert.setString(2, wish.mail().text());
          insert.setObject(3, ContactRows.at(now));
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
    return capped;
  }

  /** What was counted, by contact and mail. */
  private static Map<Long, Map<String, Instant>> sent(
      Connection connection, SortedSet<Long> contacts) throws SQLException {
    Map<Long, Map<String, Instant>> sent = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select contact_id, mail, sent_at from contact_mail where contact_id in ("
                + among(contacts)
                + ")")) {
      bind(select, contacts);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sent.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
              .put(row.getString(2), row.getObject(3, OffsetDateTime.class).toInstant());
        }
      }
    }
    return sent;
  }

  private static String among(SortedSet<Long> contacts) {
    return "?, ".repeat(contacts.size() - 1) + "?";
  }

  private static void bind(PreparedStatement statement, SortedSet<Long> contacts)
      throws SQLException {
    int next = 1;
    for (Long id : contacts) {
      statement.setLong(next++, id);
    }
  }
}
