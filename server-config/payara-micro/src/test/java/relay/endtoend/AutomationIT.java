package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.control.ControlJson;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.EventType;
import relay.domain.journal.RecordedEvent;
import relay.domain.routing.ScriptedDns;

/**
 * An automation against the real process: contacts go through two mails with a wait between, the
 * process is killed at a step of its own and at any moment while they move, and each contact gets
 * each mail; what one gets twice lay in SMTP's own window. For more: {@code
 * -Drelay.automation.contacts=2000 -Drelay.automation.kills=6}.
 */
class AutomationIT {
  private static final Logger LOG = System.getLogger(AutomationIT.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int CONTACTS = Integer.getInteger("relay.automation.contacts", 200);
  private static final int KILLS = Integer.getInteger("relay.automation.kills", 2);
  private static final List<String> STEPS =
      List.of(
          FaultPoint.AUTOMATION_QUEUED, FaultPoint.AUTOMATION_WALKED, FaultPoint.AUTOMATION_NOTED);
  private static final String TENANT = "/api/v1/tenants/acme/";
  private static final String WELCOME = TENANT + "automations/welcome";

  private static final List<String> MAILS = List.of("hello", "again");

  private static final String WAIT = ",{\"wait\":\"PT3S\"},";

  @TempDir Path folder;
  private final long seed = Long.getLong("relay.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<String> contacts =
      IntStream.range(0, CONTACTS).mapToObj(i -> "c" + i + "@d" + i % 10 + ".test").toList();
  private Sink sink;
  private RelayProcess relay;
  private int told;

  @Test
  void shouldSendEachMailToEachContactWhateverInstantTheProcessDiesAt() throws Exception {
    try (Sink target = new Sink();
        ScriptedDns dns = ScriptedDns.start();
        RelayProcess process = new RelayProcess(folder, target.port())) {
      sink = target;
      relay = process.set("dns.servers", dns.server()).set("dns.ttl-min", "0s");
      relay.set("retry.bulk.delays", "1s,1s,2s,2s,4s").set("automation.batch", "50");
      relay.start(step(0), 1);
      make(dns);
      for (int kill = 0; kill < KILLS; kill++) {
        die(kill);
        LOG.log(
            Logger.Level.INFO,
            "{0} contacts told and {1} mails there at death {2}",
            told,
            sink.arrived(),
            kill + 1);
        if (kill + 1 < KILLS && isAtStep(kill + 1)) {
          relay.start(step(kill + 1), random.nextInt(3));
        } else {
          relay.start();
        }
      }

      tell(CONTACTS);
      assertThat(told).isEqualTo(CONTACTS);
      shouldHaveLedEverybodyToTheEnd();
      relay.kill();
      shouldHaveComeOnce();
    }
  }

  private static boolean isAtStep(int kill) {
    return kill % 2 == 0;
  }

  private static String step(int kill) {
    return STEPS.get(kill / 2 % STEPS.size());
  }

  /** At the step that was armed at the start, or at any moment while contacts come in and move. */
  private void die(int kill) throws Exception {
    if (isAtStep(kill)) {
      tell(CONTACTS);
      assertThat(relay.awaitDeath(PATIENCE)).as("seed " + seed).isTrue();
    } else {
      tell(told + random.nextInt(Math.max(1, CONTACTS - told)));
      relay.kill();
    }
  }

  /** Tells the event of one contact after the other, up to this one or until the process dies. */
  private void tell(int upTo) throws InterruptedException {
    while (told < upTo) {
      String path = TENANT + "contacts/" + contacts.get(told) + "/events";
      try {
        var answer = relay.post(path, "{\"name\":\"go\",\"id\":\"e" + told + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      } catch (IOException e) {
        return; // what was not answered is told again, with the same id
      }
      told++;
    }
  }

  private void make(ScriptedDns dns) throws Exception {
    CampaignSteps.makeTenant(relay, dns);
    put(TENANT + "lists/news", "{}");
    StringBuilder steps = new StringBuilder();
    for (String mail : MAILS) {
      put(
          TENANT + "templates/" + mail,
          "{\"subject\":\"Hi\",\"text\":\"X-Marker: " + mail + " {{address}}\"}");
      relay.post(TENANT + "templates/" + mail + "/versions");
      steps
          .append(steps.length() > 0 ? WAIT : "")
          .append("{\"name\":\"" + mail + "\",\"send\":{\"template\":\"" + mail + "\",")
          .append("\"from\":\"News <" + mail + "@sender.test>\"}}");
    }
    put(WELCOME, "{\"trigger\":{\"event\":\"go\"},\"list\":\"news\",\"steps\":[" + steps + "]}");
    new CampaignSteps(relay, contacts).read();
    assertThat(relay.post(WELCOME + "/start").statusCode()).isEqualTo(202);
  }

  private void put(String path, String json) throws Exception {
    var answer = relay.ask("PUT", path, "application/json", json);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 201);
  }

  private void shouldHaveLedEverybodyToTheEnd() {
    Awaitility.await("all came to the end, seed " + seed)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JsonObject report = ControlJson.read(relay.get(WELCOME + "/report").body());
              assertThat(report.getJsonObject("ended").getInt("finished", 0))
                  .as(report.toString())
                  .isEqualTo(CONTACTS);
              for (String mail : MAILS) {
                assertThat(report.getJsonObject("steps").getInt(mail + ":sent", 0))
                    .as(report.toString())
                    .isEqualTo(CONTACTS);
              }
            });
    Awaitility.await("all mails came, seed " + seed)
        .atMost(PATIENCE)
        .until(() -> sink.arrived() == MAILS.size() * CONTACTS);
  }

  /** Again only where a process died between the final dot and the answer, as its journal says. */
  private void shouldHaveComeOnce() throws IOException {
    Set<String> inDoubt =
        WrittenJournal.of(relay.data()).stream()
            .map(RecordedEvent::event)
            .filter(event -> event.type() == EventType.IN_DOUBT)
            .map(event -> event.recipient().orElseThrow().toString())
            .collect(Collectors.toSet());
    for (String mail : MAILS) {
      for (String contact : contacts) {
        int times = sink.arrivals(mail + " " + contact);
        assertThat(times).as(mail + " " + contact + ", seed " + seed).isPositive();
        if (times > 1) {
          assertThat(inDoubt).as("came again, seed " + seed).contains(contact);
        }
      }
    }
    LOG.log(
        Logger.Level.INFO,
        "seed {0,number,#}: {1} contacts, {2} kills, none missed; of {3} mails between final dot"
            + " and answer {4} came again",
        seed,
        CONTACTS,
        KILLS,
        inDoubt.size(),
        sink.duplicates());
  }
}
