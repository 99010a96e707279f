package relay.web.template;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.consent.ConsentAddresses;
import relay.domain.consent.ConsentLinks;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKinds;
import relay.domain.control.InMemoryControlStore;
import relay.domain.identity.IdentityTokens;
import relay.domain.template.Template;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateKind;
import relay.domain.template.Templates;
import relay.domain.tenancy.Tenant;
import relay.domain.unsubscribe.UnsubscribeSettings;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;
import relay.web.mail.Trials;

class TemplateResourcesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String WELCOME = "/api/v1/tenants/acme/templates/welcome";
  private static final String OWN = "/api/v1/tenants/default/templates/welcome";
  private final InMemoryControlStore store =
      new InMemoryControlStore(new ControlKinds(ObjectDesks.kinds()));
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final Trials trials = new Trials();
  private final InMemoryContactDesk contacts = new InMemoryContactDesk().declaring(Contacts.SCHEMA);
  private HttpPeer peer;

  @BeforeEach
  void start() {
    Actor ann = new Actor("ann", "test");
    store.apply(new ControlChange.Create(Tenant.of("acme")), ann);
    for (String tenant : new String[] {"acme", "default"}) {
      store.apply(
          new ControlChange.Create(
              TemplateKind.TEMPLATE.read(
                  Template.key(tenant, "welcome"),
                  0,
                  ControlJson.read(
                      "{\"subject\":\"Hi {{name}}\",\"html\":\"<p>{{name}}<img src='x'>\"}"))),
          ann);
    }
    var templates = new AskedTemplate();
    templates.desk = new TemplateDesk(store, store, () -> NOW);
    templates.templates =
        new Templates(store, () -> RelayConfiguration.of(Map.of(), Map.of()).template());
    templates.contacts = contacts;
    templates.addresses =
        new ConsentAddresses(
            new ConsentLinks(() -> IdentityTokens.NONE),
            () ->
                new UnsubscribeSettings(
                    Optional.of(URI.create("https://mail.example.com/")), 1, 1));
    var versions = new TemplateVersionResource();
    versions.templates = templates;
    versions.desk = templates.desk;
    var preview = new TemplatePreviewResource();
    preview.templates = templates;
    var check = new TemplateCheckResource();
    check.templates = templates;
    var test = new TemplateTestResource();
    test.templates = templates;
    test.mails = trials.mail();
    test.audit = new AuditPen(audit, () -> NOW);
    peer = HttpPeer.of(versions, preview, check, test);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldPublishShowAndWithdrawVersions() {
    var made = post(WELCOME + "/versions", "");
    post(WELCOME + "/versions", "");
    JsonObject listed = HttpPeer.json(peer.getAs(People.ACME_READER, WELCOME + "/versions"));
    JsonObject one = HttpPeer.json(peer.getAsAdmin(WELCOME + "/versions/1"));
    int gone = delete(WELCOME + "/versions/1");
    int goneAgain = delete(WELCOME + "/versions/1");
    int all = delete(WELCOME + "/versions");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith("/versions/1");
    assertThat(HttpPeer.json(made).getInt("number")).isEqualTo(1);
    assertThat(HttpPeer.json(made).getString("published_by")).isEqualTo("admin");
    assertThat(listed.getJsonArray("versions").getValuesAs(JsonObject.class))
        .extracting(v -> v.getInt("number"))
        .containsExactly(2, 1);
    assertThat(one.getString("subject")).isEqualTo("Hi {{name}}");
    assertThat(one.getString("text")).isEqualTo("{{name}}\n");
    assertThat(gone).isEqualTo(200);
    assertThat(goneAgain).isEqualTo(404);
    assertThat(all).isEqualTo(200);
    assertThat(HttpPeer.json(peer.getAsAdmin(WELCOME + "/versions")).getJsonArray("versions"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "01", "x", "99999999999", "-1"})
  void shouldKnowNoVersionOfSuchANumber(String number) {
    assertThat(peer.getAsAdmin(WELCOME + "/versions/" + number).statusCode()).isEqualTo(404);
    assertThat(delete(WELCOME + "/versions/" + number)).isEqualTo(404);
  }

  @Test
  void shouldShowWhatOneRecipientWouldSee() {
    JsonObject words =
        HttpPeer.json(post(WELCOME + "/preview", "{\"data\":{\"name\":\"<b>Ann</b>\"}}"));

    assertThat(words.getString("subject")).isEqualTo("Hi <b>Ann</b>");
    assertThat(words.getString("html")).isEqualTo("<p>&lt;b&gt;Ann&lt;/b&gt;<img src='x'>");
    assertThat(words.getString("text")).isEqualTo("<b>Ann</b>\n");
    assertThat(words.getJsonArray("names")).hasToString("[\"name\"]");
  }

  @Test
  void shouldShowAVersionWhereOneIsNamed() {
    post(WELCOME + "/versions", "");

    assertThat(post(WELCOME + "/preview", "{\"version\":1}").statusCode()).isEqualTo(200);
    assertThat(post(WELCOME + "/preview", "{\"version\":2}").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTellWhatToMend() {
    JsonObject report = HttpPeer.json(post(WELCOME + "/check", "{}"));

    assertThat(report.getJsonArray("findings").getValuesAs(JsonObject.class))
        .extracting(f -> f.getString("weight") + " " + f.getString("code"))
        .contains("warning image-without-alt", "warning no-unsubscribe");
    assertThat(report.getInt("html_octets")).isPositive();
    assertThat(report.getJsonArray("links")).isEmpty();
  }

  @Test
  void shouldSendATestThroughTheDoorOfAllMail() throws IOException {
    var response =
        post(
            OWN + "/test",
            "{\"from\":\"me@a.example\",\"to\":[\"me@a.example\"],\"data\":{\"name\":\"Ann\"}}");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(HttpPeer.json(response).getString("id")).isNotEmpty();
    assertThat(trials.taken()).hasSize(1);
    var mail = trials.taken().get(0);
    String text = new String(mail.content().open().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text).contains("Subject: [Test] Hi Ann\r\n", "<p>Ann<img src='x'>");
    assertThat(mail.client().user().orElseThrow().tenant()).isEqualTo("default");
    assertThat(audit.from(1, 10))
        .extracting(entry -> entry.event().action() + " " + entry.event().subject())
        .containsExactly("test template default/welcome");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "422 | preview | {\"contact\":\"nobody@example.org\"}",
        "422 | preview | {\"contact\":\"no@\"}",
        "422 | preview | {\"data\":7}",
        "422 | preview | {\"data\":{\"a\":[[[[[[[1]]]]]]]}}",
        "422 | preview | {\"version\":\"x\"}",
        "400 | preview | 7",
        "400 | check | no JSON",
        "422 | test | {}",
        "422 | test | {\"from\":\"me@a.example\",\"to\":[\"nobody\"]}",
        "422 | test | {\"from\":\"me@a.example\\r\\nBcc: x@y.example\",\"to\":[\"me@a.example\"]}",
        "422 | test | {\"from\":\"me@a.example\",\"to\":[\"1@a.example\",\"2@a.example\",\"3@a.example\",\"4@a.example\",\"5@a.example\",\"6@a.example\"]}"
      })
  void shouldNameWhatIsWrong(int status, String operation, String body) {
    var response = post(OWN + "/" + operation, body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(HttpPeer.json(response).getString("detail")).isNotEmpty();
    assertThat(trials.taken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"preview", "check", "versions", "test"})
  void shouldNotKnowOtherTemplates(String operation) {
    String other = "/api/v1/tenants/acme/templates/other/";

    assertThat(post(other + operation, "{}").statusCode()).isEqualTo(404);
    assertThat(post("/api/v1/tenants/nobody/templates/welcome/" + operation, "{}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldNotPublishWhatCannotBeRendered() {
    Template broken =
        TemplateKind.TEMPLATE.read(
            Template.key("acme", "broken"), 0, ControlJson.read("{\"text\":\"{{>none}}\"}"));
    store.apply(new ControlChange.Create(broken), new Actor("ann", "test"));

    var response = post("/api/v1/tenants/acme/templates/broken/versions", "");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(response).getString("detail")).contains("no published template none");
  }

  @Test
  void shouldSayThatTheDatabaseIsAway() {
    store.setDown(true);

    assertThat(post(WELCOME + "/versions", "").statusCode()).isEqualTo(503);
    assertThat(post(WELCOME + "/preview", "{}").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> post(String path, String body) {
    return peer.send(
        peer.request(path)
            .header("Content-Type", "application/json")
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .POST(BodyPublishers.ofString(body)));
  }

  private int delete(String path) {
    return peer.send(
            peer.request(path)
                .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
                .DELETE())
        .statusCode();
  }

  @Test
  void shouldPreviewWhatAContactWouldGetWithLinksThatLeadNowhere() {
    Actor ann = new Actor("ann", "test");
    contacts.create("acme", Contacts.fields("{\"address\":\"bob@example.org\"}"), ann);
    store.apply(
        new ControlChange.Create(
            TemplateKind.TEMPLATE.read(
                Template.key("acme", "links"),
                0,
                ControlJson.read(
                    "{\"subject\":\"{{address}} {{x}}\",\"text\":\"{{preferences_url}}"
                        + " {{unsubscribe_url}}\"}"))),
        ann);

    String path = WELCOME.replace("welcome", "links") + "/preview";
    JsonObject seen =
        HttpPeer.json(post(path, "{\"contact\":\"bob@example.org\",\"data\":{\"x\":\"y\"}}"));

    assertThat(seen.getString("subject")).isEqualTo("bob@example.org y");
    assertThat(seen.getString("text").strip())
        .isEqualTo(
            "https://mail.example.com/preferences/EXAMPLE https://mail.example.com/u/EXAMPLE");
    assertThat(
            HttpPeer.json(post(path, "{\"data\":{\"preferences_url\":\"p\"}}")).getString("text"))
        .startsWith("p ");
  }
}
