package relay.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
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

class QueueResourceTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final TrafficSettings SETTINGS =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));
  private final TrafficControl traffic =
      new TrafficControl(() -> SETTINGS, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, 8));
  private final List<Integer> pausesWhenMailWasLetGo = new ArrayList<>();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new QueueResource();
    resource.traffic = traffic;
    resource.audit = new AuditPen(audit, InstantSource.system());
    resource.waiting = () -> pausesWhenMailWasLetGo.add(pauses());
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldEndPausesBeforeItLetsMailGo() {
    deferEverything();
    assertThat(pauses()).isEqualTo(1);

    assertThat(retryNow().statusCode()).isEqualTo(202);

    assertThat(pausesWhenMailWasLetGo).containsExactly(0);
    assertThat(audit.from(1, 10))
        .extracting(entry -> entry.event().actor().name() + " " + entry.event().action())
        .containsExactly("admin retry-now");
  }

  private int pauses() {
    return traffic.flows(NOON).stream().mapToInt(flow -> flow.restrictions().size()).sum();
  }

  private HttpResponse<String> retryNow() {
    return peer.send(
        peer.request("/api/v1/queue/retry-now")
            .POST(BodyPublishers.noBody())
            .header("Authorization", HttpPeer.basic(Administrator.NAME, Filters.PASSWORD)));
  }

  private void deferEverything() {
    var dns = new FakeDns().mx("small.example", 5, "mx.small.example");
    var site =
        new Sites(dns, () -> SETTINGS, () -> NOON)
            .find(new NextHop.MailExchangers("small.example"));
    Wish wish = new Wish("small.example", Optional.of(site), Lane.BULK, false, 1, 100);
    var reply = SmtpReply.received(451, List.of("4.3.0 try later"));
    var bob = Recipient.of(EmailAddress.parse("bob@small.example"));
    var said = new RecipientReply(bob, reply, Stage.RCPT, false, HostTrace.NONE, false);
    for (int i = 0; i < SETTINGS.deferralsBeforeProbing(); i++) {
      ((Go) traffic.ask(wish, NOON)).permit().release(new TransmissionReport(List.of(said)), NOON);
    }
  }
}
