package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.campaign.care.Guard;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/** Campaigns of which too much goes wrong. */
class CampaignWatchTest {
  private static final Shard ALL = new Shard(1, 1_000);
  private final CampaignWorld world = new CampaignWorld();
  private CampaignRound round;

  @BeforeEach
  void makeContacts() {
    world.contacts(400);
  }

  /** A running campaign whose mails are all in the lane. */
  private Campaign sent(String more) {
    world.draft("spring", more);
    Campaign running = world.running("spring");
    round = world.round();
    while (world.queues.mails().size() < 400) {
      world.chunk(running, ALL, 200);
    }
    return running;
  }

  /** What became of the next mails that nothing was heard of. */
  private void hear(int from, int to, MailFate fate) {
    for (int i = from; i < to; i++) {
      world.ledger.fate(world.queues.mails().get(i).entry().mail(), fate);
    }
  }

  /** The next look of the guards, and what follows from it. */
  private Campaign look() {
    world.pass(Duration.ofSeconds(5));
    round.look();
    round.look();
    return world.campaign("spring");
  }

  private List<Brake> brakes() {
    return world.brakes.list(false);
  }

  @Test
  void shouldGoOnWhileLittleGoesWrong() {
    sent("");
    hear(0, 240, MailFate.DELIVERED);
    hear(240, 250, MailFate.BOUNCED);

    Campaign campaign = look();

    assertThat(campaign.state()).isEqualTo(CampaignState.RUNNING);
    assertThat(campaign.run().guard()).isEmpty();
    assertThat(brakes()).isEmpty();
    assertThat(world.journal.events).isEmpty();
  }

  @Test
  void shouldGoAtAPartOfItsPaceAndTellWhenSomeGoesWrong() {
    sent("");
    hear(0, 190, MailFate.DELIVERED);
    hear(190, 205, MailFate.BOUNCED);

    Campaign campaign = look();

    assertThat(campaign.state()).isEqualTo(CampaignState.RUNNING);
    assertThat(campaign.run().guard())
        .hasValueSatisfying(
            trip -> {
              assertThat(trip.finding().guard()).isEqualTo(Guard.BOUNCES);
              assertThat(trip.since()).isEqualTo(world.now());
              assertThat(trip.perMinute()).as("205 in 5 s, a quarter").isEqualTo(615);
            });
    assertThat(brakes()).extracting(Brake::kind).containsExactly(BrakeKind.SLOW);
    assertThat(brakes().get(0).perMinute()).contains(615);
    MailEvent told = world.journal.events.get(0);
    assertThat(told.type()).isEqualTo(EventType.CAMPAIGN_SLOWED);
    assertThat(told.details())
        .containsEntry(EventField.CAMPAIGN, "spring")
        .containsEntry(EventField.KIND, "bounces")
        .containsEntry(EventField.FAILED, 15L)
        .containsEntry(EventField.COUNTED, 205L)
        .containsEntry(EventField.REASON, "bounces: 15 of 205 mails, 7.32 %, limit 5 %");
  }

  @Test
  void shouldStaySlowUntilTheRateIsWellBelowItsLimit() {
    sent("");
    hear(0, 190, MailFate.DELIVERED);
    hear(190, 205, MailFate.BOUNCED);
    look();

    hear(205, 330, MailFate.DELIVERED);
    assertThat(look().slowedBy()).as("4.5 %").isPresent();
    hear(330, 399, MailFate.DELIVERED);
    Campaign campaign = look();

    assertThat(campaign.run().guard()).as("3.75 %").isEmpty();
    assertThat(world.journal.events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.CAMPAIGN_SLOWED, EventType.CAMPAIGN_RESUMED);
  }

  @Test
  void shouldPauseAndSayWhyWhenMuchGoesWrong() {
    sent("");
    hear(0, 170, MailFate.DELIVERED);
    hear(170, 205, MailFate.BOUNCED);

    Campaign campaign = look();

    assertThat(campaign.state()).isEqualTo(CampaignState.PAUSED);
    assertThat(campaign.run().problem())
        .isEqualTo(
            "bounces: 35 of 205 mails, 17.07 %, limit 10 %: find out why, then resume or stop it");
    assertThat(brakes()).extracting(Brake::kind).containsExactly(BrakeKind.HOLD);
    assertThat(world.journal.events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.CAMPAIGN_PAUSED);
    assertThat(CampaignKind.CAMPAIGN.write(campaign).getJsonObject("guard").toString())
        .isEqualTo(
            "{\"name\":\"bounces\",\"level\":\"stop\",\"count\":35,\"of\":205,\"percent\":17.07,"
                + "\"limit\":10,\"since\":\""
                + world.now()
                + "\"}");
  }

  @Test
  void shouldCountAnewOnceSomebodyResumedIt() {
    sent("");
    hear(0, 170, MailFate.DELIVERED);
    hear(170, 205, MailFate.BOUNCED);
    look();
    world.pass(Duration.ofMinutes(1));
    world.order("spring", CampaignTurn.RESUME);
    Campaign resumed = look();
    assertThat(resumed.state()).isEqualTo(CampaignState.RUNNING);
    assertThat(resumed.run().problem()).isEmpty();
    assertThat(resumed.run().guard()).isEmpty();

    hear(205, 399, MailFate.BOUNCED);

    // of the 194 since then all were refused, which is no sample yet
    assertThat(look().state()).isEqualTo(CampaignState.RUNNING);
    hear(199, 205, MailFate.BOUNCED);
    assertThat(look().state()).isEqualTo(CampaignState.PAUSED);
  }

  @Test
  void shouldHoldItAgainstTheLimitsOfItsOwn() {
    sent(",\"guards\":{\"sample\":10,\"bounces\":{\"stop\":90}}");
    hear(0, 100, MailFate.BOUNCED);
    assertThat(look().state()).as("all of them").isEqualTo(CampaignState.PAUSED);
    world.order("spring", CampaignTurn.RESUME);
    world.pass(Duration.ofSeconds(1));

    hear(100, 120, MailFate.DELIVERED);
    hear(120, 200, MailFate.BOUNCED);

    assertThat(look().slowedBy()).as("80 %").isPresent();
  }

  @Test
  void shouldNotCountAllTheTime() {
    sent("");
    round.look();
    hear(0, 399, MailFate.BOUNCED);

    world.pass(Duration.ofSeconds(4));
    round.look();
    assertThat(world.campaign("spring").run().guard()).isEmpty();
    world.pass(Duration.ofSeconds(1));
    round.look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.PAUSED);
  }
}
