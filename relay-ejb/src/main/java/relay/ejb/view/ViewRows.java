package relay.ejb.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import relay.domain.mail.DomainName;
import relay.domain.view.MessageChange;
import relay.domain.view.Reception;
import relay.domain.view.RecipientChange;

/**
 * Writes changes of mails as rows, in JDBC batches. One instance for one transaction of one
 * connection; {@link #flush()} before the commit.
 */
final class ViewRows implements AutoCloseable {
  private static final String OPEN = "('queued', 'deferred', 'held')";
  private final PreparedStatement newMessage;
  private final PreparedStatement newRecipient;
  private final PreparedStatement moreStory;
  private final PreparedStatement everybody;
  private final PreparedStatement oneRecipient;
  private final int storyMax;
  private boolean updates;

  ViewRows(Connection connection, int storyMax) throws SQLException {
    this.storyMax = storyMax;
    newMessage =
        connection.prepareStatement(
            "insert into message (id, accepted_at, sender, sender_key, subject, message_id, size,"
                + " lane, door, account, updated_at, story, story_complete, tenant, stream,"
                + " credential, campaign) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing");
    newRecipient =
        connection.prepareStatement(
            "insert into recipient (message_id, address, address_key, domain, lane, state,"
                + " updated_at, attempts, hop, host, status, reply, reason, next_attempt_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing");
    moreStory =
        connection.prepareStatement(
            "update message set updated_at = ?,"
                + " story = case when length(story) < ? then story || ? else story end,"
                + " story_complete = story_complete and length(story) < ? where id = ?");
    String set =
        "update recipient set state = ?, updated_at = ?, attempts = ?, hop = ?, host = ?,"
            + " status = ?, reply = ?, reason = ?, next_attempt_at = ? where message_id = ?";
    everybody = connection.prepareStatement(set + " and state in " + OPEN);
    oneRecipient = connection.prepareStatement(set + " and address = ?");
  }

  void add(MessageChange change) throws SQLException {
    if (change.reception().isPresent()) {
      insert(change, change.reception().get());
    } else {
      update(change);
    }
  }

  private void insert(MessageChange change, Reception mail) throws SQLException {
    String story = change.story();
    boolean whole = story.length() <= storyMax;
    newMessage.setString(1, change.id().text());
    newMessage.setObject(2, at(mail.acceptedAt()));
    newMessage.setString(3, mail.sender());
    newMessage.setString(4, key(mail.sender()));
    newMessage.setString(5, mail.subject());
    newMessage.setString(6, mail.messageId());
    newMessage.setLong(7, mail.size());
    newMessage.setString(8, mail.lane());
    newMessage.setString(9, mail.door());
    newMessage.setString(10, mail.user());
    newMessage.setObject(11, at(change.lastAt()));
    newMessage.setString(12, whole ? story : wholeLines(story));
    newMessage.setBoolean(13, whole);
    newMessage.setString(14, mail.owner().tenant());
    newMessage.setString(15, mail.owner().stream());
    newMessage.setString(16, mail.owner().credential());
    newMessage.setString(17, mail.owner().campaign());
    newMessage.addBatch();
    for (var entry : change.recipients().entrySet()) {
      String address = key(entry.getKey());
      newRecipient.setString(1, change.id().text());
      newRecipient.setString(2, entry.getKey());
      newRecipient.setString(3, address);
      newRecipient.setString(4, domain(address));
      newRecipient.setString(5, mail.lane());
      standing(newRecipient, 6, entry.getValue());
      newRecipient.addBatch();
    }
  }

  private void update(MessageChange change) throws SQLException {
    updates = true;
    moreStory.setObject(1, at(change.lastAt()));
    moreStory.setInt(2, storyMax);
    moreStory.setString(3, wholeLines(change.story()));
    moreStory.setInt(4, storyMax);
    moreStory.setString(5, change.id().text());
    moreStory.addBatch();
    if (change.everybody().isPresent()) {
      standing(everybody, 1, change.everybody().get());
      everybody.setString(10, change.id().text());
      everybody.executeUpdate(); // before the single ones, which have the later word
    }
    for (var entry : change.recipients().entrySet()) {
      standing(oneRecipient, 1, entry.getValue());
      oneRecipient.setString(10, change.id().text());
      oneRecipient.setString(11, entry.getKey());
      oneRecipient.addBatch();
    }
  }

  /** Sends what was added. */
  void flush() throws SQLException {
    newMessage.executeBatch();
    newRecipient.executeBatch();
    if (updates) {
      moreStory.executeBatch();
      oneRecipient.executeBatch();
      updates = false;
    }
  }

  /** Forgets what was added and not sent. */
  void clear() throws SQLException {
    newMessage.clearBatch();
    newRecipient.clearBatch();
    moreStory.clearBatch();
    oneRecipient.clearBatch();
    updates = false;
  }

  private static void standing(PreparedStatement row, int first, RecipientChange change)
      throws SQLException {
    row.setString(first, change.state().label());
    row.setObject(first + 1, at(change.at()));
    row.setInt(first + 2, change.attempts());
    row.setString(first + 3, change.hop());
    row.setString(first + 4, change.host());
    row.setString(first + 5, change.status());
    row.setString(first + 6, change.reply());
    row.setString(first + 7, change.reason());
    row.setObject(first + 8, change.nextAttempt().map(ViewRows::at).orElse(null));
  }

  private String wholeLines(String story) {
    if (story.length() <= storyMax) {
      return story;
    }
    return story.substring(0, story.lastIndexOf('\n', storyMax) + 1);
  }

  /** In A-labels, as a search asks for it; an address literal as it is. */
  private static String domain(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1);
    for (int i = 0; i < domain.length(); i++) {
      if (domain.charAt(i) > 127) {
        return DomainName.of(domain).ascii();
      }
    }
    return domain;
  }

  static String key(String address) {
    return address.toLowerCase(Locale.ROOT);
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public void close() throws SQLException {
    newMessage.close();
    newRecipient.close();
    moreStory.close();
    everybody.close();
    oneRecipient.close();
  }
}
