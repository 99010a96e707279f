package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.queue.InMemoryQueues;

/** What becomes of a campaign whose node dies, where each node has a broker of its own. */
class CampaignTakeOverTest {
  private static final Shard ALL = new Shard(1, 10);
  private static final String OTHER = "other.example";
  private final CampaignWorld world = new CampaignWorld();
  private final InMemoryQueues otherQueues = new InMemoryQueues();

  /** Four went, four went and it died before it could say so, two never had their turn. */
  @BeforeEach
  void dieOverABatch() {
    world.contacts(10);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    world.chunk(campaign, ALL, 4);
    world.faults =
        step -> {
          throw new IllegalStateException("died at " + step);
        };
    assertThatThrownBy(() -> world.chunk(campaign, new Shard(5, 10), 4))
        .hasMessageContaining("died");
    world.faults = step -> {};
  }

  private CampaignTakeOver takeOver(String node, InMemoryQueues queues) {
    return new CampaignTakeOver(
        new CampaignRound.Stores(
            world.store, world.store, world.ledger, question -> world.results, world.journal),
        world.handovers.of(node),
        world.gate,
        world.sending(queues),
        () -> world.settings,
        node,
        world::now);
  }

  private String nodeOfCampaign() {
    return world.campaign("spring").run().node();
  }

  /** What the other node's job would put into its lane until nobody is left. */
  private void otherSends() {
    var supply =
        new CampaignSupply(
            world.store,
            world.ledger,
            world.pace,
            world.gate,
            world.handovers.of(OTHER),
            world::now);
    Campaign campaign = world.campaign("spring");
    var sending = world.sending(otherQueues);
    while (supply.next("acme", "spring", campaign.run().number(), ALL, 3)
        instanceof CampaignSupply.Next.Some some) {
      sending.send(
          campaign.run().number(),
          some.recipients().stream().map(r -> world.gate.judge(campaign, r, world.now())).toList());
    }
  }

  private List<String> everywhere() {
    List<String> all = new ArrayList<>(world.addresses());
    otherQueues.mails().forEach(mail -> all.add(CampaignWorld.addressOf(mail)));
    return all;
  }

  @Test
  void shouldLeaveACampaignToItsNodeWhileThatLives() {
    takeOver(OTHER, otherQueues).look();

    assertThat(nodeOfCampaign()).isEqualTo(CampaignWorld.NODE);
  }

  @Test
  void shouldSendOnlyWhatCannotStandInTheLaneOfTheDead() {
    world.handovers.silent.add(CampaignWorld.NODE);

    takeOver(OTHER, otherQueues).look();
    otherSends();

    assertThat(nodeOfCampaign()).isEqualTo(OTHER);
    assertThat(otherQueues.mails())
        .extracting(CampaignWorld::addressOf)
        .containsExactly("c9@example.org", "c10@example.org");
    assertThat(world.ledger.counts(1).of(MailFate.STRANDED)).isEqualTo(8);
    assertThat(world.ledger.rest(1).hasOpen()).as("it waits for the dead").isTrue();
  }

  @Test
  void shouldReachEachOnceWhenTheDeadComesBack() {
    world.handovers.silent.add(CampaignWorld.NODE);
    takeOver(OTHER, otherQueues).look();
    otherSends();

    world.handovers.silent.clear();
    takeOver(CampaignWorld.NODE, world.queues).look();
    takeOver(CampaignWorld.NODE, world.queues).look();

    assertThat(nodeOfCampaign()).as("it stays where it is").isEqualTo(OTHER);
    assertThat(everywhere()).hasSize(10).doesNotHaveDuplicates();
    assertThat(world.ledger.counts(1).of(MailFate.QUEUED)).isEqualTo(10);
  }

  @Test
  void shouldSendWhatTheDeadHadClaimedAndNeverSent() {
    // started again, it begins with those that wait, and dies before it sends them
    assertThat(world.handovers.of(CampaignWorld.NODE).claim(1, new Shard(5, 10), 10)).isTrue();
    world.handovers.silent.add(CampaignWorld.NODE);
    takeOver(OTHER, otherQueues).look();
    otherSends();
    assertThat(otherQueues.mails()).isEmpty();

    world.handovers.silent.clear();
    takeOver(CampaignWorld.NODE, world.queues).look();

    assertThat(everywhere()).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void shouldWaitWithWhatIsInDoubtUntilItsJournalIsRead() {
    world.handovers.silent.add(CampaignWorld.NODE);
    takeOver(OTHER, otherQueues).look();
    world.handovers.silent.clear();
    world.ledger.isUpToDate = false;

    takeOver(CampaignWorld.NODE, world.queues).look();

    assertThat(world.ledger.counts(1).of(MailFate.STRANDED)).isEqualTo(8);
  }

  @Test
  void shouldEndWithoutTheDeadOnceSomebodySaysThatItIsGone() {
    world.handovers.silent.add(CampaignWorld.NODE);
    takeOver(OTHER, otherQueues).look();
    otherSends();
    otherQueues.mails().forEach(m -> world.ledger.fate(m.entry().mail(), MailFate.DELIVERED));

    assertThat(world.handovers.of(OTHER).giveUp(CampaignWorld.NODE)).contains(8L);
    world.round(OTHER).look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.FINISHED);
    assertThat(world.ledger.counts(1).of(MailFate.LOST)).isEqualTo(8);
  }

  @Test
  void shouldNotTakeACampaignThatIsOver() {
    world.order("spring", CampaignTurn.STOP);
    world.queues.mails().forEach(m -> world.ledger.fate(m.entry().mail(), MailFate.DELIVERED));
    world.round().look();
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.STOPPED);
    world.handovers.silent.add(CampaignWorld.NODE);

    takeOver(OTHER, otherQueues).look();

    assertThat(nodeOfCampaign()).isEqualTo(CampaignWorld.NODE);
  }

  @Test
  void shouldLeaveItToTheNextLookWhileTheDatabaseIsAway() {
    world.handovers.silent.add(CampaignWorld.NODE);
    takeOver(OTHER, otherQueues).look();
    world.handovers.silent.clear();
    world.ledger.isDown = true;

    takeOver(CampaignWorld.NODE, world.queues).look();
    world.ledger.isDown = false;
    takeOver(CampaignWorld.NODE, world.queues).look();

    assertThat(world.ledger.counts(1).of(MailFate.QUEUED)).isEqualTo(8);
  }
}
