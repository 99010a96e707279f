package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.campaign.care.CanaryCourse;
import relay.domain.campaign.care.CanaryCourse.Phase;
import relay.domain.campaign.variant.TestCourse;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlOutcome;
import relay.domain.control.Refusal;

/** Campaigns whose canary goes ahead of the sample that forms of the mail are tried on. */
class CanaryOfATestTest {
  private static final Shard ALL = new Shard(1, 300);
  private static final String TEST =
      ",\"variants\":{\"a\":{},\"b\":{}},\"test\":{\"sample\":40,\"metric\":\"conversions\","
          + "\"wait\":\"PT30M\"}";
  private final CampaignWorld world = new CampaignWorld();
  private final CampaignRound round = world.round();

  @BeforeEach
  void makeContacts() {
    world.contacts(300);
  }

  private Campaign started(String canary) {
    world.draft("spring", TEST + ",\"canary\":{" + canary + ",\"wait\":\"PT1H\"}");
    return world.running("spring");
  }

  private Campaign campaign() {
    return world.campaign("spring");
  }

  private CanaryCourse course() {
    return campaign().run().canary().orElseThrow();
  }

  private long of(MailFate fate) {
    return world.ledger.counts(campaign().run().number()).of(fate);
  }

  private int sent() {
    while (world.chunk(campaign(), ALL, 50)) {
      // the next chunk
    }
    return world.queues.mails().size();
  }

  private void hear(int from, MailFate fate) {
    for (int i = from; i < world.queues.mails().size(); i++) {
      world.ledger.fate(world.queues.mails().get(i).entry().mail(), fate);
    }
  }

  private void lookAfter(Duration time) {
    world.pass(time);
    round.look();
  }

  @Test
  void shouldRefuseATestThatWouldWaitForWhoIsCapped() {
    Campaign campaign =
        CampaignKind.CAMPAIGN.read(
            new ControlKey("campaign", "acme", "spring"),
            0,
            ControlJson.read("{" + CampaignWorld.PLAN + TEST + ",\"capped_wait\":\"P3D\"}"));

    ControlOutcome outcome =
        world.store.apply(new ControlChange.Create(campaign), CampaignWorld.ANN);

    assertThat(outcome.toString()).contains("capped_wait", "beside test");
  }

  @Test
  void shouldGoAheadWithAsManyOfTheSampleAsItSays() {
    started("\"recipients\":20");
    long sample = of(MailFate.WAITING);

    assertThat(sent()).isEqualTo(20);
    assertThat(course().recipients()).isEqualTo(20);
    assertThat(course().last()).as("of each five two are in the sample").isGreaterThan(20);
    assertThat(of(MailFate.WAITING)).isEqualTo(sample - 20);
    assertThat(CanaryCourse.read(new relay.domain.control.Fields(course().write())))
        .contains(course());
  }

  @Test
  void shouldSendCanaryThenSampleThenTheWinnerToTheRest() {
    started("\"percent\":5");
    final long sample = of(MailFate.WAITING);
    assertThat(sent()).isEqualTo(15);
    round.look();
    lookAfter(Duration.ofMinutes(59));
    assertThat(campaign().run().test()).as("its time has not begun").isEqualTo(TestCourse.NONE);
    hear(0, MailFate.DELIVERED);
    lookAfter(Duration.ofMinutes(1));
    assertThat(course().phase()).isEqualTo(Phase.PASSED);

    assertThat(sent()).isEqualTo(sample);
    hear(15, MailFate.DELIVERED);
    round.look();
    assertThat(campaign().run().test().sentAt()).contains(world.now());
    lookAfter(Duration.ofMinutes(29));
    assertThat(of(MailFate.RESERVED)).isEqualTo(300 - sample);
    lookAfter(Duration.ofMinutes(1));
    assertThat(campaign().run().test().won()).isPresent();
    round.look();
    assertThat(sent()).isEqualTo(300);
  }

  @Test
  void shouldNotStartTheTestBeforeACanaryOfTheWholeSampleWasJudged() {
    started("\"recipients\":250");
    final long sample = of(MailFate.WAITING);
    assertThat(course().recipients()).isEqualTo(sample);

    assertThat(sent()).isEqualTo(sample);
    hear(0, MailFate.DELIVERED);
    round.look();
    lookAfter(Duration.ofMinutes(40));
    assertThat(campaign().run().test()).isEqualTo(TestCourse.NONE);
    lookAfter(Duration.ofMinutes(20));
    round.look();
    assertThat(course().isOver()).isTrue();
    assertThat(campaign().run().test().sentAt()).contains(world.now());
  }

  @Test
  void shouldKeepTheRestBackWhenTheCanaryFailedAlthoughAWinnerIsNamed() {
    started("\"recipients\":20");
    sent();
    hear(0, MailFate.BOUNCED);
    world.desk.winner("acme", "spring", "b", CampaignWorld.ANN);
    round.look();
    assertThat(of(MailFate.RESERVED)).isPositive();
    lookAfter(Duration.ofHours(1));

    assertThat(campaign().state()).isEqualTo(CampaignState.PAUSED);
    assertThat(campaign().run().problem()).contains("the canary of 20 has failed");
    assertThat(sent()).isEqualTo(20);
    world.order("spring", CampaignTurn.RESUME);
    round.look();
    assertThat(sent()).isEqualTo(300);
  }

  @Test
  void shouldHaveNoCanaryWhereTheSampleIsEmpty() {
    var few = new CampaignWorld();
    few.draft("spring", TEST + ",\"canary\":{\"recipients\":5,\"wait\":\"PT1H\"}");

    assertThat(few.running("spring").run().canary()).map(CanaryCourse::isOver).contains(true);
  }

  @ParameterizedTest
  @CsvSource({"39.9,false", "40,true", "40.5,true", "100,true"})
  void shouldRefuseACanaryThatLeavesNothingOfTheSample(String percent, boolean isRefused) {
    Campaign campaign =
        CampaignKind.CAMPAIGN.read(
            new ControlKey("campaign", "acme", "spring"),
            0,
            ControlJson.read(
                "{"
                    + CampaignWorld.PLAN
                    + TEST
                    + ",\"canary\":{\"percent\":"
                    + percent
                    + ",\"wait\":\"PT1H\"}}"));

    ControlOutcome outcome =
        world.store.apply(new ControlChange.Create(campaign), CampaignWorld.ANN);

    assertThat(outcome instanceof ControlOutcome.Refused).isEqualTo(isRefused);
    if (outcome instanceof ControlOutcome.Refused refused) {
      assertThat(((Refusal.Invalid) refused.why()).field()).isEqualTo("canary.percent");
    }
  }
}
