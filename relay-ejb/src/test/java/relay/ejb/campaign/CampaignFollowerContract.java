package relay.ejb.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.acceptance.TemporaryFolder;
import relay.domain.campaign.CampaignMailId;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.settings.Settings;
import relay.domain.tracking.TrackedRecipient;
import relay.domain.tracking.VisitEvent;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/** How the journal comes into the ledger, on every database. */
interface CampaignFollowerContract {
  Instant START = Instant.parse("2026-01-01T12:00:00.123Z");
  EmailAddress BOB = EmailAddress.parse("bob@example.org");

  /** Open, with empty tables. */
  Database database();

  /** A journal and who follows it. */
  final class Journaled implements AutoCloseable {
    final JournalFiles journal;
    final Path data;
    private final Database database;
    private CampaignFollower follower;

    Journaled(Database database) {
      this.database = database;
      try {
        data = Files.createTempDirectory("campaigns");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      journal =
          new JournalFiles(
              new JournalFolder(data),
              JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
              () -> START,
              new Random(1),
              List.of());
      restart();
    }

    /** As a new process would begin. */
    void restart() {
      follower =
          new CampaignFollower(
              new JournalReader(new JournalFolder(data)),
              database,
              "node",
              TestDatabases.settings("jdbc:postgresql:shared"));
    }

    void tell(QueueId mail, EventType type, String... pairs) {
      Map<String, Object> details = new java.util.LinkedHashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        details.put(pairs[i], pairs[i + 1]);
      }
      journal.writeDurably(
          List.of(new MailEvent(type, START, Optional.of(mail), 0, 1, Optional.of(BOB), details)));
    }

    void tellVisit(QueueId mail, boolean isClick, boolean isMachine, boolean revised) {
      var recipient = Optional.of(new TrackedRecipient(mail, BOB));
      var owner = new MailOwner("acme", "news", "").inCampaign("spring");
      String link = isClick ? "https://a.example/" : "";
      journal.writeDurably(
          List.of(
              new VisitEvent(isClick, START, owner, recipient, link, 1, isMachine, "", revised)
                  .event()));
    }

    void followAll() {
      for (int i = 0; i < 1_000 && follower.follow().isZero(); i++) {
        assertThat(follower.written()).isPresent();
      }
    }

    @Override
    public void close() {
      journal.close();
      TemporaryFolder.delete(data);
    }
  }

  /** A campaign of five, and its number. */
  private long run() {
    return database()
        .inTransaction(
            connection -> {
              long run;
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into campaign_run (tenant, campaign, started_at, recipients)"
                          + " values ('acme', 'spring', ?, 5)",
                      new String[] {"id"})) {
                insert.setObject(1, Audience.at(START));
                insert.executeUpdate();
                try (var key = insert.getGeneratedKeys()) {
                  key.next();
                  run = key.getLong(1);
                }
              }
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into campaign_mail (run, place, contact, step, state, reason,"
                          + " changed_at, complained, unsubscribed)"
                          + " values (?, ?, ?, 1, 'queued', '', ?, false, false)")) {
                for (long place = 1; place <= 5; place++) {
                  insert.setLong(1, run);
                  insert.setLong(2, place);
                  insert.setLong(3, place);
                  insert.setObject(4, Audience.at(START));
                  insert.executeUpdate();
                }
              }
              return run;
            });
  }

  private List<String> rows() {
    return database()
        .inTransaction(
            connection -> {
              List<String> rows = new ArrayList<>();
              try (PreparedStatement select =
                      connection.prepareStatement(
                          "select state, reason, complained, unsubscribed from campaign_mail"
                              + " order by place");
                  var row = select.executeQuery()) {
                while (row.next()) {
                  rows.add(
                      row.getString(1)
                          + (row.getString(2).isEmpty() ? "" : " " + row.getString(2))
                          + (row.getBoolean(3) ? " complained" : "")
                          + (row.getBoolean(4) ? " left" : ""));
                }
              }
              return rows;
            });
  }

  @Test
  default void shouldNoteWhatBecameOfEachMail() {
    long run = run();
    try (var journaled = new Journaled(database())) {
      QueueId first = CampaignMailId.of(START, run, 1);
      journaled.tell(first, EventType.DEFERRED, EventField.REASON, "GREYLISTED");
      journaled.tell(first, EventType.DELIVERED);
      journaled.tell(
          CampaignMailId.of(START, run, 2), EventType.BOUNCED, EventField.REASON, "MAILBOX_FULL");
      journaled.tell(
          CampaignMailId.of(START, run, 3),
          EventType.EXPIRED,
          EventField.BRAKE,
          "b1",
          EventField.BRAKE_KIND,
          "expire");
      journaled.tell(CampaignMailId.of(START, run, 4), EventType.DEFERRED, EventField.REASON, "X");
      journaled.tell(first, EventType.COMPLAINED);
      journaled.tell(first, EventType.UNSUBSCRIBED);

      journaled.followAll();

      assertThat(rows())
          .containsExactly(
              "delivered complained left",
              "bounced mailbox-full",
              "discarded expire",
              "deferred x",
              "queued");
      assertThat(journaled.follower.isUpToDate()).isTrue();
    }
  }

  @Test
  default void shouldLeaveMailsOfOthersAlone() {
    long run = run();
    try (var journaled = new Journaled(database())) {
      Random random = new Random(7);
      for (int i = 0; i < 50; i++) {
        journaled.tell(QueueId.next(START, random), EventType.DELIVERED);
      }
      journaled.tell(CampaignMailId.of(START.plusMillis(1), run, 1), EventType.DELIVERED);
      journaled.tell(CampaignMailId.of(START, run + 1, 1), EventType.DELIVERED);
      journaled.tell(CampaignMailId.of(START, run, 99), EventType.DELIVERED);

      journaled.followAll();

      assertThat(rows()).containsOnly("queued");
    }
  }

  @Test
  default void shouldGoOnWhereItStopped() {
    long run = run();
    try (var journaled = new Journaled(database())) {
      journaled.tell(CampaignMailId.of(START, run, 1), EventType.DELIVERED);
      journaled.followAll();
      journaled.restart();
      assertThat(journaled.follower.isUpToDate()).isFalse();
      journaled.tell(CampaignMailId.of(START, run, 2), EventType.DELIVERED);

      journaled.followAll();

      assertThat(rows()).containsExactly("delivered", "delivered", "queued", "queued", "queued");
      assertThat(journaled.follower.isUpToDate()).isTrue();
    }
  }

  @Test
  default void shouldHearOfCampaignsThatStartWhileItFollows() {
    try (var journaled = new Journaled(database())) {
      journaled.tell(QueueId.next(START, new Random(3)), EventType.DELIVERED);
      journaled.followAll();
      long run = run();
      journaled.tell(CampaignMailId.of(START, run, 5), EventType.DELIVERED);

      journaled.followAll();

      assertThat(rows()).containsExactly("queued", "queued", "queued", "queued", "delivered");
    }
  }

  @Test
  default void shouldNoteOpensAndClicksOfPeopleAndMachines() {
    long run = run();
    try (var journaled = new Journaled(database())) {
      QueueId first = CampaignMailId.of(START, run, 1);
      QueueId second = CampaignMailId.of(START, run, 2);
      journaled.tellVisit(first, false, false, false);
      journaled.tellVisit(first, true, false, false);
      journaled.tellVisit(first, true, false, false);
      journaled.tellVisit(second, false, true, false);
      journaled.tellVisit(second, true, false, false);
      journaled.followAll();
      // three links at once: it was no person
      journaled.tellVisit(second, true, true, true);
      journaled.restart();

      journaled.followAll();

      assertThat(visits())
          .containsExactly(
              "opens 1+0 since 2026-01-01T12:00:00.123Z clicks 2+0 since 2026-01-01T12:00:00.123Z",
              "opens 0+1 clicks 0+1",
              "opens 0+0 clicks 0+0",
              "opens 0+0 clicks 0+0",
              "opens 0+0 clicks 0+0");
    }
  }

  private List<String> visits() {
    return database()
        .inTransaction(
            connection -> {
              List<String> rows = new ArrayList<>();
              try (PreparedStatement select =
                      connection.prepareStatement(
                          "select people_opens, machine_opens, opened_at, people_clicks,"
                              + " machine_clicks, clicked_at from campaign_mail order by place");
                  var row = select.executeQuery()) {
                while (row.next()) {
                  rows.add(
                      ("opens " + row.getInt(1) + "+" + row.getInt(2) + since(row, 3))
                          + (" clicks " + row.getInt(4) + "+" + row.getInt(5) + since(row, 6)));
                }
              }
              return rows;
            });
  }

  private static String since(java.sql.ResultSet row, int column) throws java.sql.SQLException {
    var at = row.getObject(column, java.time.OffsetDateTime.class);
    return at == null ? "" : " since " + at.toInstant();
  }

  @Test
  default void shouldNoteWhoseServerAnswered() {
    long run = run();
    try (var journaled = new Journaled(database())) {
      journaled.tell(
          CampaignMailId.of(START, run, 1),
          EventType.DELIVERED,
          EventField.HOST,
          "gmail-smtp-in.l.google.com");
      journaled.tell(
          CampaignMailId.of(START, run, 2), EventType.BOUNCED, EventField.HOST, "mx.example.org");
      journaled.tell(CampaignMailId.of(START, run, 1), EventType.OUT_OF_BAND_BOUNCE);

      journaled.followAll();

      List<String> providers =
          database()
              .inTransaction(
                  connection -> {
                    List<String> found = new ArrayList<>();
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                "select provider from campaign_mail order by place");
                        var row = select.executeQuery()) {
                      while (row.next()) {
                        found.add(row.getString(1));
                      }
                    }
                    return found;
                  });
      assertThat(providers).containsExactly("google", "", "", "", "");
    }
  }

  /** What was delivered while the database was away must be known before jobs send again. */
  @Test
  default void shouldNotBeUpToDateAgainBeforeItHasReadWhatItMissedWhileTheDatabaseWasAway() {
    long run = run();
    try (Journaled journaled = new Journaled(database())) {
      journaled.followAll();
      assertThat(journaled.follower.isUpToDate()).isTrue();
      database().close();
      journaled.tell(CampaignMailId.of(START, run, 1), EventType.DELIVERED);

      assertThat(journaled.follower.follow()).as("there was something").isZero();
      assertThat(journaled.follower.isUpToDate()).isFalse();
      journaled.followAll();
      assertThat(journaled.follower.isUpToDate()).isTrue();
    }
  }

  @Test
  default void shouldGiveASignOfLifeWhereOthersCouldTakeOver() {
    try (Journaled journaled = new Journaled(database())) {
      journaled.followAll();

      boolean isSilent =
          database()
              .inTransaction(
                  connection -> SignOfLife.isSilent(connection, "node", Duration.ofSeconds(-60)));
      assertThat(isSilent).as("it has told when").isTrue();
    }
  }
}
