package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.campaign.CampaignWorld.NOON;
import static relay.domain.campaign.CampaignWorld.stateOf;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.control.ControlChange;
import relay.domain.control.OrderDesk.Answer;
import relay.domain.template.TemplateVersion;

/** What the rounds make of the orders of people. */
class CampaignRoundTest {
  private static final Shard ALL = new Shard(1, 1_000);
  private final CampaignWorld world = new CampaignWorld();

  @Test
  void shouldRunFromTheOrderToTheLastRecipient() {
    world.contacts(3);
    world.draft("spring", "");

    Campaign running = world.running("spring");
    assertThat(running.state()).isEqualTo(CampaignState.RUNNING);
    assertThat(running.run().startedAt()).contains(NOON);
    assertThat(running.run().node()).isEqualTo(CampaignWorld.NODE);
    assertThat(running.run().number()).isEqualTo(1);
    world.round().look();
    assertThat(world.jobs.ensured).containsExactly("spring 3");
    world.chunk(running, ALL, 10);
    world.round().look();
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.RUNNING);
    world.queues.mails().forEach(m -> world.ledger.fate(m.entry().mail(), MailFate.DELIVERED));
    world.round().look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.FINISHED);
    assertThat(world.campaign("spring").run().endedAt()).contains(NOON);
    assertThat(world.addresses())
        .containsExactly("c1@example.org", "c2@example.org", "c3@example.org");
  }

  @Test
  void shouldTakeTheNewestVersionOfItsTemplateAtTheStartAndKeepIt() {
    world.contacts(1);
    world.draft("spring", "");
    world.publish();

    Campaign running = world.running("spring");
    world.publish();
    world.round().look();

    assertThat(running.plan().templateVersion()).contains(2);
    assertThat(world.campaign("spring").plan().templateVersion()).contains(2);
  }

  @Test
  void shouldWaitForItsTime() {
    world.contacts(1);
    world.draft("spring", ",\"start_at\":\"2026-01-01T13:00:00Z\"");
    world.order("spring", CampaignTurn.START);

    world.pass(Duration.ofMinutes(59));
    world.round().look();
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.SCHEDULED);
    world.pass(Duration.ofMinutes(1));
    world.round().look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.PREPARING);
  }

  @Test
  void shouldAskBeforeItStartsFarTooLate() {
    world.contacts(1);
    world.draft("spring", ",\"start_at\":\"2026-01-01T13:00:00Z\"");
    world.order("spring", CampaignTurn.START);

    world.pass(Duration.ofHours(1).plus(world.settings.lateMax()).plusMillis(1));
    world.round().look();
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.MISSED);
    world.round().look();
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.MISSED);

    assertThat(stateOf(world.order("spring", CampaignTurn.START)))
        .contains(CampaignState.PREPARING);
  }

  @Test
  void shouldStartALittleLateWithoutAsking() {
    world.contacts(1);
    world.draft("spring", ",\"start_at\":\"2026-01-01T13:00:00Z\"");
    world.order("spring", CampaignTurn.START);

    world.pass(Duration.ofHours(1).plus(world.settings.lateMax()));
    world.round().look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.PREPARING);
  }

  @Test
  void shouldStartAtOnceWhoseTimeWasPastWhenItWasOrdered() {
    world.contacts(1);
    world.draft("spring", ",\"start_at\":\"2025-06-01T13:00:00Z\"");

    assertThat(world.running("spring").state()).isEqualTo(CampaignState.RUNNING);
  }

  @Test
  void shouldHoldWhatWaitsWhilePausedAndLetItGoAgain() {
    world.contacts(2);
    world.draft("spring", "");
    Campaign running = world.running("spring");

    world.order("spring", CampaignTurn.PAUSE);
    world.round().look();
    world.round().look();
    assertThat(brakes()).extracting(Brake::kind).containsExactly(BrakeKind.HOLD);
    assertThat(world.chunk(running, ALL, 10)).as("the job ends").isFalse();
    assertThat(world.queues.mails()).isEmpty();
    world.order("spring", CampaignTurn.RESUME);
    world.round().look();

    assertThat(brakes()).isEmpty();
    assertThat(world.chunk(running, ALL, 10)).isTrue();
    assertThat(world.queues.mails()).hasSize(2);
  }

  @Test
  void shouldHoldAgainWhenTheBrakeOfALongPauseHasEnded() {
    world.contacts(1);
    world.draft("spring", "");
    world.running("spring");
    world.order("spring", CampaignTurn.PAUSE);
    world.round().look();

    world.pass(CampaignBrakes.TIME);
    world.round().look();

    assertThat(brakes()).extracting(Brake::kind).containsExactly(BrakeKind.HOLD);
  }

  @Test
  void shouldTakeAwayWhatWaitsWhenItIsStopped() {
    world.contacts(3);
    world.draft("spring", "");
    Campaign running = world.running("spring");
    world.chunk(running, ALL, 1);

    world.order("spring", CampaignTurn.STOP);
    world.round().look();
    assertThat(brakes()).extracting(Brake::kind).containsExactly(BrakeKind.EXPIRE);
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.STOPPING);
    assertThat(world.ledger.counts(1).skips()).containsEntry("stopped", 2L);
    world.ledger.fate(world.queues.mails().get(0).entry().mail(), MailFate.DISCARDED);
    world.round().look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.STOPPED);
    assertThat(brakes()).as("a last batch may still come").hasSize(1);
  }

  @Test
  void shouldKnowOfTheLastBatchOfAJobThatWasAtWorkWhenTheStopCame() {
    world.contacts(2);
    world.draft("spring", "");
    Campaign running = world.running("spring");
    world.faults =
        step -> {
          world.faults = s -> {};
          world.order("spring", CampaignTurn.STOP);
          world.round().look();
        };

    world.chunk(running, ALL, 10);

    assertThat(world.ledger.counts(1).of(MailFate.QUEUED)).isEqualTo(2);
  }

  @Test
  void shouldLiftTheBrakeOfACampaignOfTheSameNameBeforeItRuns() {
    world.contacts(1);
    world.draft("spring", "");
    world.running("spring");
    world.order("spring", CampaignTurn.STOP);
    world.round().look();
    assertThat(brakes()).hasSize(1);
    world.store.apply(
        new ControlChange.Delete(world.campaign("spring").key(), 0), CampaignWorld.ANN);
    world.pass(Duration.ofSeconds(1));

    world.draft("spring", "");
    Campaign running = world.running("spring");

    assertThat(brakes()).isEmpty();
    assertThat(running.run().number()).isEqualTo(2);
  }

  @Test
  void shouldLeaveTheCampaignsOfOtherNodesAlone() {
    world.contacts(1);
    world.draft("spring", "");
    world.order("spring", CampaignTurn.START);
    world.round("other.example").look();
    assertThat(world.campaign("spring").run().node()).isEqualTo("other.example");

    world.round().look();
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.PREPARING);
    world.round("other.example").look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.RUNNING);
  }

  @Test
  void shouldSendNothingBeforeTheJournalIsInTheLedger() {
    world.contacts(1);
    world.draft("spring", "");
    world.running("spring");
    world.jobs.ensured.clear();
    world.ledger.isUpToDate = false;

    world.round().look();
    assertThat(world.jobs.ensured).isEmpty();
    world.ledger.isUpToDate = true;
    world.round().look();

    assertThat(world.jobs.ensured).hasSize(1);
  }

  @Test
  void shouldFinishWhenNobodyIsInTheAudience() {
    world.draft("spring", "");

    world.running("spring");
    world.round().look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.FINISHED);
  }

  @Test
  void shouldFailWhenItsTemplateWasWithdrawnAndGoOnOnceThatIsMended() {
    world.contacts(1);
    world.draft("spring", "");
    world.order("spring", CampaignTurn.START);
    world.round().look();
    List<TemplateVersion> versions = world.templates.versions("acme", "spring");
    world.templates.withdraw(versions, CampaignWorld.ANN);

    world.round().look();
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.FAILED);
    assertThat(world.campaign("spring").run().problem()).contains("no published version");
    assertThat(world.order("spring", CampaignTurn.START)).isInstanceOf(Answer.Refused.class);
    world.publish();
    world.order("spring", CampaignTurn.START);
    world.round().look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.RUNNING);
    assertThat(world.campaign("spring").run().problem()).isEmpty();
  }

  @Test
  void shouldTryAgainWhileTheDatabaseOrTheBrakesAreAway() {
    world.contacts(1);
    world.draft("spring", "");
    world.order("spring", CampaignTurn.START);
    world.round().look();
    world.ledger.isDown = true;
    world.round().look();
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.PREPARING);
    world.ledger.isDown = false;
    world.round().look();
    world.order("spring", CampaignTurn.PAUSE);
    world.brakes.isFull = true;
    world.round().look();
    assertThat(brakes()).isEmpty();
    world.brakes.isFull = false;

    world.round().look();

    assertThat(brakes()).hasSize(1);
  }

  @Test
  void shouldNotLetOneCampaignStandInTheWayOfOthers() {
    world.contacts(1);
    world.draft("a", "");
    world.draft("b", "");
    world.running("a");
    world.order("a", CampaignTurn.PAUSE);
    world.order("b", CampaignTurn.START);
    world.brakes.isFull = true;

    world.round().look();

    assertThat(world.campaign("b").state()).isEqualTo(CampaignState.PREPARING);
  }

  @Test
  void shouldDoAnOrderOnceHoweverOftenItIsGiven() {
    world.contacts(1);
    world.draft("spring", "");

    assertThat(stateOf(world.order("spring", CampaignTurn.START)))
        .contains(CampaignState.SCHEDULED);
    assertThat(stateOf(world.order("spring", CampaignTurn.START)))
        .contains(CampaignState.SCHEDULED);
    world.round().look();
    world.round().look();
    assertThat(stateOf(world.order("spring", CampaignTurn.PAUSE))).contains(CampaignState.PAUSED);
    assertThat(stateOf(world.order("spring", CampaignTurn.PAUSE))).contains(CampaignState.PAUSED);
    assertThat(stateOf(world.order("spring", CampaignTurn.STOP))).contains(CampaignState.STOPPING);
    assertThat(stateOf(world.order("spring", CampaignTurn.STOP))).contains(CampaignState.STOPPING);
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    world.draft("spring", "");

    assertThat(world.order("spring", CampaignTurn.PAUSE))
        .isEqualTo(new Answer.Refused<>("a campaign that is draft cannot pause"));
    assertThat(world.order("summer", CampaignTurn.START)).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldSayWhoOrderedWhat() {
    world.draft("spring", "");
    world.order("spring", CampaignTurn.START);
    world.round().look();

    assertThat(world.store.audit())
        .contains(
            "ann create campaign acme/spring",
            "ann replace campaign acme/spring",
            "system replace campaign acme/spring");
  }

  private List<Brake> brakes() {
    return world.brakes.list(false);
  }
}
