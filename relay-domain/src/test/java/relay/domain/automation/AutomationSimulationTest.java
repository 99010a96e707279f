package relay.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.fault.FaultPoint;
import relay.domain.view.ViewUnavailable;

/** Thousands of contacts, and a process that dies at every step by chance: a virtual clock. */
class AutomationSimulationTest {
  private static final int CONTACTS = 3_000;
  private static final String STEPS =
      AutomationWorld.SEND
          + ",{\"name\":\"rest\",\"wait\":\"P2D\"}"
          + ",{\"name\":\"vip\",\"if\":{\"attribute\":\"vip\",\"is\":\"equals\",\"value\":true},"
          + "\"else\":\"last\"}"
          + ",{\"name\":\"gift\",\"send\":{\"template\":\"spring\",\"from\":\"a@acme.example\"}}"
          + ",{\"name\":\"mark\",\"tag\":{\"attribute\":\"tags\",\"word\":\"gifted\"}}"
          + ",{\"name\":\"night\",\"until\":\"09:00\"}"
          + ",{\"name\":\"last\",\"send\":{\"template\":\"spring\",\"from\":\"b@acme.example\"}}";

  /** A process is gone: nothing of it goes on. */
  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Death(String step) {
      super(step, null, false, false);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldGiveEachContactEachStepOnceWhateverDies(long seed) {
    Random random = new Random(seed);
    AutomationWorld world = new AutomationWorld();
    world.active("welcome", STEPS, "");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < CONTACTS; i++) {
      boolean vip = random.nextInt(3) == 0;
      ids.add(world.contact("c" + i + "@example.org", ",\"attributes\":{\"vip\":" + vip + "}"));
    }
    Map<String, Integer> deaths = new HashMap<>();
    world.faults =
        step -> {
          if (random.nextInt(4) == 0) {
            deaths.merge(step, 1, Integer::sum);
            throw new Death(step);
          }
        };

    int next = 0;
    AutomationRound round = world.round("relay.example");
    for (int look = 0; look < 20_000 && (next < CONTACTS || isAnybodyIn(world)); look++) {
      for (int i = random.nextInt(40); i > 0 && next < CONTACTS; i--) {
        world.desk.tell(
            "acme", ids.get(next), new ContactEvent("go", "e" + next, JsonValue.EMPTY_JSON_OBJECT));
        next++;
      }
      world.ledger.isDown = random.nextInt(10) == 0;
      try {
        round.look();
      } catch (Death | ViewUnavailable e) {
        round = world.round("relay.example");
      }
      world.ledger.isDown = false;
      world.pass(Duration.ofMinutes(random.nextInt(120)));
    }

    assertThat(deaths)
        .as("seed " + seed)
        .containsKeys(
            FaultPoint.AUTOMATION_WALKED,
            FaultPoint.AUTOMATION_QUEUED,
            FaultPoint.AUTOMATION_NOTED);
    Map<String, List<String>> mails = mails(world);
    for (int i = 0; i < CONTACTS; i++) {
      String who = "seed " + seed + " contact " + i;
      assertThatAllWasDoneOnce(world, ids.get(i), mails.get("c" + i + "@example.org"), who);
    }
  }

  /** The first letters of their senders, by recipient. */
  private static Map<String, List<String>> mails(AutomationWorld world) {
    Map<String, List<String>> mails = new HashMap<>();
    world
        .queues
        .mails()
        .forEach(
            mail ->
                mails
                    .computeIfAbsent(AutomationWorld.address(mail), a -> new ArrayList<>())
                    .add(mail.envelope().sender().toString().substring(0, 1)));
    return mails;
  }

  private static void assertThatAllWasDoneOnce(
      AutomationWorld world, String id, List<String> mails, String who) {
    var contact = world.contacts.find("acme", id).orElseThrow();
    boolean vip = contact.fields().attributes().get("vip").text().equals("true");
    assertThat(mails)
        .as(who)
        .containsExactlyElementsOf(vip ? List.of("n", "a", "b") : List.of("n", "b"));
    assertThat(contact.fields().attributes().containsKey("tags")).as(who).isEqualTo(vip);
    assertThat(world.state("welcome", id)).as(who).isEqualTo("finished");
    assertThat(world.path("welcome", id))
        .as(who)
        .containsExactlyElementsOf(
            vip
                ? List.of(
                    "hello:sent",
                    "rest:waits",
                    "vip:yes",
                    "gift:sent",
                    "mark:changed",
                    "night:waits",
                    "last:sent")
                : List.of("hello:sent", "rest:waits", "vip:no", "last:sent"));
  }

  private static boolean isAnybodyIn(AutomationWorld world) {
    return world.ledger.rows.values().stream().anyMatch(InMemoryAutomations.Row::isIn);
  }
}
