package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many may go into the lane. */
class CampaignPaceTest {
  private static final Shard ALL = new Shard(1, 100_000);
  private final CampaignWorld world = new CampaignWorld();

  private Campaign running(String more) {
    world.draft("spring", more);
    return world.running("spring");
  }

  @Test
  void shouldLetGoAsManyAsAreAskedForWhereNothingIsInTheWay() {
    Campaign campaign = running("");

    assertThat(world.pace.take(campaign, 500, world.now())).isEqualTo(500);
  }

  @Test
  void shouldNeverHaveMoreOfACampaignWaitingThanItSays() {
    world.contacts(50);
    Campaign campaign = running(",\"waiting_max\":20");

    while (world.queues.mails().size() < 20) {
      world.chunk(campaign, ALL, 7);
    }
    world.chunk(campaign, ALL, 7);
    world.pass(Duration.ofSeconds(2));
    world.chunk(campaign, ALL, 7);
    assertThat(world.queues.mails()).hasSize(20);
    world.ledger.fate(world.queues.mails().get(0).entry().mail(), MailFate.DELIVERED);
    world.ledger.fate(world.queues.mails().get(1).entry().mail(), MailFate.DEFERRED);
    world.pass(Duration.ofSeconds(2));
    world.chunk(campaign, ALL, 7);

    assertThat(world.queues.mails()).hasSize(22);
  }

  @Test
  void shouldTakeTheSettingWhereItSaysNothing() {
    world.set("campaign.waiting-max", "12");
    Campaign campaign = running("");

    assertThat(world.pace.take(campaign, 500, world.now())).isEqualTo(12);
    assertThat(world.pace.take(campaign, 500, world.now())).isZero();
  }

  @Test
  void shouldLeaveOthersAPartOfTheLane() {
    Campaign campaign = running("");
    world.laneDepth = 700;

    assertThat(world.pace.take(campaign, 500, world.now())).isEqualTo(50);
    world.laneDepth = 750;
    assertThat(world.pace.take(campaign, 500, world.now())).isZero();
    world.laneDepth = 5_000;
    assertThat(world.pace.take(campaign, 500, world.now())).isZero();
  }

  @Test
  void shouldKeepItsRate() {
    Campaign campaign = running(",\"per_minute\":600");

    int sent = 0;
    for (int i = 0; i < 600; i++) {
      sent += world.pace.take(campaign, 500, world.now());
      world.pass(Duration.ofMillis(100));
    }

    assertThat(sent).as("in a minute").isBetween(590, 620);
  }

  @Test
  void shouldKeepARateBelowOneASecond() {
    Campaign campaign = running(",\"per_minute\":6");

    int sent = 0;
    for (int i = 0; i < 60; i++) {
      sent += world.pace.take(campaign, 500, world.now());
      world.pass(Duration.ofSeconds(1));
    }

    assertThat(sent).isBetween(6, 7);
  }

  @Test
  void shouldShareOneRateAmongItsShards() {
    Campaign campaign = running(",\"per_minute\":60");

    int first = world.pace.take(campaign, 10, world.now());
    int second = world.pace.take(campaign, 10, world.now());
    int third = world.pace.take(campaign, 10, world.now());

    assertThat(first + second + third).isLessThanOrEqualTo(2);
  }

  @Test
  void shouldGiveBackWhatWasNotUsed() {
    Campaign campaign = running(",\"waiting_max\":10");

    assertThat(world.pace.take(campaign, 10, world.now())).isEqualTo(10);
    world.pace.giveBack(campaign, 4);
    assertThat(world.pace.take(campaign, 10, world.now())).isEqualTo(4);
    world.pace.giveBack(campaign, 400);
    assertThat(world.pace.take(campaign, 10, world.now())).isEqualTo(10);
    world.pace.forget(campaign.run().number());
    world.pace.giveBack(campaign, 1);
    assertThat(world.pace.take(campaign, 11, world.now())).isEqualTo(10);
  }
}
