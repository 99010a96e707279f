package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.care.CanaryCourse.Phase;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/** Campaigns of which some go ahead. */
class CampaignVanguardTest {
  private static final Shard LOW = new Shard(1, 50);
  private static final Shard HIGH = new Shard(51, 100);
  private final CampaignWorld world = new CampaignWorld();
  private final CampaignRound round = world.round();

  @BeforeEach
  void makeContacts() {
    world.contacts(100);
  }

  private Campaign started(String then) {
    world.draft(
        "spring", ",\"canary\":{\"recipients\":60,\"wait\":\"PT1H\",\"then\":\"" + then + "\"}");
    return world.running("spring");
  }

  private Campaign campaign() {
    return world.campaign("spring");
  }

  /** As far as jobs come. */
  private int sent() {
    while (world.chunk(campaign(), LOW, 10)) {
      // the next chunk
    }
    while (world.chunk(campaign(), HIGH, 10)) {
      // the next chunk
    }
    return world.queues.mails().size();
  }

  private void hear(int from, int to, MailFate fate) {
    for (int i = from; i < to; i++) {
      world.ledger.fate(world.queues.mails().get(i).entry().mail(), fate);
    }
  }

  private Campaign afterItsTime() {
    round.look();
    world.pass(Duration.ofHours(1));
    round.look();
    return campaign();
  }

  @Test
  void shouldSendToExactlyTheFirstWhicheverPartsTheyAreIn() {
    started("go-on");

    assertThat(sent()).isEqualTo(60);
    assertThat(campaign().run().canary().orElseThrow().phase()).isEqualTo(Phase.SENDING);
    assertThat(campaign().reach(HIGH)).isEqualTo(new Shard(51, 60));
    assertThat(campaign().reach(new Shard(61, 100)).isEmpty()).isTrue();
  }

  @Test
  void shouldWaitForWhatComesBackAndThenSendToTheOthers() {
    started("go-on");
    sent();
    round.look();
    assertThat(campaign().run().canary().orElseThrow().until())
        .contains(world.now().plus(Duration.ofHours(1)));
    hear(0, 60, MailFate.DELIVERED);
    world.pass(Duration.ofMinutes(59));
    round.look();
    assertThat(sent()).as("nobody else").isEqualTo(60);

    world.pass(Duration.ofMinutes(1));
    round.look();

    assertThat(campaign().run().canary().orElseThrow().phase()).isEqualTo(Phase.PASSED);
    assertThat(sent()).isEqualTo(100);
    assertThat(world.journal.events).isEmpty();
  }

  @Test
  void shouldAskSomebodyWhereItSaysSo() {
    started("ask");
    sent();
    hear(0, 60, MailFate.DELIVERED);

    Campaign asking = afterItsTime();

    assertThat(asking.state()).isEqualTo(CampaignState.PAUSED);
    assertThat(asking.run().problem())
        .isEqualTo("the canary of 60 came back well: resume it for the others");
    assertThat(world.journal.events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.CAMPAIGN_PAUSED);
    world.order("spring", CampaignTurn.RESUME);
    assertThat(sent()).isEqualTo(100);
  }

  @Test
  void shouldStayPausedWhenTheFewCameBackBadly() {
    started("go-on");
    sent();
    hear(0, 57, MailFate.DELIVERED);
    hear(57, 60, MailFate.BOUNCED);

    Campaign failed = afterItsTime();

    assertThat(failed.state()).isEqualTo(CampaignState.PAUSED);
    assertThat(failed.run().problem())
        .isEqualTo(
            "the canary of 60 has failed: bounces: 3 of 60 mails, 5.00 %, limit 5 %: resume or stop"
                + " it");
    assertThat(failed.run().guard()).isPresent();
    assertThat(sent()).isEqualTo(60);
  }

  @Test
  void shouldNotGoOnWhenNothingWasHeardOfIt() {
    started("go-on");
    sent();

    Campaign silent = afterItsTime();

    assertThat(silent.state()).isEqualTo(CampaignState.PAUSED);
    assertThat(silent.run().problem()).contains("was not delivered in its time");
  }

  @Test
  void shouldGoOnWithTheCanaryWhenItWasPausedMeanwhile() {
    started("go-on");
    world.order("spring", CampaignTurn.PAUSE);
    world.order("spring", CampaignTurn.RESUME);

    assertThat(sent()).isEqualTo(60);
    hear(0, 60, MailFate.DELIVERED);
    assertThat(afterItsTime().run().canary().orElseThrow().phase()).isEqualTo(Phase.PASSED);
  }

  @Test
  void shouldFinishWhoseCanaryIsAllOfIt() {
    world.draft("spring", ",\"canary\":{\"percent\":100,\"wait\":\"PT1H\"}");
    world.running("spring");
    assertThat(sent()).isEqualTo(100);
    hear(0, 100, MailFate.DELIVERED);

    round.look();

    assertThat(campaign().state()).isEqualTo(CampaignState.FINISHED);
  }
}
