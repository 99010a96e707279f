package relay.ejb.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGStatement;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.QueuedCount;
import relay.domain.view.Reception;
import relay.domain.view.RecipientChange;
import relay.domain.view.RecipientRow;
import relay.domain.view.RecipientState;
import relay.ejb.database.Database;

/** Searches in the tables of the message view; each one within {@value #QUERY_SECONDS} seconds. */
final class DatabaseMessageView implements MessageView {
  static final int QUERY_SECONDS = 10;
  private static final String MESSAGE =
      "select id, accepted_at, sender, subject, message_id, size, lane, door, account,"
          + " tenant, stream, credential, campaign";
  private static final String RECIPIENT =
      "select message_id, address, state, updated_at, attempts, hop, host, status, reply,"
          + " next_attempt_at from recipient r where ";

  private final Database database;

  DatabaseMessageView(Database database) {
    this.database = database;
  }

  @Override
  public MessagePage find(MessageQuery query) {
    return database.inTransaction(connection -> page(connection, query));
  }

  @Override
  public Optional<MessageStory> story(QueueId id) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              prepare(connection, MESSAGE + ", story, story_complete from message where id = ?")) {
            select.setString(1, id.text());
            try (ResultSet row = select.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              List<String> events = row.getString("story").lines().toList();
              var recipients = recipients(connection, "message_id = ?", List.of(id.text()));
              var message =
                  new MessageRow(id, reception(row), recipients.getOrDefault(id, List.of()));
              return Optional.of(
                  new MessageStory(message, events, row.getBoolean("story_complete")));
            }
          }
        });
  }

  @Override
  public List<QueuedCount> queued(int limit) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              prepare(
                  connection,
                  "select lane, domain, state, count(*) from recipient"
                      + " where state in ('queued', 'deferred', 'held')"
                      + " group by lane, domain, state order by count(*) desc, domain limit ?")) {
            select.setInt(1, limit);
            List<QueuedCount> counts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                counts.add(
                    new QueuedCount(
                        row.getString(1),
                        row.getString(2),
                        state(row.getString(3)),
                        row.getLong(4)));
              }
            }
            return counts;
          }
        });
  }

  private static MessagePage page(Connection connection, MessageQuery query) throws SQLException {
    var search = new MessageSearch(query);
    Map<QueueId, Reception> found = new LinkedHashMap<>();
    QueueId last = null;
    boolean more = false;
    try (PreparedStatement select = prepare(connection, search.sql(MESSAGE))) {
      bind(select, search.values());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (found.size() == query.limit()) {
            more = true;
            break;
          }
          last = new QueueId(row.getString("id"));
          found.put(last, reception(row));
        }
      }
    }
    var recipients = recipientsOf(connection, query, found.keySet().stream().toList());
    var rows =
        found.entrySet().stream()
            .map(
                m ->
                    new MessageRow(
                        m.getKey(), m.getValue(), recipients.getOrDefault(m.getKey(), List.of())))
            .toList();
    return new MessagePage(rows, more ? Optional.of(last) : Optional.empty());
  }

  private static Map<QueueId, List<RecipientRow>> recipientsOf(
      Connection connection, MessageQuery query, List<QueueId> ids) throws SQLException {
    if (ids.isEmpty()) {
      return Map.of();
    }
    List<Object> values = new ArrayList<>();
    ids.forEach(id -> values.add(id.text()));
    String condition = "message_id in (" + "?, ".repeat(ids.size() - 1) + "?)";
    return recipients(
        connection, condition + MessageSearch.recipientConditions(query, values), values);
  }

  private static Map<QueueId, List<RecipientRow>> recipients(
      Connection connection, String condition, List<?> values) throws SQLException {
    Map<QueueId, List<RecipientRow>> byMail = new LinkedHashMap<>();
    String sql =
        RECIPIENT + condition + " order by message_id desc, address limit " + RECIPIENTS_LISTED_MAX;
    try (PreparedStatement select = prepare(connection, sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byMail
              .computeIfAbsent(new QueueId(row.getString("message_id")), id -> new ArrayList<>())
              .add(new RecipientRow(row.getString("address"), standing(row)));
        }
      }
    }
    return byMail;
  }

  private static Reception reception(ResultSet row) throws SQLException {
    return new Reception(
        instant(row, "accepted_at").orElseThrow(),
        row.getString("sender"),
        row.getString("subject"),
        row.getString("message_id"),
        row.getLong("size"),
        row.getString("lane"),
        row.getString("door"),
        row.getString("account"),
        owner(row));
  }

  private static MailOwner owner(ResultSet row) throws SQLException {
    String stream = row.getString("stream");
    return new MailOwner(
        row.getString("tenant"),
        stream.isEmpty() ? row.getString("lane") : stream,
        row.getString("credential"),
        row.getString("campaign"));
  }

  private static RecipientChange standing(ResultSet row) throws SQLException {
    return new RecipientChange(
        state(row.getString("state")),
        instant(row, "updated_at").orElseThrow(),
        row.getInt("attempts"),
        row.getString("hop"),
        row.getString("host"),
        row.getString("status"),
        row.getString("reply"),
        instant(row, "next_attempt_at"));
  }

  private static RecipientState state(String label) throws SQLException {
    return RecipientState.labelled(label)
        .orElseThrow(() -> new SQLException("unknown recipient state in the database: " + label));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(QUERY_SECONDS);
    if (statement.isWrapperFor(PGStatement.class)) {
      // A plan made once for all values does not know how rare the one is that is asked for:
      // measured on 1,000,000 mails, a domain on one day took 300 ms from the sixth search on.
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }
}
