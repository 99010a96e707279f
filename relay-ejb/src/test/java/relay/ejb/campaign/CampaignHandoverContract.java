package relay.ejb.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.Shard;
import relay.domain.campaign.WaitReason;
import relay.domain.contacts.Contacts;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.ejb.campaign.DatabaseCampaignHandover.Where;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** How one node goes on with what another one left, on every database. */
interface CampaignHandoverContract {
  Instant BEGIN = Instant.parse("2026-01-01T12:00:00.123Z");
  Duration SILENCE = Duration.ofMinutes(10);
  int RECIPIENTS = 8;
  ControlState LISTS = ControlState.EMPTY.with(1, List.of(Contacts.NEWS), List.of());

  /** Open, with empty tables. */
  Database database();

  private DatabaseCampaignLedger rows() {
    return new DatabaseCampaignLedger(database(), () -> LISTS, () -> true, () -> BEGIN);
  }

  private DatabaseCampaignHandover node(String name) {
    return new DatabaseCampaignHandover(database(), () -> LISTS, new Where(name, true, false));
  }

  private static Campaign campaign(long run, String node) {
    return CampaignKind.CAMPAIGN.read(
        new ControlKey("campaign", "acme", "spring"),
        1,
        ControlJson.read(
            "{\"list\":\"news\",\"template\":\"spring\",\"from\":\"news@acme.example\","
                + "\"started_at\":\"2026-01-01T12:00:00.123Z\",\"state\":\"running\",\"node\":\""
                + node
                + "\",\"run\":"
                + run
                + "}"));
  }

  private void run(String sql) {
    database()
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
              }
            });
  }

  /** The number of a start by node a, with eight recipients; both nodes live. */
  private long started() {
    database()
        .inTransaction(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into contact (tenant, address, subject, domain, locale, zone,"
                          + " consents, created_at, changed_at, version)"
                          + " values ('acme', ?, ?, 'a.example', '', '', ' news:c ', ?, ?, 1)")) {
                for (int i = 1; i <= RECIPIENTS; i++) {
                  insert.setString(1, "c" + i + "@a.example");
                  insert.setString(2, "c" + i + "@a.example");
                  insert.setObject(3, Audience.at(BEGIN));
                  insert.setObject(4, Audience.at(BEGIN));
                  insert.addBatch();
                }
                return insert.executeBatch();
              }
            });
    for (String node : List.of("a", "b", "c")) {
      run("insert into campaign_follower (node, place) values ('" + node + "', '')");
      lives(node);
    }
    return rows().freeze(campaign(0, "a")).run();
  }

  private void lives(String node) {
    boolean told = database().inTransaction(connection -> SignOfLife.give(connection, node));
    assertThat(told).isTrue();
  }

  private void silent(String node) {
    run(
        "update campaign_follower set seen_at = current_timestamp - interval '11' minute where node"
            + " = '"
            + node
            + "'");
  }

  /** Sent and noted 1 and 2, sent 3 and 4 perhaps: it died before it could note them. */
  private long diedWithFour() {
    long run = started();
    assertThat(node("a").claim(run, new Shard(1, 2), RECIPIENTS)).isTrue();
    rows().sent(run, List.of(1L, 2L), Map.of(), BEGIN);
    assertThat(node("a").claim(run, new Shard(3, 4), RECIPIENTS)).isTrue();
    run("update campaign_mail set state = 'delivered' where place = 1");
    silent("a");
    return run;
  }

  private Map<Long, String> states(long run) {
    Map<Long, String> states = new TreeMap<>();
    database()
        .inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select place, state, reason from campaign_mail where run = ?")) {
                select.setLong(1, run);
                try (var row = select.executeQuery()) {
                  while (row.next()) {
                    states.put(row.getLong(1), (row.getString(2) + " " + row.getString(3)).strip());
                  }
                }
                return null;
              }
            });
    return states;
  }

  private static List<Long> places(List<CampaignRecipient> recipients) {
    return recipients.stream().map(CampaignRecipient::place).toList();
  }

  @Test
  default void shouldLeaveACampaignToANodeThatLives() {
    long run = started();

    assertThat(node("b").takeOver(campaign(run, "a"), SILENCE)).isFalse();
    assertThat(node("b").claim(run, new Shard(1, 2), RECIPIENTS)).as("nobody claimed it").isTrue();
    assertThat(node("a").claim(run, new Shard(1, 2), RECIPIENTS)).isFalse();
  }

  @Test
  default void shouldTakeOverFromASilentNodeAllButWhatMayStandInItsLane() {
    long run = diedWithFour();

    assertThat(node("b").takeOver(campaign(run, "a"), SILENCE)).isTrue();

    assertThat(states(run))
        .containsEntry(1L, "delivered")
        .containsEntry(2L, "stranded a")
        .containsEntry(3L, "stranded a")
        .containsEntry(4L, "stranded a")
        .containsEntry(5L, "waiting")
        .containsEntry(8L, "waiting");
    assertThat(places(rows().waiting(campaign(run, "b"), 1, RECIPIENTS, 10)))
        .containsExactly(5L, 6L, 7L, 8L);
    assertThat(node("b").takeOver(campaign(run, "a"), SILENCE)).as("again").isTrue();
    assertThat(node("c").takeOver(campaign(run, "a"), SILENCE)).as("b lives").isFalse();
    assertThat(rows().rest(run).hasOpen()).isTrue();
  }

  @Test
  default void shouldRefuseTheNextBatchOfANodeThatWasTakenForDeadAndLives() {
    long run = diedWithFour();
    node("b").takeOver(campaign(run, "a"), SILENCE);

    assertThat(node("a").claim(run, new Shard(5, 6), RECIPIENTS)).isFalse();
    assertThat(node("b").claim(run, new Shard(5, 6), RECIPIENTS)).isTrue();

    // the batch that it had claimed in time still stands in its own lane, and it says so
    rows().sent(run, List.of(3L, 4L), Map.of(), BEGIN);
    assertThat(states(run)).containsEntry(3L, "queued").containsEntry(5L, "waiting");
  }

  @Test
  default void shouldGiveBackWhatIsStrandedWithANodeThatComesBack() {
    long run = diedWithFour();
    node("b").takeOver(campaign(run, "a"), SILENCE);
    lives("a");
    assertThat(node("b").strandedHere()).isEmpty();
    assertThat(node("a").strandedHere()).containsExactly(run);

    assertThat(places(node("a").doubtful(campaign(run, "b")))).containsExactly(3L, 4L);
    rows().sent(run, List.of(3L, 4L), Map.of(), BEGIN);
    node("a").cameBack(run);

    assertThat(states(run).values())
        .containsExactly(
            "delivered", "queued", "queued", "queued", "waiting", "waiting", "waiting", "waiting");
    assertThat(node("a").strandedHere()).isEmpty();
    assertThat(node("a").claim(run, new Shard(5, 6), RECIPIENTS)).isFalse();
  }

  @Test
  default void shouldKeepWhatFailedInLargerBatchesInDoubt() {
    long run = started();
    node("a").claim(run, new Shard(1, 4), RECIPIENTS);
    node("a").claim(run, new Shard(1, 2), RECIPIENTS);
    silent("a");

    node("b").takeOver(campaign(run, "a"), SILENCE);

    assertThat(places(rows().waiting(campaign(run, "b"), 1, RECIPIENTS, 10)))
        .containsExactly(5L, 6L, 7L, 8L);
  }

  @Test
  default void shouldSendAgainWhatIsInDoubtWhereAllHaveOneBroker() {
    long run = diedWithFour();
    var other = new DatabaseCampaignHandover(database(), () -> LISTS, new Where("b", true, true));

    assertThat(other.takeOver(campaign(run, "a"), SILENCE)).isTrue();

    assertThat(places(rows().waiting(campaign(run, "b"), 1, RECIPIENTS, 10)))
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(states(run)).containsEntry(2L, "stranded a");
  }

  @Test
  default void shouldCountAsLostWhatIsStrandedWithANodeThatIsGoneForGood() {
    long run = diedWithFour();
    node("b").takeOver(campaign(run, "a"), SILENCE);

    assertThat(node("b").giveUp("a")).contains(3L);

    assertThat(states(run)).containsEntry(2L, "lost a").containsEntry(4L, "lost a");
    assertThat(node("a").strandedHere()).isEmpty();
    assertThat(node("b").giveUp("nobody")).contains(0L);
    assertThat(node("b").giveUp("c")).as("it lives").isEmpty();
  }

  @Test
  default void shouldTakeOverAtOnceFromANodeThatIsGoneForGood() {
    long run = diedWithFour();
    assertThat(node("b").giveUp("a")).contains(0L);

    assertThat(node("b").takeOver(campaign(run, "a"), Duration.ofDays(30))).isTrue();

    assertThat(states(run)).containsEntry(2L, "lost a").containsEntry(3L, "lost a");
  }

  @Test
  default void shouldTakeOverBeforeTheAudienceIsFrozen() {
    started();
    silent("a");

    assertThat(node("b").takeOver(campaign(0, "a"), SILENCE)).isTrue();
    assertThat(rows().freeze(campaign(0, "b")).recipients()).isEqualTo(RECIPIENTS);
  }

  /** He was put off within the last batch that the silent node claimed, and never in its lane. */
  @Test
  default void shouldLeaveWhoseHourHasNotComeToTheNodeThatTakesOver() {
    long run = started();
    rows().putOff(run, Map.of(2L, Instant.parse("2100-01-01T00:00:00Z")), WaitReason.HOURS);
    assertThat(node("a").claim(run, new Shard(1, 3), RECIPIENTS)).isTrue();
    silent("a");

    assertThat(node("b").takeOver(campaign(run, "a"), SILENCE)).isTrue();

    assertThat(states(run))
        .containsEntry(1L, "stranded a")
        .containsEntry(2L, "waiting hours")
        .containsEntry(3L, "stranded a")
        .containsEntry(4L, "waiting");
  }

  @Test
  default void shouldHandNothingOverWhereTheDatabaseIsOfOneNode() {
    long run = diedWithFour();
    var alone = new DatabaseCampaignHandover(database(), () -> LISTS, new Where("b", false, false));

    assertThat(alone.takeOver(campaign(run, "a"), SILENCE)).isFalse();
    assertThat(alone.claim(run, new Shard(1, 2), RECIPIENTS)).isTrue();
    assertThat(alone.strandedHere()).isEmpty();
  }
}
