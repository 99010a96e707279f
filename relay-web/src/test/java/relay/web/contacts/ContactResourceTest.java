package relay.web.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.consent.ConfirmationDesk;
import relay.domain.consent.InMemoryConfirmations;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.control.ControlChange;
import relay.domain.control.InMemoryControlStore;
import relay.domain.tenancy.Tenant;
import relay.web.HttpPeer;
import relay.web.access.People;

class ContactResourceTest {
  private static final String PATH = "/api/v1/tenants/acme/contacts";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private final InMemoryContactDesk desk = new InMemoryContactDesk().declaring(Contacts.SCHEMA);
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var store = new InMemoryControlStore();
    store.apply(
        new ControlChange.Create(Tenant.of("acme")),
        new relay.domain.audit.Actor("al", "192.0.2.1"));
    var contacts = new ContactResource();
    contacts.desk = desk;
    contacts.objects = ObjectDesks.over(store);
    var consents = new ConsentResource();
    consents.desk = desk;
    consents.clock = () -> Contacts.NOON;
    consents.confirmations =
        new ConfirmationDesk(desk, new InMemoryConfirmations(() -> Contacts.NOON));
    peer = HttpPeer.of(contacts, consents);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldMakeAContactAndTellWhereItIs() {
    var made = post("{\"address\":\"Ann@example.org\",\"attributes\":{\"age\":41}}");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith(PATH + "/1");
    assertThat(made.headers().firstValue("ETag")).contains("\"1\"");
    var shown = send("GET", "/1", "", "", "");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(shown)).isEqualTo(HttpPeer.json(made));
    assertThat(desk.audit).containsExactly("create 1 by c-administrator");
  }

  @Test
  void shouldAskOnceMoreToConfirmAndTellOfIt() {
    desk.declaring(new ContactSchema(Map.of(), Map.of("offers", Contacts.ASKING)));
    post("{\"address\":\"ann@example.org\"}");
    send("PUT", "/1/consents/offers", "{\"state\":\"pending\"}", "application/json", "");

    var asked = send("POST", "/1/consents/offers/confirmation", "", "", "");
    var again = send("POST", "/1/consents/offers/confirmation", "", "", "");
    var shown = send("GET", "/1/consents/offers/confirmation", "", "", "");

    assertThat(asked.statusCode()).isEqualTo(202);
    assertThat(HttpPeer.json(asked).toString()).isEqualTo("{\"list\":\"offers\",\"asked\":true}");
    assertThat(again.statusCode()).isEqualTo(429);
    assertThat(HttpPeer.json(again).getString("detail")).contains("wait");
    assertThat(HttpPeer.json(shown).getJsonArray("confirmations")).hasSize(1);
  }

  @Test
  void shouldAskNobodyWhomNobodyMayAsk() {
    desk.declaring(
        new ContactSchema(Map.of(), Map.of("offers", Contacts.ASKING, "news", Contacts.NEWS)));
    post("{\"address\":\"ann@example.org\"}");

    assertThat(send("POST", "/1/consents/offers/confirmation", "", "", "").statusCode())
        .isEqualTo(409);
    assertThat(send("POST", "/1/consents/news/confirmation", "", "", "").statusCode())
        .isEqualTo(409);
    assertThat(send("POST", "/1/consents/nix/confirmation", "", "", "").statusCode())
        .isEqualTo(404);
    assertThat(send("POST", "/9/consents/offers/confirmation", "", "", "").statusCode())
        .isEqualTo(404);
    assertThat(send("GET", "/9/consents/offers/confirmation", "", "", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldNotSendAgainWhatTheClientHas() {
    post("{\"address\":\"ann@example.org\"}");

    var request = peer.request(PATH + "/1").header("Authorization", People.ACME_READER).GET();

    assertThat(peer.send(request.header("If-None-Match", "\"1\"")).statusCode()).isEqualTo(304);
  }

  @Test
  void shouldRefuseAnAddressThatThereIsAndNameTheOther() {
    post("{\"address\":\"ann@example.org\"}");

    var again = post("{\"address\":\"ANN@example.org\"}");

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(HttpPeer.json(again).getString("detail")).contains("contact 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"address\":\"ann\"}",
        "{\"address\":\"ann@example.org\",\"attributes\":{\"age\":\"x\"}}",
        "{\"address\":\"ann@example.org\",\"attributes\":{\"shoe\":1}}",
        "{\"address\":\"ann@example.org\",\"id\":\"7\"}"
      })
  void shouldRefuseADocumentThatBreaksARule(String document) {
    assertThat(post(document).statusCode()).isEqualTo(422);
  }

  @Test
  void shouldPatchWhatIsNamedAndKeepTheRest() {
    post("{\"address\":\"ann@example.org\",\"attributes\":{\"age\":41,\"vip\":true}}");

    var patched = patch("/1", "{\"attributes\":{\"age\":42,\"vip\":null},\"zone\":\"UTC\"}", "");

    assertThat(patched.statusCode()).isEqualTo(200);
    assertThat(patched.headers().firstValue("ETag")).contains("\"2\"");
    JsonObject contact = HttpPeer.json(patched);
    assertThat(contact.getJsonObject("attributes")).hasToString("{\"age\":42}");
    assertThat(contact.getString("zone")).isEqualTo("UTC");
    assertThat(patch("/1", "{\"attributes\":{\"age\":\"x\"}}", "").statusCode()).isEqualTo(422);
    assertThat(patch("/1", "{\"zone\":null}", "\"1\"").statusCode()).isEqualTo(412);
    assertThat(patch("/9", "{}", "").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldReplaceTheVersionThatIsNamedAndNoOther() {
    post("{\"address\":\"ann@example.org\",\"attributes\":{\"age\":41}}");
    String bare = "{\"address\":\"ann@example.org\"}";

    assertThat(put("/1", bare, "").statusCode()).isEqualTo(428);
    assertThat(put("/1", bare, "\"7\"").statusCode()).isEqualTo(412);
    assertThat(HttpPeer.json(put("/1", bare, "\"1\"")).getJsonObject("attributes")).isEmpty();
    assertThat(put("/1", bare, "*").statusCode()).isEqualTo(200);
    assertThat(put("/2", bare, "*").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTakeAContactAway() {
    post("{\"address\":\"ann@example.org\"}");

    assertThat(send("DELETE", "/1", "", "", "").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", "/1", "", "", "").statusCode()).isEqualTo(204);
    assertThat(send("GET", "/1", "", "", "").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldListByFilterAndPage() {
    for (String name : new String[] {"a", "b", "c"}) {
      post("{\"address\":\"" + name + "@example.org\"}");
    }
    consent("/2/consents/news", "{\"state\":\"confirmed\"}");

    assertThat(contacts("")).isEqualTo(3);
    assertThat(contacts("?address=B@example.org")).isEqualTo(1);
    assertThat(contacts("?domain=example.org")).isEqualTo(3);
    assertThat(contacts("?list=news")).isEqualTo(1);
    assertThat(contacts("?list=news&state=pending")).isZero();
    JsonObject page = HttpPeer.json(send("GET", "?limit=2", "", "", ""));
    assertThat(contacts("?cursor=" + page.getString("next_cursor"))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?state=confirmed",
        "?list=a%25",
        "?cursor=x",
        "?colour=red",
        "?address=ann"
      })
  void shouldRefuseAQueryThatCannotBeRead(String query) {
    assertThat(send("GET", query, "", "", "").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldTellTheStateThatAConsentCameToAndKeepItsProofs() {
    post("{\"address\":\"ann@example.org\"}");

    var asked = consent("/1/consents/weekly", "{\"state\":\"confirmed\",\"source\":\"form\"}");
    var again = consent("/1/consents/weekly", "{\"state\":\"confirmed\",\"source\":\"form\"}");
    consent("/1/consents/weekly", "{\"state\":\"unsubscribed\"}");

    assertThat(asked.body())
        .isEqualTo("{\"list\":\"weekly\",\"state\":\"pending\",\"changed\":true}");
    assertThat(again.body())
        .isEqualTo("{\"list\":\"weekly\",\"state\":\"pending\",\"changed\":false}");
    JsonObject proofs = HttpPeer.json(send("GET", "/1/consents", "", "", ""));
    assertThat(proofs.getJsonArray("consents"))
        .extracting(v -> v.asJsonObject().getString("state"))
        .containsExactly("pending", "unsubscribed");
  }

  @Test
  void shouldRefuseAConsentThatNobodyCanGive() {
    post("{\"address\":\"ann@example.org\"}");
    String yes = "{\"state\":\"confirmed\"}";

    assertThat(consent("/1/consents/daily", yes).statusCode()).isEqualTo(404);
    assertThat(consent("/9/consents/news", yes).statusCode()).isEqualTo(404);
    assertThat(consent("/1/consents/news", "{\"state\":\"yes\"}").statusCode()).isEqualTo(422);
    assertThat(
            consent("/1/consents/news", "{\"state\":\"confirmed\",\"source\":\"link\"}")
                .statusCode())
        .isEqualTo(422);
    assertThat(send("GET", "/9/consents", "", "", "").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> post(String document) {
    return send("POST", "", document, "application/json", "");
  }

  private HttpResponse<String> put(String path, String document, String version) {
    return send("PUT", path, document, "application/json", version);
  }

  private HttpResponse<String> patch(String path, String document, String version) {
    return send("PATCH", path, document, MERGE_PATCH, version);
  }

  private HttpResponse<String> consent(String path, String document) {
    return send("PUT", path, document, "application/json", "");
  }

  private int contacts(String query) {
    return HttpPeer.json(send("GET", query, "", "", "")).getJsonArray("contacts").size();
  }

  private HttpResponse<String> send(
      String method, String path, String document, String type, String version) {
    var request =
        peer.request(PATH + path)
            .header("Authorization", People.ACME_ADMINISTRATOR)
            .method(
                method,
                document.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(document));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!version.isEmpty()) {
      request.header("If-Match", version);
    }
    return peer.send(request);
  }
}
