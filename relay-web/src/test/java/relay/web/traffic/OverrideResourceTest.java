package relay.web.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditLog;
import relay.domain.audit.AuditQuery;
import relay.domain.audit.AuditUnavailable;
import relay.domain.audit.AuditVerdict;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.http.Administrator;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.Recipient;
import relay.domain.routing.FakeDns;
import relay.domain.routing.NextHop;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.traffic.Wish;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;
import relay.web.paging.PageWalk;

class OverrideResourceTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String PATH = "/api/v1/traffic/overrides";
  private static final TrafficSettings SETTINGS =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));
  private final TrafficControl traffic =
      new TrafficControl(() -> SETTINGS, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, 8));
  private final Audit audit = new Audit();
  private HttpPeer peer;

  /** Remembers what is recorded, or cannot. */
  private static final class Audit implements AuditLog {
    private final List<AuditEvent> events = new ArrayList<>();
    private boolean broken;

    @Override
    public void record(AuditEvent event) {
      if (broken) {
        throw new AuditUnavailable("no database", null);
      }
      events.add(event);
    }

    @Override
    public List<AuditEntry> find(AuditQuery query) {
      return List.of();
    }

    @Override
    public List<AuditEntry> from(long number, int max) {
      return List.of();
    }

    @Override
    public AuditVerdict verify() {
      throw new AuditUnavailable("nothing is kept here", null);
    }
  }

  @BeforeEach
  void start() {
    var resource = new OverrideResource();
    resource.clock = () -> NOON;
    resource.traffic = traffic;
    resource.audit = audit;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldListOverridesWithRuleAndEvidence() {
    assertThat(overrides()).isEmpty();
    complain();

    JsonObject found = overrides().getJsonObject(0);

    assertThat(found.getString("flow")).isEqualTo("site:mx.small.example");
    assertThat(found.getString("kind")).isEqualTo("slow");
    assertThat(found.getString("rule")).isEqualTo("sending-too-fast");
    assertThat(found.getJsonArray("evidence").getString(0))
        .isEqualTo("451 4.7.1 you are sending too fast");
    assertThat(found.getInt("replies")).isEqualTo(1);
    assertThat(found.getInt("value")).isEqualTo(1);
    assertThat(Instant.parse(found.getString("until"))).isAfter(NOON);
    assertThat(PageWalk.all(peer, PATH, "overrides")).containsExactly(found);
  }

  @Test
  void shouldEndAnOverrideAndRecordIt() {
    complain();
    String id = overrides().getJsonObject(0).getString("id");

    assertThat(delete(id).statusCode()).isEqualTo(200);

    assertThat(overrides()).isEmpty();
    assertThat(audit.events).hasSize(1);
    assertThat(audit.events.get(0).action()).isEqualTo("delete");
    assertThat(audit.events.get(0).subject()).isEqualTo("traffic-override site:mx.small.example");
    assertThat(audit.events.get(0).before()).contains("sending-too-fast");
    assertThat(delete(id).statusCode()).as("gone is gone").isEqualTo(204);
    assertThat(audit.events).hasSize(1);
  }

  @Test
  void shouldEndNothingThatCannotBeRecorded() {
    complain();
    audit.broken = true;
    String id = overrides().getJsonObject(0).getString("id");

    assertThat(delete(id).statusCode()).isEqualTo(503);

    assertThat(overrides()).hasSize(1);
  }

  @Test
  void shouldShowThemToNobodyOfATenant() {
    assertThat(peer.getAs(People.ACME_READER, PATH).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> delete(String id) {
    return peer.send(
        peer.request(PATH + "/" + id)
            .DELETE()
            .header("Authorization", HttpPeer.basic(Administrator.NAME, Filters.PASSWORD)));
  }

  private JsonArray overrides() {
    return HttpPeer.json(peer.getAsAdmin(PATH)).getJsonArray("overrides");
  }

  private void complain() {
    var dns = new FakeDns().mx("small.example", 5, "mx.small.example");
    var site =
        new Sites(dns, () -> SETTINGS, () -> NOON)
            .find(new NextHop.MailExchangers("small.example"));
    Wish wish = new Wish("small.example", Optional.of(site), Lane.BULK, false, 1, 100);
    var reply = SmtpReply.received(451, List.of("4.7.1 you are sending too fast"));
    var bob = Recipient.of(EmailAddress.parse("bob@small.example"));
    var said = new RecipientReply(bob, reply, Stage.RCPT, false, HostTrace.NONE, false);
    ((Go) traffic.ask(wish, NOON)).permit().release(new TransmissionReport(List.of(said)), NOON);
  }
}
