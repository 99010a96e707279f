package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.campaign.CampaignGate.Entry;
import relay.domain.fault.FaultPoint;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendingLimits;
import relay.domain.view.ViewUnavailable;

/** From the ledger into the lane: each once, whatever instant it dies at. */
class CampaignSendingTest {
  private static final Shard ALL = new Shard(1, 10_000);
  private final CampaignWorld world = new CampaignWorld();

  /** The process ends here. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {FaultPoint.CAMPAIGN_QUEUED, FaultPoint.CAMPAIGN_NOTED})
  void shouldSendEachOnceWhenItDiesAtEachStepOfEachBatch(String step) {
    world.contacts(20);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");

    int deaths = 0;
    boolean more = true;
    while (more) {
      world.faults = dyingAt(step);
      try {
        more = world.chunk(campaign, ALL, 6);
      } catch (Death e) {
        deaths++;
        world.faults = FaultPoint.NONE;
        more = world.chunk(campaign, ALL, 6);
      }
    }

    assertThat(deaths).isGreaterThan(1);
    assertThat(world.addresses()).hasSize(20).doesNotHaveDuplicates();
    assertThat(world.ledger.counts(1).of(MailFate.QUEUED)).isEqualTo(20);
  }

  @Test
  void shouldSendEachOnceByTwoShardsThatDieAtRandom() {
    long seed = Long.getLong("relay.seed", System.nanoTime());
    Random random = new Random(seed);
    world.contacts(200);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    List<Shard> shards = List.of(Shard.of(0, 2, 200), Shard.of(1, 2, 200));
    Set<Shard> open = new HashSet<>(shards);

    while (!open.isEmpty()) {
      world.faults =
          step -> {
            if (random.nextInt(3) == 0) {
              throw new Death();
            }
          };
      Shard shard = shards.get(random.nextInt(2));
      try {
        if (!world.chunk(campaign, shard, 1 + random.nextInt(20))) {
          open.remove(shard);
        }
      } catch (Death e) {
        deliverSome(random);
      }
      world.pass(Duration.ofSeconds(2));
    }

    assertThat(world.addresses()).as("seed " + seed).hasSize(200).doesNotHaveDuplicates();
    assertThat(world.ledger.counts(1).of(MailFate.WAITING)).as("seed " + seed).isZero();
  }

  /** What the journal told between two lives. */
  private void deliverSome(Random random) {
    for (QueuedMail mail : world.queues.mails()) {
      if (random.nextInt(4) == 0) {
        world.ledger.fate(mail.entry().mail(), MailFate.DELIVERED);
      }
    }
  }

  @Test
  void shouldNoteNothingThatTheBrokerDidNotTake() {
    world.contacts(2);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    world.queues.fail(1);

    assertThatThrownBy(() -> world.chunk(campaign, ALL, 10)).isInstanceOf(QueueUnavailable.class);

    assertThat(world.ledger.counts(1).of(MailFate.WAITING)).isEqualTo(2);
    world.chunk(campaign, ALL, 10);
    assertThat(world.addresses()).hasSize(2);
  }

  @Test
  void shouldSendAgainUnderTheSameIdsWhatTheLedgerCouldNotNote() {
    world.contacts(3);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    world.faults = step -> world.ledger.isDown = step.equals(FaultPoint.CAMPAIGN_QUEUED);
    assertThatThrownBy(() -> world.chunk(campaign, ALL, 10)).isInstanceOf(ViewUnavailable.class);
    world.ledger.isDown = false;
    world.faults = FaultPoint.NONE;

    world.chunk(campaign, ALL, 10);

    assertThat(world.addresses()).hasSize(3).doesNotHaveDuplicates();
    assertThat(world.ledger.counts(1).of(MailFate.QUEUED)).isEqualTo(3);
  }

  @Test
  void shouldAskAboutEachOnceMoreWhenHisTurnComes() {
    world.contacts(4);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    world.ledger.contacts.remove("000001");
    world.ledger.left.add("000002");
    world.suppressions.suppress(
        "c3@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);

    world.chunk(campaign, ALL, 10);

    assertThat(world.addresses()).containsExactly("c4@example.org");
    assertThat(world.ledger.counts(1).skips())
        .containsExactlyInAnyOrderEntriesOf(Map.of("gone", 1L, "no-consent", 1L, "suppressed", 1L));
  }

  @Test
  void shouldQueueAWordAboutTheMailAndNotTheMail() {
    world.contacts(1);
    world.draft("spring", "");
    world.chunk(world.running("spring"), ALL, 10);

    QueuedMail mail = world.queues.take();

    assertThat(mail.isUnwritten()).isTrue();
    assertThat(mail.signed()).isFalse();
    assertThat(mail.content().size()).isLessThan(200);
    assertThat(mail.owner().tenant()).isEqualTo("acme");
    assertThat(mail.owner().campaign()).isEqualTo("spring");
    assertThat(mail.owner().stream()).isEqualTo("bulk");
    assertThat(mail.envelope().sender()).hasToString("news@acme.example");
    assertThat(mail.entry().toString()).endsWith(".0.0.0");
    assertThat(mail.expiresAt()).isAfter(world.now());
  }

  @Test
  void shouldSendNobodyWhoseDataAreLongerThanAMessageHolds() {
    world.contacts(2);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    var recipient = world.ledger.waiting(campaign, 1, 1, 1).get(0);
    var contact = recipient.contact().orElseThrow();
    var large =
        new relay.domain.contacts.ContactFields(
            contact.fields().address(),
            Map.of("name", new relay.domain.contacts.AttributeValue.Text("x".repeat(70_000))),
            java.util.Optional.empty(),
            java.util.Optional.empty());
    var filled =
        new relay.domain.contacts.Contact(
            "acme",
            "1",
            large,
            Map.of(),
            relay.domain.contacts.ContactFrequency.NORMAL,
            CampaignWorld.NOON,
            CampaignWorld.NOON,
            1);

    Entry entry =
        world.gate.judge(
            campaign, new CampaignRecipient(1, java.util.Optional.of(filled), true), world.now());

    assertThat(entry).isEqualTo(new Entry.Skipped(1, SkipReason.TOO_LARGE));
  }

  @Test
  void shouldStayWithinTheLimitsOfItsTenant() {
    world.contacts(30);
    var tenant = world.store.state().find(relay.domain.tenancy.Tenant.key("acme")).orElseThrow();
    var limits = new SendingLimits(0, 10, 0, 0, OverLimit.REFUSE);
    var limited = (relay.domain.tenancy.Tenant) tenant;
    world.store.apply(
        new relay.domain.control.ControlChange.Replace(
            new relay.domain.tenancy.Tenant(
                "acme",
                limited.version(),
                "",
                limited.state(),
                true,
                limited.foreignSender(),
                limits)),
        CampaignWorld.ANN);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");

    List<Integer> queued = new ArrayList<>();
    for (int second = 0; second < 3; second++) {
      world.chunk(campaign, ALL, 500);
      world.chunk(campaign, ALL, 500);
      world.chunk(campaign, ALL, 500);
      world.chunk(campaign, ALL, 500);
      queued.add(world.queues.mails().size());
      world.pass(Duration.ofMinutes(1));
    }

    assertThat(queued).containsExactly(10, 20, 30);
  }

  @Test
  void shouldRefuseToRepeatMoreThanTheBrokerKnowsAgain() {
    CampaignSettings settings =
        CampaignSettings.from(
            Settings.of(
                CampaignSettings.ALL,
                Map.of("campaign.chunk", "1000", "campaign.shards", "4"),
                Map.of()));

    settings.checkAgainst(16_000);
    assertThatThrownBy(() -> settings.checkAgainst(15_999))
        .hasMessageContaining("broker.duplicate-ids");
  }

  private static FaultPoint dyingAt(String where) {
    return step -> {
      if (step.equals(where)) {
        throw new Death();
      }
    };
  }
}
