package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.campaign.CampaignMailId;
import relay.domain.campaign.LedgerNote;
import relay.domain.campaign.MailFate;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.QueueId;
import relay.domain.tracking.VisitEvent;
import relay.domain.view.DatabaseSettings;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalReader;
import relay.ejb.journal.JournalWalk;

/**
 * Reads this node's journal into the ledger of campaigns. Its place is moved on in the transaction
 * that notes the events, so each is noted once. {@link #follow} runs on one thread at a time.
 */
public final class CampaignFollower implements Follower {
  private final JournalWalk walk;
  private static final long SIGN_NANOS = 5_000_000_000L;
  private final Database database;
  private final String node;
  private final FollowerPlace kept;
  private final DatabaseSettings settings;
  private final Map<Long, Instant> starts = new HashMap<>();
  private long newestRun;
  private long signedAt;
  private volatile boolean upToDate;

  private static final Set<EventType> TYPES =
      Stream.concat(LedgerNote.TYPES.stream(), Stream.of(EventType.OPENED, EventType.CLICKED))
          .collect(Collectors.toUnmodifiableSet());

  /** An event with the row that it is about. */
  private record Row(long run, long place, MailEvent event) {}

  CampaignFollower(
      JournalReader journal, Database database, String node, DatabaseSettings settings) {
    this.kept = new FollowerPlace("campaign_follower", node);
    this.walk =
        new JournalWalk(name(), journal, TYPES, database, kept, settings, JournalWalk.Pace.AT_ONCE);
    this.database = database;
    this.node = node;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "campaigns";
  }

  @Override
  public Optional<JournalPosition> written() {
    return walk.written();
  }

  /**
   * Whether everything that the journal held when this began, or when the database came back, is in
   * the ledger: while it was away mails were delivered whose rows wait.
   */
  boolean isUpToDate() {
    return upToDate;
  }

  /** Notes the next events; the pause before the next call. */
  Duration follow() {
    upToDate &= database.trouble().isEmpty();
    Duration pause = walk.follow(this::note, this::noted);
    upToDate &= walk.knowsPlace();
    return pause;
  }

  private JournalWalk.Notes note(List<RecordedEvent> events) {
    return connection -> note(connection, rows(connection, events));
  }

  private void noted(boolean more) {
    giveSignOfLife();
    upToDate |= !more;
  }

  /** For the nodes that would go on in the place of this one. */
  private void giveSignOfLife() {
    long now = System.nanoTime();
    if (settings.isBuiltIn() || now - signedAt < SIGN_NANOS && signedAt != 0) {
      return;
    }
    JournalPosition here = walk.place();
    database.inTransaction(
        connection -> {
          if (!SignOfLife.give(connection, node)) {
            kept.moveTo(connection, here);
            SignOfLife.give(connection, node);
          }
          return null;
        });
    signedAt = now;
  }

  private List<Row> rows(Connection connection, List<RecordedEvent> events) throws SQLException {
    if (events.isEmpty()) {
      return List.of();
    }
    // once a batch, for ids of other mails look as if they were of some campaign
    starts.putAll(RunRows.startedAfter(connection, newestRun));
    newestRun = starts.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    List<Row> rows = new ArrayList<>();
    for (RecordedEvent recorded : events) {
      MailEvent event = recorded.event();
      if (event.mail().isPresent()) {
        QueueId mail = event.mail().get();
        long run = CampaignMailId.runOf(mail);
        Optional.ofNullable(starts.get(run))
            .flatMap(at -> CampaignMailId.placeIn(mail, at, run))
            .ifPresent(found -> rows.add(new Row(run, found, event)));
      }
    }
    return rows;
  }

  private static void note(Connection connection, List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement fate =
            connection.prepareStatement(
                "update campaign_mail set state = ?, reason = ?, changed_at = ?, provider ="
                    + " coalesce(nullif(cast(? as varchar(40)), ''), provider) where run = ? and"
                    + " place = ?");
        PreparedStatement beside =
            connection.prepareStatement(
                "update campaign_mail set complained = complained or ?, complained_at ="
                    + " case when ? then coalesce(complained_at, ?) else complained_at end,"
                    + " unsubscribed = unsubscribed or ?, left_at ="
                    + " case when ? then coalesce(left_at, ?) else left_at end"
                    + " where run = ? and place = ?");
        var visits = new VisitNotes(connection)) {
      for (Row row : rows) {
        Optional<VisitEvent> visit = VisitEvent.in(row.event());
        if (visit.isPresent()) {
          visits.add(row.run(), row.place(), visit.get());
        }
        Optional<LedgerNote> found = LedgerNote.of(row.event());
        if (found.isEmpty()) {
          continue;
        }
        LedgerNote note = found.get();
        if (note.fate().isPresent()) {
          MailFate what = note.fate().get();
          fate.setString(1, what.label());
          fate.setString(2, what == MailFate.DELIVERED ? "" : note.reason());
          fate.setObject(3, Audience.at(note.at()));
          fate.setString(4, provider(row.event()));
          fate.setLong(5, row.run());
          fate.setLong(6, row.place());
          fate.addBatch();
        } else {
          bind(beside, row, note);
          beside.addBatch();
        }
      }
      fate.executeBatch();
      beside.executeBatch();
      visits.write();
    }
  }

  /** By the server that answered; empty text: nobody's that is known, or none was asked. */
  private static String provider(MailEvent event) {
    return event.details().get(EventField.HOST) instanceof String host
        ? ReplyClassifier.providerOf(host)
        : "";
  }

  private static void bind(PreparedStatement beside, Row row, LedgerNote note) throws SQLException {
    beside.setBoolean(1, note.complains());
    beside.setBoolean(2, note.complains());
    beside.setObject(3, Audience.at(note.at()));
    beside.setBoolean(4, note.leaves());
    beside.setBoolean(5, note.leaves());
    beside.setObject(6, Audience.at(note.at()));
    beside.setLong(7, row.run());
    beside.setLong(8, row.place());
  }
}
