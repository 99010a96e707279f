package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.control.ControlJson;

/**
 * Makes a secret of each kind, asks for everything that could tell it, and looks for it in the
 * answers, in the log and in every file of the data folder.
 */
final class SecretSteps {
  private static final String ROUTE_PASSWORD = "correct-horse-of-the-route";

  /** How private keys begin in PEM, and those of RSA in Base64 of PKCS #8. */
  private static final List<String> KEY_FORMS = List.of("PRIVATE KEY", "MIIEv");

  private static final List<String> QUESTIONS =
      List.of(
          "/api/v1/routes",
          "/api/v1/routes/smart",
          "/api/v1/users",
          "/api/v1/tenants",
          "/api/v1/tenants/acme/credentials",
          "/api/v1/tenants/acme/domains",
          "/api/v1/tenants/acme/domains/acme.test/keys",
          "/api/v1/tenants/acme/webhooks",
          "/api/v1/tenants/acme/webhooks/crm",
          "/api/v1/audit?limit=100",
          "/api/v1/audit/export",
          "/api/v1/settings",
          "/api/v1/settings/history",
          "/api/v1/secrets",
          "/api/v1/secrets/identity-keys",
          "/api/v1/stats",
          "/health",
          "/metrics");
  private final RelayProcess relay;
  private final Map<String, String> secrets = new LinkedHashMap<>();

  SecretSteps(RelayProcess relay) {
    this.relay = relay;
  }

  void shouldTellNoSecretAfterItWasMade() throws Exception {
    make();

    for (String question : QUESTIONS) {
      HttpResponse<String> answer = relay.get(question);
      assertThat(answer.statusCode()).as(question).isEqualTo(200);
      assertThatNothingIsIn(answer.body(), question);
    }
    assertThat(relay.get("/api/v1/routes/smart").body()).contains("\"***\"");
    assertThatNothingIsIn(relay.log(), "the log");
    try (var files = Files.walk(relay.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // keys that an operator put there as files are his
        boolean isDatabase = file.startsWith(relay.data().resolve("database"));
        assertThatNothingIsIn(text(file), file.toString(), isDatabase ? KEY_FORMS : List.of());
      }
    }
  }

  private void make() throws Exception {
    made("tenants", "{\"id\":\"acme\",\"name\":\"Acme\"}");
    made(
        "routes",
        "{\"id\":\"smart\",\"when\":{\"streams\":[\"news\"]},\"targets\":{\"far\":{"
            + "\"kind\":\"smarthost\",\"hosts\":[\"127.0.0.1:1\"],\"tls\":\"required\","
            + "\"auth\":\"plain\",\"user\":\"shop\"}},\"passwords\":{\"far\":\""
            + ROUTE_PASSWORD
            + "\"}}");
    secrets.put("password of a route", ROUTE_PASSWORD);
    JsonObject hook =
        made("tenants/acme/webhooks", "{\"id\":\"crm\",\"url\":\"https://hooks.test/relay\"}");
    secrets.put("secret of a webhook", hook.getString("secret").substring("whsec_".length()));
    JsonObject user =
        made("tenants/acme/credentials", "{\"kind\":\"smtp-user\",\"login_name\":\"shop\"}");
    secrets.put("password of a credential", user.getString("password"));
    JsonObject ann = made("users", "{\"id\":\"ann\",\"name\":\"Ann\",\"role\":\"operator\"}");
    secrets.put("password of a person", ann.getString("password"));
    secrets.put("key of a second factor", ann.getString("totp_secret"));
    made("tenants/acme/domains", "{\"id\":\"acme.test\"}");
    made("tenants/acme/domains/acme.test/keys", "{}");
  }

  private JsonObject made(String collection, String body) throws Exception {
    HttpResponse<String> answer = relay.post("/api/v1/" + collection, body);
    assertThat(answer.statusCode()).as(collection + ": " + answer.body()).isBetween(200, 202);
    return ControlJson.read(answer.body());
  }

  private void assertThatNothingIsIn(String text, String where) {
    assertThatNothingIsIn(text, where, KEY_FORMS);
  }

  private void assertThatNothingIsIn(String text, String where, List<String> forms) {
    List<String> told = new ArrayList<>(forms.stream().filter(text::contains).toList());
    secrets.forEach(
        (what, secret) -> {
          if (text.contains(secret)) {
            told.add(what);
          }
        });
    assertThat(told).as(where).isEmpty();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
