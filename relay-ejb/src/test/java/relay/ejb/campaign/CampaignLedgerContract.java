package relay.ejb.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignCounts;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.CampaignLedger.Frozen;
import relay.domain.campaign.CampaignLedger.Rest;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.Shard;
import relay.domain.campaign.SkipReason;
import relay.domain.campaign.WaitReason;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** What a ledger of campaigns has to do, on every database. */
interface CampaignLedgerContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  ControlState STATE =
      ControlState.EMPTY.with(
          1,
          List.of(
              ContactList.of("acme", "news", 1, "", false),
              ContactList.of("acme", "weekly", 1, "", false),
              SegmentKind.SEGMENT.read(
                  new ControlKey("segment", "acme", "readers"),
                  1,
                  ControlJson.read("{\"condition\":{\"domain\":\"b.example\"}}")),
              SegmentKind.SEGMENT.read(
                  new ControlKey("segment", "acme", "quiet"),
                  1,
                  ControlJson.read(
                      "{\"condition\":{\"all\":[{\"domain\":\"b.example\"},{\"not\":{\"any\":["
                          + "{\"behaviour\":\"opened\"},{\"score\":1,\"is\":\"above\"},"
                          + "{\"behaviour\":\"clicked\",\"link\":\"https://a.example/\"}]}}]}}"))),
          List.of());

  /** Open, with empty tables. */
  Database database();

  default DatabaseCampaignLedger ledger() {
    return new DatabaseCampaignLedger(database(), () -> STATE, () -> true, () -> NOON);
  }

  default Campaign campaign(String id, long run, String more) {
    return CampaignKind.CAMPAIGN.read(
        new ControlKey("campaign", "acme", id),
        1,
        ControlJson.read(
            "{\"list\":\"news\",\"template\":\"spring\",\"from\":\"news@acme.example\","
                + "\"started_at\":\"2026-01-01T12:00:00.123Z\",\"state\":\"running\",\"run\":"
                + run
                + more
                + "}"));
  }

  /** A contact with these marks of consent. */
  default void contact(String tenant, String address, String marks) {
    database()
        .inTransaction(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into contact (tenant, address, subject, domain, locale, zone,"
                          + " consents, created_at, changed_at, version)"
                          + " values (?, ?, ?, ?, '', '', ?, ?, ?, 1)")) {
                insert.setString(1, tenant);
                insert.setString(2, address);
                insert.setString(3, address);
                insert.setString(4, address.substring(address.indexOf('@') + 1));
                insert.setString(5, marks);
                insert.setObject(6, Audience.at(NOON));
                insert.setObject(7, Audience.at(NOON));
                return insert.executeUpdate();
              }
            });
  }

  default void change(String sql) {
    database()
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
              }
            });
  }

  /** Four who confirmed, and others who did not. */
  default Campaign frozen(DatabaseCampaignLedger ledger) {
    contact("acme", "a@a.example", " news:c ");
    contact("acme", "b@b.example", " news:c weekly:u ");
    contact("acme", "pending@b.example", " news:p ");
    contact("acme", "left@b.example", " news:u ");
    contact("acme", "weekly@b.example", " weekly:c ");
    contact("acme", "old@b.example", " oldnews:c ");
    contact("acme", "c@c.example", " weekly:c news:c ");
    contact("other", "foreign@b.example", " news:c ");
    contact("acme", "d@b.example", " news:c ");
    return campaign("spring", ledger.freeze(campaign("spring", 0, "")).run(), "");
  }

  static void empty(Database database) {
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String table :
                List.of(
                    "contact",
                    "campaign_mail",
                    "campaign_run",
                    "campaign_conversion",
                    "campaign_follower",
                    "campaign_tally",
                    "campaign_claim",
                    "campaign_absence")) {
              statement.execute("delete from " + table);
            }
            return null;
          }
        });
  }

  private static List<String> addresses(List<CampaignRecipient> recipients) {
    return recipients.stream()
        .map(r -> r.contact().map(c -> c.fields().address().toString()).orElse("gone"))
        .toList();
  }

  @Test
  default void shouldFreezeWhoHasConfirmedTheList() {
    DatabaseCampaignLedger ledger = ledger();

    Campaign campaign = frozen(ledger);

    List<CampaignRecipient> waiting = ledger.waiting(campaign, 1, 100, 10);
    assertThat(addresses(waiting))
        .containsExactly("a@a.example", "b@b.example", "c@c.example", "d@b.example");
    assertThat(waiting).extracting(CampaignRecipient::place).containsExactly(1L, 2L, 3L, 4L);
    assertThat(waiting).allMatch(CampaignRecipient::hasConsent);
    assertThat(ledger.counts(campaign.run().number()).of(MailFate.WAITING)).isEqualTo(4);
  }

  @Test
  default void shouldFreezeOnceHoweverOftenItIsAsked() {
    DatabaseCampaignLedger ledger = ledger();
    Campaign campaign = frozen(ledger);
    contact("acme", "late@b.example", " news:c ");

    Frozen again = ledger.freeze(campaign);

    assertThat(again).isEqualTo(new Frozen(campaign.run().number(), 4));
    assertThat(ledger.counts(again.run()).total()).isEqualTo(4);
    assertThat(ledger.freeze(campaign("summer", 0, "")).recipients()).isEqualTo(5);
    assertThat(ledger.freeze(campaign("summer", 0, "")).run()).isGreaterThan(again.run());
  }

  @Test
  default void shouldFreezeThoseOfASegmentOnly() {
    DatabaseCampaignLedger ledger = ledger();
    frozen(ledger);
    String readers = ",\"segment\":\"readers\"";

    Frozen frozen = ledger.freeze(campaign("few", 0, readers));

    assertThat(addresses(ledger.waiting(campaign("few", frozen.run(), readers), 1, 100, 10)))
        .containsExactly("b@b.example", "d@b.example");
    assertThatThrownBy(() -> ledger.freeze(campaign("none", 0, ",\"segment\":\"gone\"")))
        .isInstanceOf(InvalidField.class);
  }

  @Test
  default void shouldFreezeThoseWhoDidNotDoWhatASegmentAsksFor() {
    DatabaseCampaignLedger ledger = ledger();
    frozen(ledger);
    String quiet = ",\"segment\":\"quiet\"";

    Frozen frozen = ledger.freeze(campaign("few", 0, quiet));

    assertThat(addresses(ledger.waiting(campaign("few", frozen.run(), quiet), 1, 100, 10)))
        .containsExactly("b@b.example", "d@b.example");
  }

  @Test
  default void shouldFreezeNobodyOfAnEmptyList() {
    Frozen frozen = ledger().freeze(campaign("spring", 0, ""));

    assertThat(frozen.recipients()).isZero();
    assertThat(ledger().counts(frozen.run())).isEqualTo(CampaignCounts.NONE);
    assertThat(ledger().waiting(campaign("spring", frozen.run(), ""), 1, 10, 10)).isEmpty();
  }

  @Test
  default void shouldTellWhoWaitsInItsPartAndPage() {
    DatabaseCampaignLedger ledger = ledger();
    Campaign campaign = frozen(ledger);
    long run = campaign.run().number();

    assertThat(addresses(ledger.waiting(campaign, 2, 3, 10)))
        .containsExactly("b@b.example", "c@c.example");
    assertThat(addresses(ledger.waiting(campaign, 2, 4, 1))).containsExactly("b@b.example");
    assertThat(ledger.hasWaiting(run, new Shard(4, 9))).isTrue();
    assertThat(ledger.hasWaiting(run, new Shard(5, 9))).isFalse();
  }

  @Test
  default void shouldTellWhatBecameOfContactsSinceTheStart() {
    DatabaseCampaignLedger ledger = ledger();
    Campaign campaign = frozen(ledger);
    change("delete from contact where address = 'a@a.example'");
    change("update contact set consents = ' news:u ' where address = 'b@b.example'");
    change("update contact set address = 'new@c.example' where address = 'c@c.example'");

    List<CampaignRecipient> waiting = ledger.waiting(campaign, 1, 100, 10);

    assertThat(addresses(waiting))
        .containsExactly("gone", "b@b.example", "new@c.example", "d@b.example");
    assertThat(waiting)
        .extracting(CampaignRecipient::hasConsent)
        .containsExactly(false, false, true, true);
  }

  @Test
  default void shouldNoteWhatWasSentAndWhatWasNot() {
    DatabaseCampaignLedger ledger = ledger();
    Campaign campaign = frozen(ledger);
    long run = campaign.run().number();

    ledger.sent(run, List.of(1L, 3L), Map.of(2L, SkipReason.SUPPRESSED), NOON);

    assertThat(states(run))
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(1L, "queued ", 2L, "skipped suppressed", 3L, "queued ", 4L, "waiting ")));
    assertThat(ledger.queued(run)).isEqualTo(2);
    assertThat(ledger.hasWaiting(run, new Shard(1, 3))).isFalse();
    CampaignCounts counts = ledger.counts(run);
    assertThat(counts.sent()).isEqualTo(2);
    assertThat(counts.open()).isEqualTo(3);
    assertThat(counts.skips()).containsExactlyEntriesOf(Map.of("suppressed", 1L));
  }

  @Test
  default void shouldTellWhatIsLeftToBeDone() {
    DatabaseCampaignLedger ledger = ledger();
    long run = frozen(ledger).run().number();
    assertThat(ledger.rest(run)).isEqualTo(new Rest(4, true, true, false));

    ledger.sent(run, List.of(1L, 2L, 3L, 4L), Map.of(), NOON);
    assertThat(ledger.rest(run)).isEqualTo(new Rest(4, false, true, false));

    change("update campaign_mail set state = 'delivered' where place < 4");
    change("update campaign_mail set state = 'deferred' where place = 4");
    assertThat(ledger.rest(run)).isEqualTo(new Rest(4, false, true, false));

    change("update campaign_mail set state = 'bounced', reason = 'policy' where place = 4");
    assertThat(ledger.rest(run)).isEqualTo(new Rest(4, false, false, false));
    assertThat(ledger.rest(run + 1)).isEqualTo(new Rest(0, false, false, false));
  }

  @Test
  default void shouldNotTakeBackWhatTheJournalKnows() {
    DatabaseCampaignLedger ledger = ledger();
    long run = frozen(ledger).run().number();
    change("update campaign_mail set state = 'delivered' where place = 2");

    ledger.sent(run, List.of(1L, 2L, 3L), Map.of(), NOON);
    ledger.sent(run, List.of(1L, 2L, 3L), Map.of(), NOON);

    assertThat(states(run)).containsEntry(2L, "delivered ").containsEntry(3L, "queued ");
  }

  @Test
  default void shouldKnowOfWhatWasSentWhileItWasStopped() {
    DatabaseCampaignLedger ledger = ledger();
    long run = frozen(ledger).run().number();

    assertThat(ledger.skipWaiting(run, SkipReason.STOPPED, NOON)).isEqualTo(4);
    assertThat(ledger.counts(run).open()).isZero();
    ledger.sent(run, List.of(1L, 2L), Map.of(), NOON);

    assertThat(states(run)).containsEntry(1L, "queued ").containsEntry(3L, "skipped stopped");
    assertThat(ledger.skipWaiting(run, SkipReason.STOPPED, NOON)).isZero();
  }

  @Test
  default void shouldCountByWhatBecameOfThem() {
    DatabaseCampaignLedger ledger = ledger();
    long run = frozen(ledger).run().number();
    change("update campaign_mail set state = 'bounced', reason = 'mailbox-full' where place < 3");
    change("update campaign_mail set state = 'delivered', complained = true where place = 3");
    change("update campaign_mail set unsubscribed = true where place in (1, 3)");

    assertThat(ledger.counts(run))
        .isEqualTo(
            new CampaignCounts(
                Map.of(MailFate.BOUNCED, 2L, MailFate.DELIVERED, 1L, MailFate.WAITING, 1L),
                Map.of("mailbox-full", 2L),
                Map.of(),
                Map.of(),
                1,
                2));
  }

  @Test
  default void shouldCountThoseAloneToWhomSomethingHappenedSinceATime() {
    DatabaseCampaignLedger ledger = ledger();
    long run = frozen(ledger).run().number();
    ledger.sent(run, List.of(1L), Map.of(), NOON.plusSeconds(60));
    ledger.sent(run, List.of(2L, 3L), Map.of(4L, SkipReason.SUPPRESSED), NOON.plusSeconds(120));
    change("update campaign_mail set complained = true where place in (1, 2)");

    CampaignCounts counts = ledger.counts(run, NOON.plusSeconds(120));

    assertThat(counts.byFate())
        .containsExactlyInAnyOrderEntriesOf(Map.of(MailFate.QUEUED, 2L, MailFate.SKIPPED, 1L));
    assertThat(counts.complaints()).isEqualTo(1);
    assertThat(ledger.counts(run, NOON).total()).isEqualTo(4);
  }

  @Test
  default void shouldGiveNobodyHisTurnBeforeItsTime() {
    DatabaseCampaignLedger ledger = ledger();
    Campaign campaign = frozen(ledger);
    long run = campaign.run().number();

    ledger.putOff(
        run, Map.of(1L, NOON.plusMillis(1), 2L, NOON, 4L, NOON.plusSeconds(60)), WaitReason.HOURS);

    assertThat(addresses(ledger.waiting(campaign, 1, 100, 10)))
        .containsExactly("b@b.example", "c@c.example");
    assertThat(ledger.hasWaiting(run, new Shard(4, 9))).isFalse();
    assertThat(ledger.hasWaiting(run, new Shard(1, 2))).isTrue();
    assertThat(ledger.rest(run).hasWaiting()).isTrue();
    ledger.sent(run, List.of(1L), Map.of(), NOON);
    ledger.putOff(run, Map.of(1L, NOON, 2L, NOON), WaitReason.CAPPED);
    assertThat(ledger.counts(run).waits()).isEqualTo(Map.of("capped", 1L, "hours", 1L));
    assertThat(ledger.counts(run).of(MailFate.QUEUED)).as("is further").isEqualTo(1);
    assertThat(ledger.skipWaiting(run, SkipReason.STOPPED, NOON)).isEqualTo(3);
  }

  @Test
  default void shouldKeepEachContactOnce() {
    long run = frozen(ledger()).run().number();

    assertThatThrownBy(
            () ->
                change(
                    "insert into campaign_mail (run, place, contact, step, state, reason,"
                        + " changed_at, complained, unsubscribed) select run, 99, contact, step,"
                        + " state, reason, changed_at, complained, unsubscribed"
                        + " from campaign_mail where run = "
                        + run
                        + " and place = 1"))
        .hasMessageMatching("(?is).*campaign_mail_by_contact.*");
  }

  private Map<Long, String> states(long run) {
    Map<Long, String> states = new TreeMap<>();
    database().inTransaction(connection -> read(connection, run, states));
    return states;
  }

  private static Object read(Connection connection, long run, Map<Long, String> into)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select place, state, reason from campaign_mail where run = ?")) {
      select.setLong(1, run);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          into.put(row.getLong(1), row.getString(2) + " " + row.getString(3));
        }
      }
    }
    return into;
  }
}
