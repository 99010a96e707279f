package relay.web.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.figures.Figures;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.Shortage;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueDepths;
import relay.domain.view.CampaignView;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.QueuedCount;
import relay.domain.view.RecipientState;
import relay.domain.view.ViewStatus;
import relay.domain.view.ViewUnavailable;
import relay.web.HttpPeer;

class FiguresOverHttpTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
  private static final QueueId MAIL = new QueueId("0123456789abcdefghjk");
  private final Figures figures = new Figures(NOW.minusSeconds(60), 10);
  private HttpPeer peer;

  @BeforeEach
  void start() {
    peer = HttpPeer.of(stats(), metrics());
    figures.written(
        List.of(
            event(
                EventType.RECEIVED,
                "",
                Map.of(EventField.LANE, "otp", EventField.RECIPIENTS, List.of("a", "b"))),
            event(
                EventType.DELIVERED,
                "bob@b.example",
                Map.of(EventField.LANE, "otp", EventField.AGE_MILLIS, 100L)),
            event(EventType.DEFERRED, "eve@b.example", Map.of(EventField.LANE, "otp"))));
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellFiguresByLaneAndDomain() {
    var stats = HttpPeer.json(peer.getAsAdmin("/api/v1/stats"));

    assertThat(stats.getJsonObject("totals").getInt("accepted")).isEqualTo(1);
    assertThat(stats.getJsonObject("totals").getInt("recipients")).isEqualTo(2);
    var otp = stats.getJsonObject("lanes").getJsonObject("otp");
    assertThat(otp.getInt("delivered")).isEqualTo(1);
    assertThat(otp.getInt("in_queue")).isEqualTo(7);
    assertThat(otp.getJsonObject("delivery_ms").getInt("p99")).isBetween(94, 107);
    assertThat(stats.getJsonArray("domains").getJsonObject(0).getString("domain"))
        .isEqualTo("b.example");
    assertThat(stats.getJsonObject("per_second").getJsonNumber("accepted").doubleValue())
        .isEqualTo(0.017);
  }

  @Test
  void shouldTellFiguresWhileTheDatabaseIsGone() {
    var stats = HttpPeer.json(peer.getAsAdmin("/api/v1/stats"));

    assertThat(stats.getJsonObject("queued").getString("recipients_unknown")).contains("gone");
    assertThat(stats.getJsonObject("queued").getInt("waiting")).isEqualTo(3);
  }

  @Test
  void shouldGivePrometheusItsText() {
    var response = peer.get("/metrics");

    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain")
        .contains("version=0.0.4");
    assertThat(response.body())
        .contains("relay_accepted_total 1\n")
        .contains("relay_lane_events_total{event=\"delivered\",lane=\"otp\"} 1\n")
        .contains("relay_lane_mails{lane=\"otp\"} 7\n")
        .contains("relay_acceptance_slowed_total{by=\"disk\"} 1\n")
        .contains("relay_acceptance_refused_total{by=\"lane\"} 1\n")
        .contains("relay_acceptance_held 1\n")
        .contains("relay_view_up 0\n");
    assertThat(response.body().lines())
        .allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_]+(\\{[^}]*})? [-0-9.E]+"));
  }

  @Test
  void shouldAskAStrangerForThePassword() throws UnknownHostException {
    try (var outside =
        HttpPeer.from(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}), metrics())) {
      assertThat(outside.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(outside.getAsAdmin("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldAskForThePasswordWhatComesThroughAProxyOfThisMachine() {
    var proxied = peer.request("/metrics").header("X-Forwarded-For", "192.0.2.7");

    assertThat(peer.send(proxied).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldAskForThePasswordWhenHttpIsOpenToTheNetwork() {
    try (var open =
        HttpPeer.with(
            Map.of("http.address", "0.0.0.0"), InetAddress.getLoopbackAddress(), metrics())) {
      assertThat(open.get("/metrics").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void shouldTellFiguresOfOneCampaignByLaneAndDomain() {
    var spring = HttpPeer.json(peer.getAsAdmin("/api/v1/stats?campaign=spring&tenant=acme"));

    assertThat(spring.getString("campaign")).isEqualTo("spring");
    assertThat(spring.getString("last_accepted_at")).isEqualTo("2026-01-01T00:01:00Z");
    var totals = spring.getJsonObject("totals");
    assertThat(totals.getInt("accepted")).isEqualTo(4);
    assertThat(totals.getInt("recipients")).isEqualTo(5);
    assertThat(totals.getInt("delivered")).isEqualTo(3);
    assertThat(totals.getInt("deferred")).isEqualTo(2);
    assertThat(totals.getInt("bounced")).isZero();
    assertThat(spring.getJsonObject("lanes").getJsonObject("a lane").getInt("queued")).isEqualTo(1);
    assertThat(spring.getJsonArray("domains").getJsonObject(0).getString("domain"))
        .isEqualTo("a domain");
    assertThat(spring.containsKey("per_second")).isFalse();
  }

  @Test
  void shouldListTheNewestCampaigns() {
    var list = HttpPeer.json(peer.getAsAdmin("/api/v1/stats?by=campaign&limit=7"));

    assertThat(list.getJsonArray("campaigns").getJsonObject(0).getString("campaign"))
        .isEqualTo("newest of 7");
    assertThat(list.getJsonArray("campaigns").getJsonObject(0).getJsonObject("totals"))
        .containsKeys("accepted", "recipients", "queued", "held", "expired");
  }

  @Test
  void shouldRefuseQuestionsAboutCampaignsThatItCannotAnswer() {
    assertThat(peer.getAsAdmin("/api/v1/stats?campaign=summer").statusCode()).isEqualTo(404);
    assertThat(peer.getAsAdmin("/api/v1/stats?campaign=").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin("/api/v1/stats?campaign=a%20b").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin("/api/v1/stats?by=colour").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin("/api/v1/stats?by=campaign&limit=0").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin("/api/v1/stats?by=campaign&limit=x").statusCode()).isEqualTo(400);
  }

  private StatsResource stats() {
    var stats = new StatsResource();
    stats.figures = figures;
    stats.depths = new SomeDepths();
    stats.view = new GoneView();
    stats.clock = () -> NOW.plusSeconds(1);
    stats.campaigns = new CampaignFigures();
    stats.campaigns.view = new OneCampaign();
    stats.campaigns.clock = () -> NOW;
    return stats;
  }

  private MetricsResource metrics() {
    var metrics = new MetricsResource();
    metrics.figures = figures;
    metrics.depths = new SomeDepths();
    metrics.inDoubt = new SomeInDoubt(2);
    metrics.view = new GoneView();
    metrics.clock = () -> NOW.plusSeconds(1);
    metrics.acceptance = new AcceptanceCount(1);
    metrics.acceptance.hold(Shortage.DISK);
    metrics.acceptance.refuse(Shortage.LANE);
    return metrics;
  }

  private static MailEvent event(EventType type, String recipient, Map<String, Object> details) {
    return new MailEvent(
        type,
        NOW,
        Optional.of(MAIL),
        0,
        1,
        recipient.isEmpty() ? Optional.empty() : Optional.of(EmailAddress.parse(recipient)),
        details);
  }

  private static final class SomeDepths implements QueueDepths {
    @Override
    public long inLane(Lane lane) {
      return lane == Lane.OTP ? 7 : 0;
    }

    @Override
    public long waiting() {
      return 3;
    }

    @Override
    public Optional<Instant> nextDue() {
      return Optional.of(NOW);
    }

    @Override
    public long dead() {
      return 0;
    }
  }

  /** Knows the campaign spring of acme. */
  private static final class OneCampaign implements CampaignView {
    private static final Map<RecipientState, Long> COUNTS =
        Map.of(RecipientState.DELIVERED, 3L, RecipientState.DEFERRED, 2L);

    @Override
    public List<Campaign> newest(Optional<String> tenant, int limit) {
      return List.of(campaign("newest of " + limit));
    }

    @Override
    public Optional<Campaign> find(String name, Optional<String> tenant) {
      return Optional.of(campaign(name))
          .filter(c -> name.equals("spring") && tenant.equals(Optional.of("acme")));
    }

    @Override
    public List<Share> shares(String name, Optional<String> tenant, Dimension by, int limit) {
      return List.of(new Share("a " + by.label(), Map.of(RecipientState.QUEUED, 1L)));
    }

    private static Campaign campaign(String name) {
      return new Campaign(name, 4, NOW.minusSeconds(60), NOW, COUNTS);
    }
  }

  private static final class GoneView implements MessageView, ViewStatus {
    @Override
    public MessagePage find(MessageQuery query) {
      throw new ViewUnavailable("the database is gone", null);
    }

    @Override
    public Optional<MessageStory> story(QueueId id) {
      throw new ViewUnavailable("the database is gone", null);
    }

    @Override
    public List<QueuedCount> queued(int limit) {
      throw new ViewUnavailable("the database is gone", null);
    }

    @Override
    public Optional<String> trouble() {
      return Optional.of("gone");
    }

    @Override
    public Duration lag() {
      return Duration.ofSeconds(90);
    }

    @Override
    public long refused() {
      return 0;
    }
  }
}
