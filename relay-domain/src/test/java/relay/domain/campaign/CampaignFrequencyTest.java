package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.ContactFrequency;
import relay.domain.fault.FaultPoint;
import relay.domain.queue.QueueUnavailable;

/** No contact gets more campaigns than the tenant or he himself wants. */
class CampaignFrequencyTest {
  private static final Shard ALL = new Shard(1, 10_000);
  private final CampaignWorld world = new CampaignWorld();

  private Campaign sent(String id) {
    world.draft(id, "");
    Campaign campaign = world.running(id);
    rest(campaign);
    return campaign;
  }

  private CampaignCounts counts(Campaign campaign) {
    return world.ledger.counts(campaign.run().number());
  }

  @Test
  void shouldSkipWhoHasHadAsManyAsTheTenantAllows() {
    world.contacts(5);
    world.cap(2, 7);
    sent("first");
    sent("second");
    world.contact(6);

    Campaign third = sent("third");

    assertThat(counts(third).skips()).containsExactly(Map.entry("capped", 5L));
    assertThat(counts(third).of(MailFate.QUEUED)).isEqualTo(1);
    assertThat(world.addresses()).hasSize(11);
  }

  @Test
  void shouldKeepWhoIsCappedUntilHeMayHaveItWhereTheCampaignWaits() {
    world.contacts(2);
    world.cap(1, 7);
    sent("first");
    world.pass(Duration.ofDays(3));
    world.contact(3);
    world.draft("second", ",\"capped_wait\":\"P5D\"");
    Campaign second = world.running("second");
    rest(second);

    assertThat(counts(second).waits()).containsExactly(Map.entry("capped", 2L));
    assertThat(counts(second).of(MailFate.QUEUED)).isEqualTo(1);
    assertThat(counts(second).open()).isEqualTo(3);
    world.pass(Duration.ofDays(3));
    rest(second);
    assertThat(counts(second).of(MailFate.WAITING)).isEqualTo(2);
    world.pass(Duration.ofDays(1));
    rest(second);
    assertThat(counts(second).of(MailFate.QUEUED)).isEqualTo(3);
    assertThat(counts(second).waits()).isEmpty();
    assertThat(world.addresses()).hasSize(5);
  }

  @Test
  void shouldSkipAtOnceWhoMayHaveItOnlyWhenTheCampaignWaitsNoMore() {
    world.contacts(2);
    world.cap(1, 7);
    sent("first");
    world.pass(Duration.ofDays(3));
    world.draft("second", ",\"capped_wait\":\"P3D\"");

    Campaign second = world.running("second");
    rest(second);

    assertThat(counts(second).skips()).containsExactly(Map.entry("capped", 2L));
    assertThat(counts(second).open()).isZero();
  }

  @Test
  void shouldSkipWhoWaitedAndHadAnotherMailMeanwhileThatLeavesNoTime() {
    world.contacts(1);
    world.cap(1, 7);
    sent("first");
    world.draft("second", ",\"capped_wait\":\"P10D\"");
    Campaign second = world.running("second");
    rest(second);
    world.pass(Duration.ofDays(8));
    sent("third");

    rest(second);

    assertThat(counts(second).skips()).containsExactly(Map.entry("capped", 1L));
  }

  @Test
  void shouldTakeAwayWhoWaitsForHisCapWhenTheCampaignIsStopped() {
    world.contacts(2);
    world.cap(1, 7);
    sent("first");
    world.draft("second", ",\"capped_wait\":\"P10D\"");
    Campaign second = world.running("second");
    rest(second);

    world.order("second", CampaignTurn.STOP);
    world.round().look();

    assertThat(counts(second).skips()).containsExactly(Map.entry("stopped", 2L));
    assertThat(world.campaign("second").state()).isEqualTo(CampaignState.STOPPED);
  }

  private void rest(Campaign campaign) {
    while (world.chunk(campaign, ALL, 3)) {
      world.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void shouldSendAgainWhenTheDaysAreOver() {
    world.contacts(5);
    world.cap(1, 7);
    sent("monday");
    world.pass(Duration.ofDays(7).minusMinutes(5));

    Campaign next = sent("next-monday");

    assertThat(counts(next).skips()).isEmpty();
  }

  @Test
  void shouldKeepToWhatEachContactChose() {
    world.contact(1);
    world.contact(2, ContactFrequency.WEEKLY);
    world.contact(3, ContactFrequency.MONTHLY);
    sent("first");
    world.pass(Duration.ofDays(8));

    Campaign second = sent("second");

    assertThat(counts(second).skips()).containsExactly(Map.entry("capped", 1L));
    assertThat(world.addresses().subList(3, 5)).containsExactly("c1@example.org", "c2@example.org");
  }

  @Test
  void shouldAskNoDatabaseWhereNothingIsCapped() {
    world.contacts(5);

    sent("first");

    assertThat(world.frequencies.asked).isZero();
  }

  @Test
  void shouldCountNobodyWhoIsSkippedForAnotherReason() {
    world.contacts(1);
    world.cap(1, 7);
    world.ledger.left.add("000001");
    sent("first");
    world.ledger.left.clear();

    Campaign second = sent("second");

    assertThat(counts(second).of(MailFate.QUEUED)).isEqualTo(1);
  }

  @Test
  void shouldCountOnceWhatIsRepeatedAfterTheBrokerTookNothing() {
    world.contacts(3);
    world.cap(1, 7);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    world.queues.fail(1);
    assertThatThrownBy(() -> world.chunk(campaign, ALL, 10)).isInstanceOf(QueueUnavailable.class);

    world.chunk(campaign, ALL, 10);

    assertThat(world.addresses()).hasSize(3);
    assertThat(counts(campaign).skips()).isEmpty();
  }

  @Test
  void shouldCountOnceWhatIsRepeatedAfterADeath() {
    world.contacts(3);
    world.cap(1, 7);
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    world.faults =
        step -> {
          if (step.equals(FaultPoint.CAMPAIGN_QUEUED)) {
            throw new IllegalStateException("died");
          }
        };
    assertThatThrownBy(() -> world.chunk(campaign, ALL, 10)).hasMessage("died");
    world.faults = FaultPoint.NONE;

    world.chunk(campaign, ALL, 10);

    assertThat(world.addresses()).hasSize(3).doesNotHaveDuplicates();
    assertThat(counts(campaign).of(MailFate.QUEUED)).isEqualTo(3);
  }
}
