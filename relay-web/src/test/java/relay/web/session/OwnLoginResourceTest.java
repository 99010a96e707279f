package relay.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.access.Role;
import relay.domain.user.Enrolment;
import relay.domain.user.LoginProof;
import relay.domain.user.OwnLogin;
import relay.domain.user.Session;
import relay.web.HttpPeer;
import relay.web.access.FakeUserDoor;
import relay.web.access.Filters;

class OwnLoginResourceTest {
  private static final String PASSWORD = "/api/v1/me/password";
  private static final String FACTOR = "/api/v1/me/second-factor";
  private static final String PROOF = "\"password\":\"old\",\"code\":\"123456\"";
  private final FakeUserDoor users = new FakeUserDoor();
  private final Session mine = users.open("olga", Role.OPERATOR);
  private final Session next = users.open("olga", Role.OPERATOR);
  private String asked = "";
  private OwnLogin.Outcome outcome = new OwnLogin.Outcome.Changed(next, List.of());
  private HttpPeer peer;

  /** Writes down what it is asked and gives the outcome of the test. */
  private final class ScriptedLogin implements OwnLogin {
    @Override
    public Outcome changePassword(
        Session session, LoginProof proof, String wanted, InetAddress origin) {
      return asked(session, proof.password() + " " + proof.code() + " " + wanted);
    }

    @Override
    public Outcome beginSecondFactor(Session session, LoginProof proof, InetAddress origin) {
      return asked(session, proof.password() + " " + proof.code());
    }

    @Override
    public Outcome confirmSecondFactor(
        Session session, String enrolment, String code, InetAddress origin) {
      return asked(session, enrolment + " " + code);
    }

    private Outcome asked(Session session, String what) {
      asked = session.identity().name() + ": " + what;
      return outcome;
    }
  }

  @BeforeEach
  void start() {
    var resource = new OwnLoginResource();
    resource.users = users;
    resource.logins = new ScriptedLogin();
    peer = HttpPeer.knowing(users, InetAddress.getLoopbackAddress(), resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldGoOnInANewSessionOnceThePasswordIsChanged() {
    var answer = send("PUT", PASSWORD, "{" + PROOF + ",\"new_password\":\"new one\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(asked).isEqualTo("olga: old 123456 new one");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("relay_session=" + next.token() + ";");
    assertThat(HttpPeer.json(answer).getString("csrf_token")).isEqualTo(next.csrfToken());
    assertThat(HttpPeer.json(answer).containsKey("recovery_codes")).isFalse();
  }

  @Test
  void shouldShowAKeyAndThenRecoveryCodesOnce() {
    outcome =
        new OwnLogin.Outcome.Begun(mine, new Enrolment("sealed:1:k:x", "GEZDGNBV", "otpauth://x"));
    var begun = HttpPeer.json(send("POST", FACTOR, "{" + PROOF + "}"));
    assertThat(begun.getString("totp_secret")).isEqualTo("GEZDGNBV");
    assertThat(begun.getInt("minutes")).isEqualTo(15);

    outcome = new OwnLogin.Outcome.Changed(next, List.of("d4fk-9xwz-2c7p-hn3m"));
    var enrolment = "{\"enrolment\":\"" + begun.getString("enrolment") + "\",\"code\":\"42\"}";
    var changed = HttpPeer.json(send("PUT", FACTOR, enrolment));

    assertThat(asked).isEqualTo("olga: sealed:1:k:x 42");
    assertThat(changed.getJsonArray("recovery_codes")).hasSize(1);
  }

  @Test
  void shouldTellEachOutcomeByAStatusOfItsOwn() {
    assertThat(statusOf(new OwnLogin.Outcome.Denied(false, "535 wrong"))).isEqualTo(403);
    assertThat(statusOf(new OwnLogin.Outcome.Denied(true, "454 later"))).isEqualTo(503);
    assertThat(statusOf(new OwnLogin.Outcome.Invalid("new_password", "must x"))).isEqualTo(422);
    assertThat(statusOf(new OwnLogin.Outcome.Conflict("begin again"))).isEqualTo(409);
    assertThat(statusOf(new OwnLogin.Outcome.KeptElsewhere())).isEqualTo(409);
  }

  @Test
  void shouldNeedASessionOfItsOwnAndTheTokenBesideIt() {
    String body = "{" + PROOF + ",\"new_password\":\"new one\"}";
    var admin =
        peer.send(
            peer.request(PASSWORD)
                .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    var forged =
        peer.send(
            peer.request(PASSWORD)
                .header("Cookie", "relay_session=" + mine.token())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));

    assertThat(admin.statusCode()).isEqualTo(409);
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldNameTheFieldThatIsMissing() {
    var answer = send("PUT", PASSWORD, "{" + PROOF + "}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(answer).getString("field")).isEqualTo("new_password");
  }

  private int statusOf(OwnLogin.Outcome what) {
    outcome = what;
    return send("PUT", PASSWORD, "{" + PROOF + ",\"new_password\":\"new one\"}").statusCode();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return peer.send(
        peer.request(path)
            .header("Cookie", "relay_session=" + mine.token())
            .header("X-CSRF-Token", mine.csrfToken())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }
}
