package relay.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import relay.domain.fault.FaultPoint;

/** Bulk mail of automations counts with that of campaigns, and waits where it would be too much. */
class AutomationFrequencyTest {
  private static final String TWO =
      AutomationWorld.SEND + "," + AutomationWorld.SEND.replace("hello", "again");
  private final AutomationWorld world = new AutomationWorld();

  private void go(String contact) {
    world.desk.tell("acme", contact, new ContactEvent("go", "1", JsonValue.EMPTY_JSON_OBJECT));
  }

  @Test
  void shouldWaitUntilTheCapAllowsTheNextMail() {
    world.cap(1, 7);
    world.active("welcome", TWO, "");
    String ann = world.contact("ann@example.org", "");
    go(ann);
    world.settle();

    assertThat(world.addresses()).containsExactly("ann@example.org");
    assertThat(world.path("welcome", ann)).containsExactly("hello:sent", "again:put-off");
    var story = world.ledger.stories(world.automation("welcome"), ann).get(0);
    assertThat(story.path().get(1).detail()).isEqualTo("capped");
    assertThat(story.dueAt()).contains(world.now().plus(Duration.ofDays(7)).minusSeconds(7 * 3600));

    world.pass(Duration.ofDays(7));
    world.settle();

    assertThat(world.addresses()).hasSize(2);
    assertThat(world.path("welcome", ann)).containsExactly("hello:sent", "again:sent");
    assertThat(world.state("welcome", ann)).isEqualTo("finished");
  }

  @Test
  void shouldSendTransactionalMailWhateverTheCap() {
    world.cap(1, 7);
    String receipt =
        "{\"name\":\"receipt\",\"send\":{\"template\":\"spring\",\"stream\":\"transactional\","
            + "\"from\":\"shop@acme.example\"}}";
    world.active("welcome", AutomationWorld.SEND + "," + receipt, "");
    String ann = world.contact("ann@example.org", "");

    go(ann);
    world.settle();

    assertThat(world.addresses()).hasSize(2);
  }

  @Test
  void shouldCountOnceAMailThatIsRepeatedAfterADeath() {
    world.cap(1, 7);
    world.active("welcome", AutomationWorld.SEND, "");
    String ann = world.contact("ann@example.org", "");
    go(ann);
    world.faults =
        step -> {
          if (step.equals(FaultPoint.AUTOMATION_QUEUED)) {
            throw new IllegalStateException("died");
          }
        };
    assertThatThrownBy(world::settle).hasMessage("died");
    world.faults = FaultPoint.NONE;

    world.settle();

    assertThat(world.addresses()).containsExactly("ann@example.org");
    assertThat(world.path("welcome", ann)).containsExactly("hello:sent");
  }
}
