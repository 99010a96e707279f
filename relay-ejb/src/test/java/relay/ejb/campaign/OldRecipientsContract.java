package relay.ejb.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.CampaignCounts;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.Shard;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** How rows of recipients go when they are old, on every database. */
interface OldRecipientsContract {
  Instant STARTED = Instant.parse("2026-01-01T12:00:00.123Z");
  Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /** Open, with empty tables. */
  Database database();

  /** What removes rows where campaigns stand as their objects say. */
  private OldRecipients old(ControlObject... campaigns) {
    ControlState state = ControlState.EMPTY.with(1, List.of(campaigns), List.of());
    return new OldRecipients(database(), () -> state, () -> Duration.ofDays(90));
  }

  private static ControlObject campaign(String id, long run, String more) {
    return CampaignKind.CAMPAIGN.read(
        new ControlKey("campaign", "acme", id),
        1,
        ControlJson.read(
            "{\"list\":\"news\",\"template\":\"spring\",\"from\":\"news@acme.example\","
                + "\"started_at\":\"2026-01-01T12:00:00.123Z\",\"run\":"
                + run
                + more
                + "}"));
  }

  private static String ended(String at) {
    return ",\"state\":\"finished\",\"ended_at\":\"" + at + "\"";
  }

  /** A start with rows: every third bounced with a complaint, every fifth left. */
  private long run(String id, int recipients) {
    return database()
        .inTransaction(
            connection -> {
              long run;
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into campaign_run (tenant, campaign, started_at, recipients)"
                          + " values ('acme', ?, ?, ?)",
                      new String[] {"id"})) {
                insert.setString(1, id);
                insert.setObject(2, Audience.at(STARTED));
                insert.setLong(3, recipients);
                insert.executeUpdate();
                try (ResultSet key = insert.getGeneratedKeys()) {
                  key.next();
                  run = key.getLong(1);
                }
              }
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into campaign_mail (run, place, contact, step, state, reason,"
                          + " changed_at, complained, unsubscribed)"
                          + " values (?, ?, ?, 1, ?, ?, ?, ?, ?)")) {
                for (long place = 1; place <= recipients; place++) {
                  boolean bounced = place % 3 == 0;
                  insert.setLong(1, run);
                  insert.setLong(2, place);
                  insert.setLong(3, place);
                  insert.setString(4, bounced ? "bounced" : "delivered");
                  insert.setString(5, bounced ? "policy" : "");
                  insert.setObject(6, Audience.at(STARTED));
                  insert.setBoolean(7, bounced);
                  insert.setBoolean(8, place % 5 == 0);
                  insert.addBatch();
                }
                insert.executeBatch();
              }
              return run;
            });
  }

  private CampaignCounts counts(long run) {
    return new DatabaseCampaignLedger(
            database(), () -> ControlState.EMPTY, () -> true, () -> STARTED)
        .counts(run);
  }

  private List<CampaignReport.Row> groups(long run, CampaignReport.By by) {
    return new DatabaseCampaignReport(database(), () -> ControlState.EMPTY, () -> STARTED)
        .rows(new CampaignReport.Question("acme", run, by, Optional.empty()));
  }

  /** Forms, providers, visits and conversions, some hours apart. */
  private void happened(long run) {
    for (String what :
        List.of(
            "variant = 1 + mod(place, 3)",
            "provider = case when mod(place, 4) = 0 then '' else 'google' end",
            "reason = case when mod(place, 2) = 0 then 'policy' else 'no-such-address' end"
                + " where state = 'bounced'",
            "people_opens = 2, machine_opens = 1, opened_at = '2026-01-02T23:10:00Z'"
                + " where mod(place, 7) = 0",
            "people_clicks = 1, clicked_at = '2026-01-03T00:00:00Z', conversions = 2,"
                + " conversion_value = 9.5 where mod(place, 11) = 0",
            "left_at = '2026-01-05T10:00:00Z' where unsubscribed",
            "complained_at = '2026-01-05T11:00:00Z' where complained",
            "state = 'skipped', reason = 'gone' where mod(place, 100) = 1")) {
      database()
          .inTransaction(
              connection -> {
                String sql =
                    "update campaign_mail set "
                        + what
                        + (what.contains(" where ") ? " and" : " where")
                        + " run = ?";
                try (PreparedStatement update = connection.prepareStatement(sql)) {
                  update.setLong(1, run);
                  return update.executeUpdate();
                }
              });
    }
  }

  @Test
  default void shouldReportTheSameGroupsBeforeBetweenAndAfter() {
    long run = run("groups", 2_500);
    long other = run("other", 30);
    happened(run);
    happened(other);
    Map<CampaignReport.By, List<CampaignReport.Row>> before =
        new EnumMap<>(CampaignReport.By.class);
    for (CampaignReport.By by : CampaignReport.By.values()) {
      before.put(by, groups(run, by));
      assertThat(before.get(by)).as(by.name()).hasSizeGreaterThan(1);
    }
    OldRecipients old =
        old(
            campaign("groups", run, ended("2026-01-03T00:00:00Z")),
            campaign("other", other, ",\"state\":\"paused\""));

    List<String> keys = old.old(NOW, "", 10);
    assertThat(old.remove(keys.subList(0, 1))).isEqualTo(1_000);
    assertThat(old.remove(keys.subList(0, 1))).as("after a crash the same again").isZero();
    before.forEach((by, rows) -> assertThat(groups(run, by)).as(by.name()).isEqualTo(rows));
    assertThat(old.remove(keys)).isEqualTo(1_500);

    assertThat(rows(run)).isZero();
    before.forEach((by, rows) -> assertThat(groups(run, by)).as(by.name()).isEqualTo(rows));
    assertThat(groups(other, CampaignReport.By.VARIANT)).hasSize(3);
  }

  private long rows(long run) {
    return count("campaign_mail", run);
  }

  private long count(String table, long run) {
    return database()
        .inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement("select count(*) from " + table + " where run = ?")) {
                select.setLong(1, run);
                try (ResultSet row = select.executeQuery()) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
  }

  @Test
  default void shouldReportTheSameBeforeBetweenAndAfter() {
    long run = run("spring", 2_500);
    OldRecipients old = old(campaign("spring", run, ended("2026-01-03T00:00:00Z")));
    CampaignCounts before = counts(run);
    assertThat(before.of(MailFate.BOUNCED)).isEqualTo(833);
    assertThat(before.complaints()).isEqualTo(833);
    assertThat(before.unsubscribes()).isEqualTo(500);

    List<String> keys = old.old(NOW, "", 2);
    assertThat(keys).hasSize(2);
    assertThat(old.remove(keys)).isEqualTo(2_000);
    assertThat(rows(run)).isEqualTo(500);
    assertThat(counts(run)).isEqualTo(before);
    assertThat(old.remove(keys)).as("after a crash the same again").isZero();

    List<String> rest = old.old(NOW, keys.get(1), 10);
    new DatabaseCampaignHandover(
            database(),
            () -> ControlState.EMPTY,
            new DatabaseCampaignHandover.Where("a", true, false))
        .claim(run, new Shard(1, 2), 9);
    assertThat(old.remove(rest)).isEqualTo(500);
    assertThat(count("campaign_claim", run)).as("what nodes had of it").isZero();
    assertThat(rows(run)).isZero();
    assertThat(counts(run)).isEqualTo(before);
    assertThat(old.old(NOW, "", 10)).isEmpty();
  }

  @Test
  default void shouldLeaveWhatIsUnderWayOrEndedOfLate() {
    long running = run("running", 3);
    long recent = run("recent", 3);
    OldRecipients old =
        old(
            campaign("running", running, ",\"state\":\"paused\""),
            campaign("recent", recent, ended("2026-05-01T00:00:00Z")));

    assertThat(old.old(NOW, "", 10)).isEmpty();
  }

  @Test
  default void shouldTakeRowsOfCampaignsThatWereRemovedOrStartedAnew() {
    long removed = run("removed", 3);
    long before = run("again", 3);
    OldRecipients old = old(campaign("again", before + 1, ",\"state\":\"running\""));

    List<String> keys = old.old(NOW, "", 10);

    assertThat(keys).hasSize(2);
    assertThat(old.remove(keys)).isEqualTo(6);
    assertThat(rows(removed)).isZero();
    assertThat(rows(before)).isZero();
    assertThat(old.old(STARTED.plus(Duration.ofDays(1)), "", 10)).isEmpty();
  }

  @Test
  default void shouldTakeNothingBeforeItKnowsWhichCampaignsThereAre() {
    run("spring", 3);
    var unknown =
        new ControlSource() {
          @Override
          public ControlState state() {
            return ControlState.EMPTY;
          }

          @Override
          public boolean isKnown() {
            return false;
          }
        };

    assertThat(new OldRecipients(database(), unknown, () -> Duration.ofDays(90)).old(NOW, "", 10))
        .isEmpty();
  }

  @Test
  default void shouldGoOnBehindTheLastOneInTheOrderOfNumbers() {
    List<Long> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(run("c" + i, 1_200));
    }
    OldRecipients old = old();

    List<String> all = old.old(NOW, "", 100);
    List<String> paged = new ArrayList<>();
    for (List<String> page = old.old(NOW, "", 1);
        !page.isEmpty();
        page = old.old(NOW, page.get(0), 1)) {
      paged.addAll(page);
    }

    assertThat(all).hasSize(6).isSorted();
    assertThat(paged).isEqualTo(all);
    assertThat(runs).isSorted();
  }
}
