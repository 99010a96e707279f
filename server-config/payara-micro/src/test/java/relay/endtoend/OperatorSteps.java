package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;

/** What an operator does to mail that flows, against the real process. */
final class OperatorSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final Asking admin;
  private final Asking sender;
  private final Submitting mails;

  /** Asks over HTTP with a login. */
  interface Asking {
    HttpResponse<String> ask(String method, String path, String body) throws Exception;
  }

  /** Hands in a mail over SMTP; gives the last reply. */
  interface Submitting {
    String submit(String marker) throws Exception;
  }

  OperatorSteps(Asking admin, Asking sender, Submitting mails) {
    this.admin = admin;
    this.sender = sender;
    this.mails = mails;
  }

  void shouldRefuseAtTheDoorsWhatIsStopped() throws Exception {
    String order = "{\"kind\":\"stop\",\"match\":{\"tenant\":\"acme\"},\"reason\":\"a fire\"}";
    assertThat(admin.ask("POST", "/api/v1/brakes?dry-run=true", order).body())
        .contains("mails_matching");
    String brake =
        ControlJson.read(admin.ask("POST", "/api/v1/brakes", order).body()).getString("id");

    Awaitility.await("SMTP refuses")
        .atMost(PATIENCE)
        .until(() -> mails.submit("stopped").startsWith("451 4.3.2"));
    String mail = "{\"from\":\"al@sender.test\",\"to\":\"bo@example.net\",\"text\":\"stopped\"}";
    HttpResponse<String> refused = sender.ask("POST", "/api/v1/messages", mail);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(refused.body()).contains("4.3.2", brake);

    admin.ask("DELETE", "/api/v1/brakes/" + brake, "");
    Awaitility.await("SMTP takes mail again")
        .atMost(PATIENCE)
        .until(() -> mails.submit("after the stop").startsWith("250"));
    assertThat(admin.ask("GET", "/api/v1/audit?subject=brake%20" + brake, "").body())
        .contains("\"create\"", "\"replace\"", "a fire", "127.0.0.1");
  }

  void shouldSignOnAfterANewMasterKey(Sink sink) throws Exception {
    assertThat(admin.ask("POST", "/api/v1/secrets/rotate", "").body())
        .contains("\"sealed\":2", "\"outdated\":0", "\"unreadable\":[]");
    assertThat(admin.ask("PATCH", "/api/v1/tenants/acme", "{\"ramp\":{\"start\":1000}}").body())
        .contains("\"limit_today\":1000");
    assertThat(mails.submit("resealed")).startsWith("250");
    Awaitility.await().atMost(PATIENCE).until(() -> sink.arrivals("resealed") > 0);
    assertThat(sink.isSigned("resealed")).isTrue();
    Awaitility.await("what was delivered counts for the ramp")
        .atMost(PATIENCE)
        .until(
            () ->
                !admin
                    .ask("GET", "/api/v1/tenants/acme", "")
                    .body()
                    .contains("\"delivered_today\":0"));
    admin.ask("PATCH", "/api/v1/tenants/acme", "{\"ramp\":null}");
  }
}
