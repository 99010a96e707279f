package relay.web.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditQuery;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.automation.AutomationWorld;
import relay.domain.automation.ContactEvent;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.contacts.behaviour.Behaviour;
import relay.domain.contacts.behaviour.BehaviourKind;
import relay.domain.contacts.behaviour.BehaviourNote;
import relay.domain.control.ControlJson;
import relay.domain.http.Administrator;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.privacy.PersonalRecords;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.QueuedCount;
import relay.domain.view.Reception;
import relay.domain.view.RecipientChange;
import relay.domain.view.RecipientRow;
import relay.domain.view.RecipientState;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;
import relay.web.json.Json;

class PrivacyResourceTest {
  private static final QueueId ID = new QueueId("0123456789abcdefghjk");
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String BOB = "bob@b.example";
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final InMemorySuppressionDesk suppressions = new InMemorySuppressionDesk();
  private final AutomationWorld world = new AutomationWorld();
  private final InMemoryContactDesk contacts = world.contacts;
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new PrivacyResource();
    resource.view = new OneMail();
    resource.suppressions = suppressions;
    resource.contacts = contacts;
    resource.automations = world.ledger();
    resource.audit = audit;
    resource.configuration =
        RelayConfiguration.of(Map.of("node.host-name", "relay.example"), Map.of());
    resource.clock = () -> THEN.plusSeconds(60);
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellNobodyButTheAdministrator() {
    var request =
        peer.request("/api/v1/privacy/export")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"address\":\"" + BOB + "\"}"));

    assertThat(peer.send(request).statusCode()).isEqualTo(401);
    request.header("Authorization", People.ACME_ADMINISTRATOR);
    assertThat(peer.send(request).statusCode()).isEqualTo(403);
    assertThat(audited()).isZero();
  }

  @Test
  void shouldTellAllAboutOneAddressAndNothingAboutOthers() {
    HttpResponse<String> answer = export("{\"address\":\"" + BOB + "\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> lines = answer.body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(Json.readObject(lines.get(0)).orElseThrow().getString("address")).isEqualTo(BOB);
    var mail = Json.readObject(lines.get(1)).orElseThrow();
    assertThat(mail.getString("role")).isEqualTo("recipient");
    assertThat(mail.getString("verdict")).contains("took responsibility");
    assertThat(mail.getJsonArray("events")).hasSize(1);
    var end = Json.readObject(lines.get(2)).orElseThrow();
    assertThat(end.getBoolean("complete")).isTrue();
    assertThat(end.getInt("received")).isEqualTo(1);
    assertThat(answer.body()).doesNotContain("eve@");
  }

  @Test
  void shouldTellWhatTheSuppressionListSaysOfTheAddress() {
    suppressions.suppress(
        "Bob@b.example", SuppressionScope.ofTenant("acme"), SuppressionReason.COMPLAINT);
    suppressions.suppress("bob@b.example", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);
    suppressions.suppress("eve@b.example", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);
    suppressions.suppress("b.example", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);

    List<String> lines = export("{\"address\":\"" + BOB + "\"}").body().lines().toList();

    assertThat(lines).hasSize(5);
    assertThat(lines.subList(2, 4))
        .allSatisfy(
            line ->
                assertThat(
                        Json.readObject(line)
                            .orElseThrow()
                            .getJsonObject("suppression")
                            .getString("subject"))
                    .isEqualTo(BOB))
        .anyMatch(line -> line.contains("\"complaint\"") && line.contains("\"acme\""));
    assertThat(Json.readObject(lines.get(4)).orElseThrow().getInt("suppressions")).isEqualTo(2);
  }

  @Test
  void shouldTellWhichAutomationsTheAddressWasIn() {
    world.active("welcome", "{\"name\":\"end\",\"exit\":true}", "");
    String bob = world.contact(BOB, "");
    world.active("other", "{\"exit\":true}", ",\"trigger\":{\"event\":\"other\"}");
    var order = ControlJson.read("{\"number\":17}");
    world.desk.tell("acme", bob, new ContactEvent("go", "1", order));
    world.settle();

    List<String> lines = export("{\"address\":\"" + BOB + "\"}").body().lines().toList();

    var told =
        lines.stream()
            .map(line -> Json.readObject(line).orElseThrow())
            .filter(line -> line.containsKey("automation"))
            .toList();
    assertThat(told).hasSize(1);
    var visit = told.get(0).getJsonObject("automation");
    assertThat(visit.getString("automation")).isEqualTo("welcome");
    assertThat(visit.getString("tenant")).isEqualTo("acme");
    assertThat(visit.getJsonObject("event")).hasToString("{\"number\":17}");
    assertThat(visit.getJsonArray("path").toString()).contains("\"step\":\"end\"");
  }

  @Test
  void shouldTellWhatTenantsKnowOfTheAddressAndByWhatConsentTheyWrite() {
    var by = new Actor("al", "192.0.2.1");
    contacts.declaring(Contacts.SCHEMA);
    contacts.create("acme", Contacts.fields("{\"address\":\"Bob@b.example\"}"), by);
    contacts.create("acme", Contacts.fields("{\"address\":\"eve@b.example\"}"), by);
    contacts.behaviour.put(
        "1",
        Behaviour.NONE.after(
            new BehaviourNote(
                "acme",
                SuppressionSubject.parse(BOB),
                THEN,
                BehaviourKind.CLICKED,
                "https://b.example/",
                false)));
    contacts.consent(
        "acme",
        "1",
        Contacts.NEWS,
        Contacts.consent(Contacts.NEWS, ConsentState.CONFIRMED, ConsentSource.FORM),
        by);

    List<String> lines = export("{\"address\":\"" + BOB + "\"}").body().lines().toList();

    assertThat(lines).hasSize(5);
    var contact = Json.readObject(lines.get(2)).orElseThrow().getJsonObject("contact");
    assertThat(contact.getString("address")).isEqualTo("Bob@b.example");
    var behaviour = Json.readObject(lines.get(2)).orElseThrow().getJsonObject("behaviour");
    assertThat(behaviour.getString("clicked_at")).isEqualTo(THEN.toString());
    assertThat(behaviour.getJsonNumber("score").doubleValue()).isEqualTo(3);
    var consent = Json.readObject(lines.get(3)).orElseThrow().getJsonObject("consent");
    assertThat(consent.getString("tenant")).isEqualTo("acme");
    assertThat(consent.getString("ip")).isEqualTo("192.0.2.7");
    assertThat(Json.readObject(lines.get(4)).orElseThrow().getInt("contacts")).isEqualTo(1);
  }

  @Test
  void shouldRecordThatItWasDoneWithoutTheAddress() {
    export("{\"address\":\"" + BOB + "\"}");

    var entry = audit.find(query()).get(0).event();
    assertThat(entry.action()).isEqualTo("privacy-export");
    assertThat(entry.subject()).isEqualTo(PersonalRecords.nameOf(EmailAddress.parse(BOB)));
    assertThat(entry.toString()).doesNotContain("bob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"address\":7}", "{\"address\":\"bob\"}"})
  void shouldNameTheFieldThatCannotBeRead(String body) {
    var answer = export(body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"address\"").contains("bob@example.net");
    assertThat(audited()).isZero();
  }

  @Test
  void shouldRefuseBodiesThatAreNone() {
    assertThat(export("x").statusCode()).isEqualTo(400);
    assertThat(export("{\"address\":\"" + "a".repeat(5000) + "\"}").statusCode()).isEqualTo(413);
  }

  private HttpResponse<String> export(String body) {
    return peer.send(
        peer.request("/api/v1/privacy/export")
            .header("Authorization", HttpPeer.basic(Administrator.NAME, Filters.PASSWORD))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private int audited() {
    return audit.find(query()).size();
  }

  private static AuditQuery query() {
    return new AuditQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10);
  }

  /** From Al to Eve and Bob. */
  private static final class OneMail implements MessageView {
    @Override
    public MessagePage find(MessageQuery query) {
      boolean fits = query.recipient().filter(BOB::equals).isPresent();
      return new MessagePage(fits ? List.of(row()) : List.of(), Optional.empty());
    }

    @Override
    public Optional<MessageStory> story(QueueId id) {
      return Optional.of(new MessageStory(row(), List.of(line("eve@e.example"), line(BOB)), true));
    }

    @Override
    public List<QueuedCount> queued(int limit) {
      return List.of();
    }

    private static MessageRow row() {
      var mail =
          new Reception(THEN, "al@a.example", "Hi", "", 1, "otp", "", "", MailOwner.of(Lane.OTP));
      var standing =
          new RecipientChange(
              RecipientState.DELIVERED, THEN, 1, "", "mx", "", "250 ok", Optional.empty());
      return new MessageRow(
          ID,
          mail,
          List.of(new RecipientRow("eve@e.example", standing), new RecipientRow(BOB, standing)));
    }

    private static String line(String recipient) {
      var event =
          new MailEvent(
              EventType.DELIVERED,
              THEN,
              Optional.of(ID),
              0,
              1,
              Optional.of(EmailAddress.parse(recipient)),
              Map.of("recipients", List.of("eve@e.example", BOB), "reply", "250 ok"));
      return new String(EventJson.line("e1", event), StandardCharsets.UTF_8).strip();
    }
  }
}
