package relay.web.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.lease.LeaseFixture;
import relay.domain.lease.Slice;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.routing.FakeDns;
import relay.domain.routing.NextHop;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Site;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.traffic.Wish;
import relay.web.HttpPeer;
import relay.web.access.People;
import relay.web.paging.PageWalk;

class TrafficResourceTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final TrafficSettings SETTINGS =
      TrafficSettings.from(
          Settings.of(
              TrafficSettings.ALL,
              Map.of("traffic.provider.google.limits", "per-hour=1, connections-per-minute=unset"),
              Map.of()));
  private final TrafficControl traffic =
      new TrafficControl(() -> SETTINGS, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, 8));
  private final FakeDns dns =
      new FakeDns()
          .mx("gmail.com", 5, "gmail-smtp-in.l.google.com")
          .mx("small.example", 5, "mx.small.example");
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new TrafficResource();
    resource.clock = () -> NOON;
    resource.traffic = traffic;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldShowEachFlowWithItsLimitsTheirRulesAndWhatHoldsMail() {
    ask("gmail.com");
    ask("gmail.com");

    JsonObject flow = flows("").getJsonObject(0);

    assertThat(flow.getString("flow")).isEqualTo("provider:google");
    assertThat(flow.getString("source")).isEqualTo("default");
    assertThat(flow.getString("provider")).startsWith("Google");
    assertThat(flow.getInt("running")).isEqualTo(1);
    assertThat(flow.getString("why")).isEqualTo("destination_limit per-hour provider:google");
    assertThat(Instant.parse(flow.getString("waiting_until"))).isAfter(NOON);
    JsonArray limits = flow.getJsonArray("limits");
    assertThat(limits.getJsonObject(0).getString("by")).isEqualTo("provider google");
    assertThat(limits.getJsonObject(1).getString("limit")).isEqualTo("connections-per-minute");
    assertThat(limits.getJsonObject(1).containsKey("value")).isFalse();
    assertThat(limits.getJsonObject(2).getInt("value")).isEqualTo(1);
    assertThat(limits.getJsonObject(2).getString("by"))
        .isEqualTo("setting traffic.provider.google.limits");
  }

  @Test
  void shouldShowThePartOfTheLimitsInWhichPasswordsGoFirst() {
    ask("gmail.com");

    JsonObject otp = flows("").getJsonObject(0).getJsonObject("otp");

    assertThat(otp.getInt("percent")).isEqualTo(50);
    assertThat(otp.getInt("running")).isZero();
    assertThat(otp.getBoolean("used_up")).isFalse();
  }

  @Test
  void shouldShowWhoWaitsAndWhatPartOfThePaceEachHas() {
    ask("gmail.com", "acme");
    ask("gmail.com", "acme");
    ask("gmail.com", "shop");

    JsonArray waiting = flows("").getJsonObject(0).getJsonArray("waiting");

    assertThat(waiting).hasSize(2);
    assertThat(waiting.getJsonObject(0).getString("tenant")).isEqualTo("acme");
    assertThat(waiting.getJsonObject(0).getString("stream")).isEqualTo("news");
    assertThat(waiting.getJsonObject(1).getString("tenant")).isEqualTo("shop");
    assertThat(waiting.getJsonObject(1).getInt("percent")).isEqualTo(50);
    assertThat(Instant.parse(waiting.getJsonObject(1).getString("until"))).isAfter(NOON);
  }

  @Test
  void shouldShowWhatThisNodeHasOfLimitsThatAreShared() {
    var slices = Slices.shared(LeaseFixture::settings, () -> 0);
    slices.take(
        LeaseFixture.round(LeaseFixture.nodes(2), new Slice(6_000, 5)), 0, Duration.ofSeconds(10));
    var resource = new TrafficResource();
    resource.clock = () -> NOON;
    resource.traffic =
        new TrafficControl(() -> SETTINGS, Map.of(Lane.BULK, 8), owner -> Weight.EQUAL, slices);
    Site site =
        new Sites(dns, () -> SETTINGS, () -> NOON).find(new NextHop.MailExchangers("gmail.com"));
    resource.traffic.ask(new Wish("gmail.com", Optional.of(site), Lane.BULK, false, 1, 10), NOON);

    JsonObject shared;
    try (HttpPeer other = HttpPeer.of(resource)) {
      shared =
          HttpPeer.json(other.getAsAdmin("/api/v1/traffic"))
              .getJsonArray("flows")
              .getJsonObject(0)
              .getJsonObject("shared");
    }

    assertThat(shared.getInt("nodes")).isEqualTo(2);
    assertThat(shared.getInt("percent")).isEqualTo(60);
    assertThat(shared.getInt("connections")).isEqualTo(5);
    assertThat(flows("")).isEmpty();
  }

  @Test
  void shouldFindFlowsByNameProviderOrHost() {
    ask("gmail.com");
    ask("small.example");

    assertThat(flows("")).hasSize(2);
    assertThat(flows("?q=Workspace")).hasSize(1);
    assertThat(flows("?q=mx.small")).hasSize(1);
    assertThat(flows("?q=nobody")).isEmpty();
    assertThat(flows("?limit=1")).hasSize(1);
  }

  @Test
  void shouldListFlowsPageByPageThoseWithAttemptsUnderWayFirst() {
    ask("gmail.com");
    ask("small.example");

    assertThat(PageWalk.all(peer, "/api/v1/traffic", "flows"))
        .extracting(flow -> flow.getString("flow"))
        .containsExactly("provider:google", "site:mx.small.example");
  }

  @Test
  void shouldRefuseALimitThatIsNoneAndPeopleWhoMayNotLook() {
    assertThat(peer.getAsAdmin("/api/v1/traffic?limit=none").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin("/api/v1/traffic?limit=5000").statusCode()).isEqualTo(400);
    assertThat(peer.getAs(People.ACME_READER, "/api/v1/traffic").statusCode()).isEqualTo(403);
  }

  private JsonArray flows(String query) {
    return HttpPeer.json(peer.getAsAdmin("/api/v1/traffic" + query)).getJsonArray("flows");
  }

  private void ask(String domain) {
    ask(domain, "default");
  }

  private void ask(String domain, String tenant) {
    var site = new Sites(dns, () -> SETTINGS, () -> NOON).find(new NextHop.MailExchangers(domain));
    Wish wish = new Wish(domain, Optional.of(site), Lane.BULK, false, 1, 100);
    traffic.ask(wish.of(new MailOwner(tenant, "news", "")), NOON);
  }
}
