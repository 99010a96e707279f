package relay.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.access.Role;
import relay.domain.openid.OpenIdDoor;
import relay.web.HttpPeer;
import relay.web.access.FakeUserDoor;

class OpenIdResourceTest {
  private static final String OIDC = "/api/v1/session/oidc";
  private final FakeUserDoor users = new FakeUserDoor();
  private final List<OpenIdDoor.Return> returned = new ArrayList<>();
  private boolean isOn = true;
  private Optional<OpenIdDoor.Begun> begun =
      Optional.of(
          new OpenIdDoor.Begun(URI.create("https://login.example.com/a?state=1"), "sealed"));
  private OpenIdDoor.Outcome outcome;
  private HttpPeer peer;

  @BeforeEach
  void start() {
    outcome = new OpenIdDoor.Outcome.Opened(users.open("oidc:al<b>", Role.OPERATOR));
    var oidc = new OpenIdResource();
    oidc.door = new ScriptedDoor();
    var session = new SessionResource();
    session.users = users;
    peer = HttpPeer.knowing(users, InetAddress.getLoopbackAddress(), oidc, session);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private final class ScriptedDoor implements OpenIdDoor {
    @Override
    public boolean isOn() {
      return isOn;
    }

    @Override
    public Optional<Begun> begin() {
      return begun;
    }

    @Override
    public Outcome finish(Return back, InetAddress address) {
      returned.add(back);
      return outcome;
    }
  }

  @Test
  void shouldSendTheBrowserToTheIssuerWithACookieThatComesBackFromThere() {
    HttpResponse<String> answer = peer.get(OIDC);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .contains("https://login.example.com/a?state=1");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("relay_login=sealed; Path=/api/v1/session/oidc; HttpOnly; SameSite=Lax");
  }

  @Test
  void shouldLogInWhoComesBackWithAPageSinceARedirectionWouldLoseTheCookie() {
    HttpResponse<String> answer =
        peer.send(
            peer.request(OIDC + "/callback?code=c&state=s&iss=https://login.example.com")
                .header("Cookie", "relay_login=sealed"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("oidc:al&lt;b&gt;").doesNotContain("<b>");
    assertThat(returned)
        .containsExactly(
            new OpenIdDoor.Return("sealed", "s", "c", Optional.of("https://login.example.com")));
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    assertThat(cookies).hasSize(2);
    assertThat(cookies.get(0)).contains("SameSite=Strict");
    assertThat(cookies.get(1)).startsWith("relay_login=;").contains("Max-Age=0");
    String session = cookies.get(0).substring(0, cookies.get(0).indexOf(';'));
    var shown = peer.send(peer.request("/api/v1/session").header("Cookie", session));
    assertThat(HttpPeer.json(shown).getString("user")).isEqualTo("oidc:al<b>");
  }

  @Test
  void shouldGiveNoSessionToWhoComesBackWithNothing() {
    outcome = new OpenIdDoor.Outcome.Denied("begin again");

    HttpResponse<String> answer = peer.get(OIDC + "/callback");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("begin again");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(returned).containsExactly(new OpenIdDoor.Return("", "", "", Optional.empty()));
  }

  @Test
  void shouldTellThatTheIssuerLetNobodyInWithoutItsWords() {
    HttpResponse<String> answer = peer.get(OIDC + "/callback?error=%3Cscript%3E");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("has not let you in").doesNotContain("script");
    assertThat(returned).isEmpty();
  }

  @Test
  void shouldAskToComeBackWhileTheIssuerCannotBeReached() {
    begun = Optional.empty();
    outcome = new OpenIdDoor.Outcome.Unavailable();

    assertThat(peer.get(OIDC).statusCode()).isEqualTo(503);
    assertThat(peer.get(OIDC + "/callback?code=c&state=s").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldKnowNoSuchWayWithoutAnIssuer() {
    isOn = false;

    assertThat(peer.get(OIDC).statusCode()).isEqualTo(404);
    assertThat(peer.get(OIDC + "/callback").statusCode()).isEqualTo(404);
  }
}
