package relay.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.web.Beans;
import relay.web.HttpPeer;
import relay.web.access.Filters;

class HealthResourceTest {
  private final List<HealthCheck> checks = new ArrayList<>();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    peer = HttpPeer.of(resource());
    checks.add(check("broker", Finding.up("connected")));
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldBeReadyWhenEverythingIsWell() {
    var response = peer.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(response).getString("status")).isEqualTo("up");
  }

  @Test
  void shouldStayReadyWhenOnlyTheDatabaseIsGone() {
    checks.add(check("database", Finding.degraded("gone")));

    var response = peer.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(response).getString("status")).isEqualTo("degraded");
  }

  @Test
  void shouldNotBeReadyButLiveWhenTheBrokerIsDown() {
    checks.add(check("journal", Finding.down("disk full")));

    assertThat(peer.get("/health").statusCode()).isEqualTo(503);
    assertThat(peer.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellTheReasonOnlyToWhoMayKnowIt() throws UnknownHostException {
    try (var outside =
        HttpPeer.from(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}), resource())) {
      assertThat(outside.get("/health").body()).contains("broker").doesNotContain("connected");
      assertThat(outside.getAsAdmin("/health").body()).contains("connected");
    }
    assertThat(peer.get("/health").body()).contains("connected");
  }

  private HealthResource resource() {
    var resource = new HealthResource();
    resource.checks = new Beans<>(checks);
    resource.logins = Filters.check();
    resource.configuration = RelayConfiguration.of(Map.of(), Map.of());
    return resource;
  }

  private static HealthCheck check(String component, Finding finding) {
    return new HealthCheck() {
      @Override
      public String component() {
        return component;
      }

      @Override
      public Finding check() {
        return finding;
      }
    };
  }
}
