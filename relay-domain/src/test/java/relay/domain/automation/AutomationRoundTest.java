package relay.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.automation.ContactSearch.Found;
import relay.domain.automation.EntryLimits.Verdict;
import relay.domain.contacts.ConsentState;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.control.OrderDesk;
import relay.domain.fault.FaultPoint;
import relay.domain.mail.Lane;
import relay.domain.queue.QueuedMail;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.view.ViewUnavailable;

class AutomationRoundTest {
  private final AutomationWorld world = new AutomationWorld();

  private Map<String, Verdict> go(String contact, String id) {
    return world.desk.tell(
        "acme", contact, new ContactEvent("go", id, JsonValue.EMPTY_JSON_OBJECT));
  }

  @Test
  void shouldSendToWhoComesIn() {
    world.active("welcome", AutomationWorld.SEND, "");
    String ann = world.contact("ann@example.org", ",\"zone\":\"Europe/Vienna\"");

    assertThat(go(ann, "1")).containsExactly(Map.entry("welcome", Verdict.COMES_IN));
    world.settle();

    QueuedMail mail = world.queues.take();
    assertThat(AutomationWorld.address(mail)).isEqualTo("ann@example.org");
    assertThat(mail.owner().campaign()).isEqualTo("auto.welcome");
    assertThat(mail.lane()).isEqualTo(Lane.BULK);
    assertThat(mail.envelope().options().zone()).contains(ZoneId.of("Europe/Vienna"));
    assertThat(AutomationMails.isOne(mail)).isTrue();
    assertThat(world.state("welcome", ann)).isEqualTo("finished");
  }

  @Test
  void shouldLetAContactInOnceForEachEventAndOnceAtATime() {
    world.active("welcome", "{\"wait\":\"PT1H\"}", ",\"limits\":{\"once\":false}");
    String ann = world.contact("ann@example.org", "");

    assertThat(go(ann, "1")).containsValue(Verdict.COMES_IN);
    assertThat(go(ann, "1")).containsValue(Verdict.KNOWN);
    assertThat(go(ann, "2")).containsValue(Verdict.INSIDE);
    world.settle();
    world.pass(Duration.ofHours(1));
    world.settle();
    assertThat(go(ann, "2")).containsValue(Verdict.COMES_IN);
    assertThat(go("999", "3")).containsValue(Verdict.KNOWN);
  }

  @Test
  void shouldTakeNoEventBeforeItIsKnownWhoWaitsForIt() {
    var unread =
        new ControlSource() {
          @Override
          public ControlState state() {
            return ControlState.EMPTY;
          }

          @Override
          public boolean isKnown() {
            return false;
          }
        };
    var desk =
        new AutomationDesk(
            unread, world.store, world.ledger, () -> world.settings, () -> world.now());
    var event = new ContactEvent("go", "1", JsonValue.EMPTY_JSON_OBJECT);

    assertThatThrownBy(() -> desk.tell("acme", "1", event)).isInstanceOf(ViewUnavailable.class);
  }

  @Test
  void shouldKeepTheLimitsOfEntry() {
    world.active("once", "{\"exit\":true}", "");
    world.active("weekly", "{\"exit\":true}", ",\"limits\":{\"every_days\":7}");
    world.active("full", "{\"wait\":\"P1D\"}", ",\"limits\":{\"once\":true,\"inside_max\":1}");
    String ann = world.contact("ann@example.org", "");
    String bob = world.contact("bob@example.org", "");

    go(ann, "1");
    world.settle();

    assertThat(go(bob, "2")).containsEntry("full", Verdict.FULL);
    world.pass(Duration.ofDays(6));
    assertThat(go(ann, "3"))
        .containsEntry("once", Verdict.TOO_SOON)
        .containsEntry("weekly", Verdict.TOO_SOON);
    world.pass(Duration.ofDays(1));
    assertThat(go(ann, "4"))
        .containsEntry("once", Verdict.TOO_SOON)
        .containsEntry("weekly", Verdict.COMES_IN);
  }

  @Test
  void shouldSendNoBulkMailWithoutConsent() {
    world.active("welcome", "{\"wait\":\"PT1H\"}," + AutomationWorld.SEND, "");
    String ann = world.contact("ann@example.org", "");
    go(ann, "1");
    world.settle();
    world.consent(ann, ConsentState.UNSUBSCRIBED);
    world.pass(Duration.ofHours(1));
    world.settle();

    assertThat(world.queues.mails()).isEmpty();
    assertThat(world.state("welcome", ann)).isEqualTo("no-consent");
    assertThat(world.path("welcome", ann)).containsExactly("1:waits", "hello:skipped");
  }

  @Test
  void shouldSendTransactionalMailWithoutAList() {
    world.active(
        "receipt",
        "{\"send\":{\"template\":\"spring\",\"stream\":\"transactional\","
            + "\"from\":\"shop@acme.example\"}}",
        "");
    String ann = world.contact("ann@example.org", "");
    world.consent(ann, ConsentState.UNSUBSCRIBED);
    go(ann, "1");
    world.settle();

    assertThat(world.queues.take().lane()).isEqualTo(Lane.TRANSACTIONAL);
  }

  @Test
  void shouldGoOnWithoutAMailThatIsSuppressed() {
    world.active("welcome", AutomationWorld.SEND + ",{\"name\":\"end\",\"exit\":true}", "");
    String ann = world.contact("ann@example.org", "");
    world.suppressions.suppress(
        "ann@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.COMPLAINT);
    go(ann, "1");
    world.settle();

    assertThat(world.queues.mails()).isEmpty();
    assertThat(world.path("welcome", ann)).containsExactly("hello:skipped", "end:exit");
  }

  @Test
  void shouldWaitUntilTheTimeOfDayOfTheContact() {
    world.active("morning", "{\"until\":\"09:00\"}," + AutomationWorld.SEND, "");
    String ann = world.contact("ann@example.org", ",\"zone\":\"America/New_York\"");
    go(ann, "1");
    world.settle();

    world.pass(Duration.ofHours(1).plusMinutes(59)); // 08:59 in New York
    world.settle();
    assertThat(world.queues.mails()).isEmpty();
    world.pass(Duration.ofMinutes(1));
    world.settle();
    assertThat(world.addresses()).containsExactly("ann@example.org");
  }

  @Test
  void shouldSendWithinItsHoursByTheClockOfTheContact() {
    world.active(
        "welcome",
        AutomationWorld.SEND,
        ",\"window\":{\"from\":\"09:00\",\"until\":\"20:00\",\"zone\":\"Europe/Vienna\","
            + "\"recipient_zone\":true}");
    String ann = world.contact("ann@example.org", ",\"zone\":\"America/New_York\"");
    String bob = world.contact("bob@example.org", "");
    go(ann, "1"); // 07:00 in New York, 13:00 in Vienna
    go(bob, "1");
    world.settle();

    assertThat(world.addresses()).containsExactly("bob@example.org");
    assertThat(world.path("welcome", ann)).containsExactly("hello:put-off");
    world.pass(Duration.ofHours(2).minusSeconds(1));
    world.settle();
    assertThat(world.queues.mails()).hasSize(1);
    world.consent(ann, ConsentState.UNSUBSCRIBED);
    world.pass(Duration.ofSeconds(1));
    world.settle();
    assertThat(world.state("welcome", ann)).as("asked when it is time").isEqualTo("no-consent");
  }

  @Test
  void shouldLetAnyNodeGoOnWithWhoWaitsForHisHour() {
    world.active(
        "welcome",
        AutomationWorld.SEND,
        ",\"window\":{\"from\":\"15:00\",\"until\":\"20:00\",\"zone\":\"UTC\"}");
    go(world.contact("ann@example.org", ""), "1");
    world.round("one.example").look();
    world.pass(Duration.ofHours(3));

    world.round("two.example").look();

    assertThat(world.addresses()).containsExactly("ann@example.org");
  }

  @Test
  void shouldRepeatAMailThatMayHaveGoneAlsoAfterItsHours() {
    world.active(
        "welcome",
        AutomationWorld.SEND,
        ",\"window\":{\"from\":\"09:00\",\"until\":\"12:01\",\"zone\":\"UTC\"}");
    go(world.contact("ann@example.org", ""), "1");
    world.faults =
        step -> {
          if (step.equals(FaultPoint.AUTOMATION_QUEUED)) {
            throw new IllegalStateException("dies");
          }
        };
    assertThatThrownBy(() -> world.round("one.example").look()).hasMessage("dies");
    world.faults = FaultPoint.NONE;
    world.pass(Duration.ofMinutes(2));

    world.round("one.example").look();

    assertThat(world.path("welcome", "1")).containsExactly("hello:sent");
    assertThat(world.queues.mails()).as("the broker knows it again").hasSize(1);
  }

  @Test
  void shouldFindTheNextTimeOfDayAlsoWhereTheClockIsPutForward() {
    ZoneId vienna = ZoneId.of("Europe/Vienna");
    var halfPastTwo = java.time.LocalTime.of(2, 30);

    assertThat(StepWalk.next(halfPastTwo, vienna, Instant.parse("2026-03-29T00:00:00Z")))
        .isEqualTo("2026-03-29T01:30:00Z");
    assertThat(StepWalk.next(halfPastTwo, vienna, Instant.parse("2026-01-01T01:30:00Z")))
        .isEqualTo("2026-01-01T01:30:00Z");
    assertThat(StepWalk.next(halfPastTwo, vienna, Instant.parse("2026-01-01T01:30:01Z")))
        .isEqualTo("2026-01-02T01:30:00Z");
  }

  @Test
  void shouldTellWebhooksByTheJournal() {
    world.active("welcome", "{\"name\":\"crm\",\"tell\":\"signed up\"}", "");
    String ann = world.contact("ann@example.org", "");
    go(ann, "1");
    world.settle();

    assertThat(world.journal).hasSize(1);
    assertThat(world.journal.get(0).details())
        .containsEntry("automation", "welcome")
        .containsEntry("step", "crm")
        .containsEntry("note", "signed up")
        .containsEntry("entry", 1L);
  }

  @Test
  void shouldLeaveAnEntryByTheStepsThatItCameInBy() {
    Automation before = world.active("welcome", "{\"wait\":\"PT1H\"}," + AutomationWorld.SEND, "");
    String ann = world.contact("ann@example.org", "");
    String bob = world.contact("bob@example.org", "");
    go(ann, "1");
    world.settle();
    var other =
        AutomationKind.AUTOMATION.read(
            new ControlKey("automation", "acme", "welcome"),
            before.version(),
            ControlJson.read(
                AutomationWorld.json(
                    "{\"exit\":true}",
                    ",\"state\":\"active\",\"started_at\":\"2026-01-01T12:00:00Z\"")));
    world.store.apply(new ControlChange.Replace(other), AutomationWorld.ANN);
    go(bob, "2");
    world.pass(Duration.ofHours(1));
    world.settle();

    assertThat(world.addresses()).containsExactly("ann@example.org");
    assertThat(world.path("welcome", bob)).containsExactly("1:exit");
  }

  @Test
  void shouldMoveNobodyWhilePausedAndEndWhoIsInside() {
    world.active("welcome", AutomationWorld.SEND, "");
    String ann = world.contact("ann@example.org", "");
    go(ann, "1");
    world.desk.order("acme", "welcome", AutomationOrder.PAUSE, AutomationWorld.ANN);
    world.settle();
    assertThat(world.queues.mails()).isEmpty();
    assertThat(go(ann, "2")).isEmpty();

    world.desk.order("acme", "welcome", AutomationOrder.END, AutomationWorld.ANN);
    world.settle();

    assertThat(world.state("welcome", ann)).isEqualTo("stopped");
    assertThat(world.desk.order("acme", "welcome", AutomationOrder.START, AutomationWorld.ANN))
        .isInstanceOf(OrderDesk.Answer.Refused.class);
  }

  @Test
  void shouldLeaveMailsUnderWayToTheNodeThatBeganThem() {
    world.active("welcome", AutomationWorld.SEND, "");
    go(world.contact("ann@example.org", ""), "1");
    world.faults =
        step -> {
          if (step.equals(FaultPoint.AUTOMATION_QUEUED)) {
            throw new IllegalStateException("dies");
          }
        };
    assertThatThrownBy(() -> world.round("one.example").look()).hasMessage("dies");
    world.faults = FaultPoint.NONE;
    world.pass(Duration.ofDays(1));

    assertThat(world.round("two.example").look()).isFalse();
    world.round("one.example").look();

    assertThat(world.addresses()).containsExactly("ann@example.org");
    assertThat(world.path("welcome", "1")).containsExactly("hello:sent");
  }

  @Test
  void shouldLetInWhoJoinsAList() {
    world.active("welcome", AutomationWorld.SEND, ",\"trigger\":{\"joined\":\"news\"}");
    String ann = world.contact("ann@example.org", "");
    String bob = world.contact("bob@example.org", "");
    world.search.joined.add(new Found(ann, "proof 1", Optional.empty()));
    world.settle(); // makes the place
    world.search.joined.add(new Found(bob, "proof 2", Optional.empty()));
    world.settle();

    assertThat(world.addresses()).containsExactly("bob@example.org");
  }

  @Test
  void shouldLetInOnTheDayEachYear() {
    world.active(
        "birthday",
        AutomationWorld.SEND,
        ",\"trigger\":{\"date\":\"born\",\"days\":-1,\"yearly\":true,\"at\":\"10:00\"},"
            + "\"limits\":{\"every_days\":300}");
    world.contact("ann@example.org", ",\"attributes\":{\"born\":\"1984-01-05\"}");
    world.contact("leo@example.org", ",\"attributes\":{\"born\":\"1984-02-29\"}");

    for (int day = 0; day < 2 * 365; day++) {
      world.settle();
      world.pass(Duration.ofDays(1));
    }

    assertThat(world.addresses())
        .containsExactly(
            "ann@example.org", "leo@example.org", "ann@example.org", "leo@example.org");
  }
}
