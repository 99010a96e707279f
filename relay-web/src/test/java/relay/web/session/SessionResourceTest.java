package relay.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.control.InMemoryControlStore;
import relay.web.HttpPeer;
import relay.web.access.FakeUserDoor;
import relay.web.access.Filters;
import relay.web.access.People;
import relay.web.control.ControlResources;

class SessionResourceTest {
  private static final String SESSION = "/api/v1/session";
  private static final String TENANTS = "/api/v1/tenants";
  private final FakeUserDoor users = new FakeUserDoor();
  private final InMemoryControlStore store = new InMemoryControlStore();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new SessionResource();
    resource.users = users;
    peer =
        HttpPeer.knowing(
            users,
            InetAddress.getLoopbackAddress(),
            resource,
            ControlResources.tenants(ObjectDesks.over(store)));
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldGiveACookieThatNoScriptAndNoOtherSiteCanUse() {
    HttpResponse<String> login = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);

    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("relay_session=")
        .contains("; HttpOnly")
        .contains("; SameSite=Strict")
        .contains("; Path=/")
        .doesNotContain("Secure");
    assertThat(HttpPeer.json(login).getString("user")).isEqualTo("olga");
    assertThat(HttpPeer.json(login).getJsonArray("roles").getString(0))
        .isEqualTo("platform-administrator");
  }

  @ParameterizedTest
  @CsvSource({"wrong, 123456", "a good password, 654321", "a good password, ''"})
  void shouldNotTellWhatWasWrong(String password, String code) {
    HttpResponse<String> denied = login(password, code);

    assertThat(denied.statusCode()).isEqualTo(401);
    assertThat(denied.body()).contains("name, password or code is wrong");
    assertThat(denied.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void shouldAskWhoMustWaitToComeBack() {
    users.mustWait = true;

    HttpResponse<String> early = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);

    assertThat(early.statusCode()).isEqualTo(503);
    assertThat(early.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void shouldReadWithTheCookieAloneAndChangeOnlyWithTheTokenBesideIt() {
    HttpResponse<String> login = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);
    String csrf = HttpPeer.json(login).getString("csrf_token");

    assertThat(peer.send(with(login, TENANTS)).statusCode()).isEqualTo(200);
    assertThat(peer.send(make(login)).statusCode()).isEqualTo(403);
    assertThat(peer.send(make(login).header("X-CSRF-Token", "guessed")).statusCode())
        .isEqualTo(403);
    assertThat(store.audit()).isEmpty();
    assertThat(peer.send(make(login).header("X-CSRF-Token", csrf)).statusCode()).isEqualTo(201);
    assertThat(store.audit()).containsExactly("olga create tenant acme");
  }

  @Test
  void shouldTellWhoOneIsAndTheTokenAgain() {
    HttpResponse<String> login = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);

    var shown = HttpPeer.json(peer.send(with(login, SESSION)));

    assertThat(shown).isEqualTo(HttpPeer.json(login));
    assertThat(HttpPeer.json(peer.getAs(People.ACME_READER, SESSION)).getString("tenant"))
        .isEqualTo("acme");
    assertThat(peer.get(SESSION).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldEndWithTheLogout() {
    HttpResponse<String> login = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);
    String csrf = HttpPeer.json(login).getString("csrf_token");

    HttpResponse<String> out =
        peer.send(with(login, SESSION).DELETE().header("X-CSRF-Token", csrf));

    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertThat(peer.send(with(login, TENANTS)).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldTakeTheAuthorizationWhereBothAreGiven() {
    HttpResponse<String> login = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);

    var both = with(login, TENANTS).header("Authorization", People.ACME_SENDER);

    assertThat(peer.send(both).statusCode()).isEqualTo(403);
    var admin = HttpPeer.basic("admin", Filters.PASSWORD);
    assertThat(peer.send(make(login).header("Authorization", admin)).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "[]|400",
        "{}|422",
        "{\"user\":\"olga\"}|422",
        "{\"user\":1,\"password\":\"x\"}|422"
      },
      delimiter = '|')
  void shouldNameWhatIsMissing(String body, int status) {
    assertThat(peer.send(post(body)).statusCode()).isEqualTo(status);
  }

  @Test
  void shouldTakeNoNameWithoutEnd() {
    String huge = "{\"user\":\"" + "a".repeat(2000) + "\",\"password\":\"x\"}";

    assertThat(peer.send(post(huge)).statusCode()).isEqualTo(422);
  }

  @Test
  void shouldTellTheBrowserToSendTheCookieOverTlsOnlyWhereThereIsTlsBeforeUs() {
    var behindProxy =
        peer.send(
            loginRequest(FakeUserDoor.PASSWORD, FakeUserDoor.CODE)
                .header("X-Forwarded-Proto", "https"));

    assertThat(behindProxy.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("; Secure");
  }

  @Test
  void shouldEndAllSessionsOfTheUserWhenAsked() {
    HttpResponse<String> one = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);
    HttpResponse<String> two = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);
    String csrf = HttpPeer.json(one).getString("csrf_token");

    var nonsense = with(one, SESSION + "?everywhere=perhaps").DELETE().header("X-CSRF-Token", csrf);
    assertThat(peer.send(nonsense).statusCode()).isEqualTo(400);
    var out = with(one, SESSION + "?everywhere=true").DELETE().header("X-CSRF-Token", csrf);
    assertThat(peer.send(out).statusCode()).isEqualTo(204);

    assertThat(peer.send(with(two, TENANTS)).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldNotEndASessionForAnotherLoginBesideItsCookie() {
    HttpResponse<String> login = login(FakeUserDoor.PASSWORD, FakeUserDoor.CODE);

    var both = with(login, SESSION).DELETE().header("Authorization", People.ACME_READER);
    assertThat(peer.send(both).statusCode()).isEqualTo(204);

    assertThat(peer.send(with(login, TENANTS)).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotLogInWhatAPageOfAnotherSiteSends() {
    var foreign = post("{}").header("Origin", "https://evil.example");

    assertThat(peer.send(foreign).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> login(String password, String code) {
    return peer.send(loginRequest(password, code));
  }

  private HttpRequest.Builder loginRequest(String password, String code) {
    return post("{\"user\":\"olga\",\"password\":\"" + password + "\",\"code\":\"" + code + "\"}");
  }

  private HttpRequest.Builder post(String body) {
    return peer.request(SESSION)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder make(HttpResponse<String> login) {
    return with(login, TENANTS)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"id\":\"acme\"}"));
  }

  private HttpRequest.Builder with(HttpResponse<String> login, String path) {
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    return peer.request(path).header("Cookie", cookie.substring(0, cookie.indexOf(';')));
  }
}
