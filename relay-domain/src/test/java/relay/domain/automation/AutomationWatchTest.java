package relay.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** What too many refusals, complaints and unsubscriptions do to an automation. */
class AutomationWatchTest {
  private static final EmailAddress ANN = EmailAddress.parse("ann@example.org");
  private final AutomationWorld world = new AutomationWorld();

  @BeforeEach
  void make() {
    world.active("welcome", AutomationWorld.SEND, "");
    world.pass(Duration.ofHours(1));
  }

  private void hear(EventType type, int times) {
    hear(type, times, Map.of());
  }

  private void hear(EventType type, int times, Map<String, Object> more) {
    var tally = new MailTally(world.store.state());
    for (int i = 0; i < times; i++) {
      tally.add(event(type, AutomationMailId.of(AutomationWorld.NOON, i + 1L, 0), more));
    }
    tally.all().forEach((key, each) -> world.ledger.count(key, each));
  }

  private MailEvent event(EventType type, QueueId mail, Map<String, Object> more) {
    Map<String, Object> details = new java.util.HashMap<>(more);
    details.put(EventField.TENANT, "acme");
    details.put(EventField.CAMPAIGN, "auto.welcome");
    return new MailEvent(type, world.now(), Optional.of(mail), 0, 0, Optional.of(ANN), details);
  }

  private Automation look() {
    world.watch().look();
    return world.automation("welcome");
  }

  @Test
  void shouldLeaveAloneWhatGoesWell() {
    hear(EventType.DELIVERED, 300);
    hear(EventType.BOUNCED, 10);
    hear(EventType.DEFERRED, 500);

    assertThat(look().run().guard()).isEmpty();
    assertThat(world.journal).isEmpty();
  }

  @Test
  void shouldJudgeNothingOfFewMails() {
    hear(EventType.BOUNCED, 150);

    assertThat(look().isActive()).isTrue();
  }

  @Test
  void shouldSlowAndTellAndGoOnWhenItIsWellOver() {
    hear(EventType.DELIVERED, 285);
    hear(EventType.BOUNCED, 15);

    Automation slow = look();

    assertThat(slow.isActive()).isTrue();
    assertThat(slow.slowedBy().map(GuardTrip::perMinute)).as("a quarter of 5").contains(1);
    assertThat(world.journal.get(0).type()).isEqualTo(EventType.AUTOMATION_SLOWED);
    assertThat(world.journal.get(0).details())
        .containsEntry(EventField.AUTOMATION, "welcome")
        .containsEntry(EventField.REASON, "bounces: 15 of 300 mails, 5.00 %, limit 5 %")
        .containsEntry(EventField.FAILED, 15L);
    look();
    assertThat(world.journal).as("told once").hasSize(1);

    hear(EventType.DELIVERED, 100);
    assertThat(look().slowedBy()).isEmpty();
    assertThat(world.journal.get(1).type()).isEqualTo(EventType.AUTOMATION_RESUMED);
  }

  @Test
  void shouldPauseOnComplaintsUntilSomebodyResumes() {
    hear(EventType.DELIVERED, 1_000);
    hear(EventType.COMPLAINED, 5);

    Automation paused = look();

    assertThat(paused.state()).isEqualTo(AutomationState.PAUSED);
    assertThat(world.journal.get(0).type()).isEqualTo(EventType.AUTOMATION_PAUSED);
    var json = AutomationKind.AUTOMATION.write(paused);
    assertThat(json.getJsonObject("guard").getString("name")).isEqualTo("complaints");
    assertThat(AutomationKind.AUTOMATION.read(paused.key(), paused.version(), json))
        .isEqualTo(paused);

    world.pass(Duration.ofMinutes(1));
    world.desk.order("acme", "welcome", AutomationOrder.RESUME, AutomationWorld.ANN);
    Automation resumed = look();
    assertThat(resumed.isActive()).as("what was before is known").isTrue();
    assertThat(resumed.run().guard()).isEmpty();
  }

  @Test
  void shouldPauseWhenManyLeave() {
    hear(EventType.DELIVERED, 200);
    hear(EventType.UNSUBSCRIBED, 10);

    assertThat(look().state()).isEqualTo(AutomationState.PAUSED);
  }

  @Test
  void shouldCountABounceThatComesLaterInsteadOfTheDelivery() {
    hear(EventType.DELIVERED, 250);
    hear(EventType.OUT_OF_BAND_BOUNCE, 25);

    GuardTrip trip = look().run().guard().orElseThrow();

    assertThat(trip.finding().count()).isEqualTo(25);
    assertThat(trip.finding().of()).isEqualTo(250);
  }

  @Test
  void shouldForgetWhatIsDaysAgo() {
    hear(EventType.BOUNCED, 250);
    world.pass(Duration.ofDays(7));

    assertThat(look().isActive()).isTrue();
  }

  @Test
  void shouldNotCountWhatWasBeforeItWasResumedHoweverLateItIsRead() {
    var mail = AutomationMailId.of(AutomationWorld.NOON, 1, 0);
    MailEvent before = event(EventType.BOUNCED, mail, Map.of());
    world.pass(Duration.ofMinutes(1));
    world.desk.order("acme", "welcome", AutomationOrder.PAUSE, AutomationWorld.ANN);
    world.desk.order("acme", "welcome", AutomationOrder.RESUME, AutomationWorld.ANN);
    var tally = new MailTally(world.store.state());

    tally.add(before);

    assertThat(tally.all()).isEmpty();
  }

  @Test
  void shouldCountNoMailsOfOthersThatUseTheName() {
    var tally = new MailTally(world.store.state());
    tally.add(event(EventType.BOUNCED, QueueId.of(1, 2), Map.of()));
    var mail = AutomationMailId.of(AutomationWorld.NOON, 1, 0);
    tally.add(event(EventType.COMPLAINED, mail, Map.of(EventField.FEEDBACK_TYPE, "not-spam")));
    tally.add(event(EventType.BOUNCED, mail, Map.of(EventField.BRAKE, "b1")));

    assertThat(tally.all()).isEmpty();
  }

  @Test
  void shouldSendAtTheSlowPaceOneAfterTheOther() {
    hear(EventType.DELIVERED, 285);
    hear(EventType.BOUNCED, 15);
    look();
    for (int i = 0; i < 3; i++) {
      String contact = world.contact("c" + i + "@example.org", "");
      world.desk.tell("acme", contact, new ContactEvent("go", "1", JsonValue.EMPTY_JSON_OBJECT));
    }

    for (int sent = 1; sent <= 3; sent++) {
      world.settle();
      assertThat(world.queues.mails()).hasSize(sent);
      world.settle();
      assertThat(world.queues.mails()).hasSize(sent);
      world.pass(Duration.ofMinutes(1));
    }
  }
}
