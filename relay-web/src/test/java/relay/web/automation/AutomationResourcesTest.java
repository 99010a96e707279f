package relay.web.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.automation.AutomationWorld;
import relay.web.HttpPeer;
import relay.web.access.People;

/** Orders over automations, events of contacts, and their paths. */
class AutomationResourcesTest {
  private static final String TENANT = "/api/v1/tenants/acme/";
  private static final String PATH = TENANT + "automations/";
  private static final String EVENTS = TENANT + "contacts/ann@example.org/events";
  private final AutomationWorld world = new AutomationWorld();
  private String ann;
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var orders = new AutomationOrderResource();
    orders.desk = world.desk;
    orders.objects = ObjectDesks.over(world.store);
    var reports = new AutomationReportResource();
    reports.desk = world.desk;
    reports.ledger = world.ledger();
    reports.guards = world.guards();
    var paths = new AutomationPathResource();
    paths.desk = world.desk;
    paths.ledger = world.ledger();
    paths.contacts = world.contacts;
    var events = new ContactEventResource();
    events.desk = world.desk;
    events.contacts = world.contacts;
    peer = HttpPeer.of(orders, reports, paths, events);
    ann = world.contact("ann@example.org", "");
    world.active("welcome", AutomationWorld.SEND, "");
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private HttpResponse<String> post(String who, String path, String body) {
    return peer.send(
        peer.request(path)
            .header("Authorization", who)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> order(String who, String path) {
    return peer.send(
        peer.request(PATH + path).header("Authorization", who).POST(BodyPublishers.noBody()));
  }

  @Test
  void shouldTakeOrders() {
    var answer = order(People.ACME_ADMINISTRATOR, "welcome/pause");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(HttpPeer.json(answer).getString("state")).isEqualTo("paused");
    assertThat(order(People.ACME_READER, "welcome/end").statusCode()).isEqualTo(403);
    assertThat(order(People.ACME_ADMINISTRATOR, "welcome/end").statusCode()).isEqualTo(202);
    var refused = order(People.ACME_ADMINISTRATOR, "welcome/resume");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("an automation that is ended cannot resume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"welcome/launch", "farewell/start"})
  void shouldKnowNoOtherOrdersAndAutomations(String path) {
    assertThat(order(People.ACME_ADMINISTRATOR, path).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldLetAContactInByAnEventAndShowItsPath() {
    String event = "{\"name\":\"go\",\"id\":\"1\",\"data\":{\"number\":\"17\"}}";

    var told = post(People.ACME_ADMINISTRATOR, EVENTS, event);
    world.settle();

    assertThat(told.statusCode()).isEqualTo(202);
    assertThat(HttpPeer.json(told).getJsonObject("automations").getString("welcome"))
        .isEqualTo("comes-in");
    assertThat(post(People.ACME_ADMINISTRATOR, EVENTS, event).body()).contains("known");
    for (String who : new String[] {ann, "ann@example.org"}) {
      var path = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "welcome/contacts/" + who));
      var entry = path.getJsonArray("entries").getJsonObject(0);
      assertThat(entry.getString("state")).isEqualTo("finished");
      assertThat(entry.getJsonArray("path").getJsonObject(0).getString("what")).isEqualTo("sent");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "name; {}",
        "name; {\"name\":\"a b\"}",
        "id; {\"name\":\"go\",\"id\":\"a\\nb\"}",
        "data; {\"name\":\"go\",\"data\":3}",
        "when; {\"name\":\"go\",\"when\":\"now\"}"
      })
  void shouldNameTheFieldThatIsWrong(String field, String body) {
    var answer = post(People.ACME_ADMINISTRATOR, EVENTS, body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(answer).getString("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999", "bob@example.org", "not@@one"})
  void shouldKnowNoOtherContacts(String contact) {
    assertThat(
            post(
                    People.ACME_ADMINISTRATOR,
                    TENANT + "contacts/" + contact + "/events",
                    "{\"name\":\"go\"}")
                .statusCode())
        .isEqualTo(404);
    assertThat(peer.getAs(People.ACME_READER, PATH + "welcome/contacts/" + contact).statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldReportHowManyAreWhere() {
    var report = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "welcome/report"));

    assertThat(report.getString("state")).isEqualTo("active");
    assertThat(report.getInt("inside")).isZero();
    assertThat(peer.getAs(People.ACME_READER, PATH + "other/report").statusCode()).isEqualTo(404);
  }
}
