package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import relay.acceptance.IssuerServer;
import relay.domain.control.ControlJson;
import relay.domain.user.AuthenticatorApp;

/** What people who administer do at the real process: log in with a code, have a session. */
final class PeopleSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SESSION = "session ";
  private static final String OIDC = "/api/v1/session/oidc";
  private final AdministratorDoor admin;
  private final Door anybody;

  PeopleSteps(AdministratorDoor admin, Door anybody) {
    this.admin = admin;
    this.anybody = anybody;
  }

  /** Sends as the administrator; anything but a success fails the test. */
  interface AdministratorDoor {
    HttpResponse<String> send(String method, String path, String body) throws Exception;
  }

  /** Sends with this login; empty text: none. */
  interface Door {
    HttpResponse<String> send(String method, String path, String body, String login)
        throws Exception;
  }

  /** Puts into a request what says who sends it: an Authorization, or a session of ours. */
  static void show(String login, HttpRequest.Builder request) {
    if (login.startsWith(SESSION)) {
      String[] cookieAndToken = login.substring(SESSION.length()).split(" ");
      request.header("Cookie", cookieAndToken[0]);
      if (cookieAndToken.length > 1) {
        request.header("X-CSRF-Token", cookieAndToken[1]);
      }
    } else if (!login.isEmpty()) {
      request.header("Authorization", login);
    }
  }

  /** What his requests show afterwards. */
  String shouldLetAnOperatorInByPasswordAndCode() throws Exception {
    String document = "{\"id\":\"olga\",\"role\":\"operator\"}";
    JsonObject olga = ControlJson.read(admin.send("POST", "/api/v1/users", document).body());
    String code = AuthenticatorApp.code(olga.getString("totp_secret"), Instant.now());
    assertThat(login(olga.getString("password"), "").statusCode()).isEqualTo(401);

    HttpResponse<String> opened = login(olga.getString("password"), code);

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
    String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("; HttpOnly; SameSite=Strict");
    assertThat(login(olga.getString("password"), code).statusCode()).isEqualTo(401);
    String session = SESSION + cookie(opened);
    assertThat(anybody.send("POST", "/api/v1/queue/retry-now", "{}", session).statusCode())
        .isEqualTo(403);
    String csrf = ControlJson.read(opened.body()).getString("csrf_token");
    assertThat(admin.send("GET", "/api/v1/audit?actor=olga", "").body()).contains("\"login\"");
    return session + " " + csrf;
  }

  /** Goes to the issuer and back, as a browser does. */
  void shouldLetInByTheWordOfAnIssuer(IssuerServer server) throws Exception {
    HttpResponse<String> begun = anybody.send("GET", OIDC, "", "");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
    String back =
        server
            .issuer()
            .login(URI.create(begun.headers().firstValue("Location").orElseThrow()))
            .getRawQuery();
    assertThat(anybody.send("GET", OIDC + "/callback?" + back, "", "").statusCode()).isEqualTo(400);

    HttpResponse<String> opened =
        anybody.send("GET", OIDC + "/callback?" + back, "", SESSION + cookie(begun));

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
    assertThat(anybody.send("GET", "/api/v1/session", "", SESSION + cookie(opened)).body())
        .contains("\"oidc:alice@example.com\"", "\"operator\"");
  }

  private static String cookie(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private HttpResponse<String> login(String password, String code) throws Exception {
    String attempt =
        "{\"user\":\"olga\",\"password\":\"" + password + "\",\"code\":\"" + code + "\"}";
    return anybody.send("POST", "/api/v1/session", attempt, "");
  }

  void shouldEndTheSessionsOfWhoIsDisabled(String session) throws Exception {
    assertThat(anybody.send("GET", "/api/v1/session", "", session).body()).contains("\"olga\"");

    admin.send("PATCH", "/api/v1/users/olga", "{\"state\":\"disabled\"}");

    Awaitility.await("the session ends")
        .atMost(PATIENCE)
        .until(() -> anybody.send("GET", "/api/v1/session", "", session).statusCode() == 401);
  }
}
