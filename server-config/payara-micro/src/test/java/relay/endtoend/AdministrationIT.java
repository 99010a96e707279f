package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.IssuerServer;
import relay.domain.access.ExpectedAccess;
import relay.domain.access.Role;
import relay.domain.control.ControlJson;
import relay.domain.routing.ScriptedDns;

/** What operators change over HTTP, against the real process. */
class AdministrationIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern PASSWORD = Pattern.compile("with the password (\\S+)");

  @TempDir Path folder;
  private RelayProcess relay;
  private int inboundPort;
  private CircleSteps circle;

  @Test
  void shouldLetANewCredentialSendUntilItIsDeletedAndNobodyChangeAnythingWithoutALogin()
      throws Exception {
    try (Sink sink = new Sink();
        ScriptedDns dns = ScriptedDns.start();
        IssuerServer issuer = IssuerServer.start();
        RelayProcess started = new RelayProcess(folder, sink.port());
        CircleSteps told = new CircleSteps(started)) {
      relay = started;
      circle = told;
      relay.set("dns.servers", dns.server()).set("dns.ttl-min", "0s");
      relay.set("rotation.check-interval", "500ms");
      relay.set("privacy.quiet-time", "0s").set("privacy.interval", "1s");
      int popPort = RelayProcess.freePort();
      relay.set("unsubscribe.public-url", relay.http("/").toString());
      relay.set("reception.loopback-relay", "false");
      relay.set("pop.enabled", "true").set("pop.port", Integer.toString(popPort));
      relay.set("pop.open-for", "3s");
      inboundPort = RelayProcess.freePort();
      relay.set("listener.in.role", "inbound").set("listener.in.port", "" + inboundPort);
      relay.set("simulator.domain", "simulator.test");
      relay.set("route.nowhere.hosts", "127.0.0.1:1").set("route.nowhere.tls", "none");
      issuer
          .issuer()
          .settings(Map.of("oidc.client-secret", IssuerServer.SECRET))
          .forEach(relay::set);
      relay.start();

      shouldAnswerNobodyWithoutALogin();
      shouldLetANewCredentialSendUntilItIsDeleted(sink, dns);
      shouldLetAnAddressSendForATimeAfterALoginOverPop(sink, popPort);
      shouldSendWaitingMailByTheRouteThatItsStreamHasNow(sink);
      var people = new PeopleSteps(this::asAdmin, this::send);
      people.shouldLetInByTheWordOfAnIssuer(issuer);
      String operator = people.shouldLetAnOperatorInByPasswordAndCode();
      shouldAnswerEverybodyAsTheTableSays(operator);
      people.shouldEndTheSessionsOfWhoIsDisabled(operator);
      shouldObeyAChangedSettingAndItsRollbackWithoutARestart();
      new SpikeSteps(this::asAdmin, this::send, relay.data().resolve("journal"))
          .shouldSlowAndThenSuspendAStreamWhereItIsRefused();
      shouldForgetAnAddressOnceItsMailHasEnded();
      new ContactSteps(this::asAdmin).shouldReadAFileOfContactsByAJobAndWriteThemAgain();
      assertThat(asAdmin("GET", "/api/v1/audit/verify", "").body()).contains("\"whole\":true");
    }
  }

  /** Walks the document that the relay itself serves, so that no operation can be forgotten. */
  private void shouldAnswerNobodyWithoutALogin() throws Exception {
    JsonObject paths =
        ControlJson.read(send("GET", "/openapi", "", "").body()).getJsonObject("paths");
    List<String> open = new ArrayList<>();
    int walked = 0;
    for (String path : paths.keySet()) {
      for (var operation : paths.getJsonObject(path).entrySet()) {
        JsonValue security = operation.getValue().asJsonObject().get("security");
        if (security.toString().startsWith("[{\"administrator\":[]}")
            && !security.toString().contains("{}")) {
          walked++;
          String method = operation.getKey().toUpperCase(Locale.ROOT);
          String real = path.replace("{tenant}", "default").replaceAll("\\{[a-z]+}", "bulk");
          int status = send(method, real, "{}", "").statusCode();
          if (status != 401) {
            open.add(method + " " + path + " answers " + status);
          }
        }
      }
    }
    assertThat(open).isEmpty();
    assertThat(walked).isGreaterThan(40);
  }

  /** Every operation of that document, as each role, with its own tenant and another one. */
  private void shouldAnswerEverybodyAsTheTableSays(String operator) throws Exception {
    asAdmin("PUT", "/api/v1/tenants/other", "{}");
    Map<Role, String> tokens = new EnumMap<>(Role.class);
    tokens.put(Role.SENDER, token("send"));
    tokens.put(Role.TENANT_READER, token("read"));
    tokens.put(Role.TENANT_ADMINISTRATOR, token("administer"));
    tokens.put(Role.OPERATOR, operator);
    for (String token : tokens.values()) {
      Awaitility.await("the new token is known")
          .atMost(PATIENCE)
          .until(() -> send("GET", "/api/v1/messages", "", token).statusCode() == 200);
    }
    List<String> wrong = new ArrayList<>();
    JsonObject paths =
        ControlJson.read(send("GET", "/openapi", "", "").body()).getJsonObject("paths");
    for (String path : paths.keySet()) {
      for (String method : paths.getJsonObject(path).keySet()) {
        String operation = method.toUpperCase(Locale.ROOT) + " " + path;
        boolean endsTheSession = operation.equals("DELETE /api/v1/session");
        for (var role : tokens.entrySet()) {
          if (endsTheSession && role.getKey() == Role.OPERATOR) {
            continue;
          }
          boolean allowed = ExpectedAccess.of(operation).orElseThrow().contains(role.getKey());
          int own = ask(operation, "acme", role.getValue());
          // metrics and pages of the sandbox are open to programs of this machine
          boolean isLocal = !path.startsWith("/api/");
          if ((own == 401 || own == 403) == allowed && !isLocal) {
            wrong.add(operation + " as " + role.getKey() + " answers " + own);
          }
          boolean isForeign = path.contains("{tenant}") && role.getKey().isOfTenant();
          if (isForeign && ask(operation, "other", role.getValue()) != 404) {
            wrong.add(operation + " of another tenant as " + role.getKey());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    shouldShowASenderItsOwnMailOnly(tokens.get(Role.SENDER));
  }

  private void shouldForgetAnAddressOnceItsMailHasEnded() throws Exception {
    HttpResponse<String> asked =
        asAdmin(
            "POST", "/api/v1/privacy/erasures?open-mail=wait", "{\"address\":\"bo@example.net\"}");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    String id = ControlJson.read(asked.body()).getString("id");
    Awaitility.await("the erasure ends")
        .atMost(PATIENCE)
        .until(
            () ->
                asAdmin("GET", "/api/v1/privacy/erasures/" + id, "")
                    .body()
                    .contains("\"state\":\"done\""));
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("bo@example.net");
      }
    }
    assertThat(asAdmin("POST", "/api/v1/jobs/prune", "").statusCode()).isEqualTo(202);
    Awaitility.await("the prune job ends")
        .atMost(PATIENCE)
        .until(() -> asAdmin("GET", "/api/v1/jobs", "").body().contains("\"completed\""));
  }

  private void shouldShowASenderItsOwnMailOnly(String token) throws Exception {
    String mail =
        "{\"from\":\"al@sender.test\",\"to\":\"bo@example.net\",\"text\":\"with a token\"}";
    HttpResponse<String> taken = send("POST", "/api/v1/messages", mail, token);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    String id =
        ControlJson.read(taken.body()).getJsonArray("messages").getJsonObject(0).getString("id");
    Awaitility.await("the sender finds its mail")
        .atMost(PATIENCE)
        .until(() -> send("GET", "/api/v1/messages/" + id, "", token).statusCode() == 200);
    var found = ControlJson.read(send("GET", "/api/v1/messages", "", token).body());
    assertThat(found.getJsonArray("messages"))
        .allSatisfy(
            m -> {
              assertThat(m.asJsonObject().getString("tenant")).isEqualTo("acme");
              assertThat(m.asJsonObject().getString("credential")).isEqualTo("t-send");
            });
  }

  /** The Authorization header of a new token of tenant acme. */
  private String token(String permission) throws Exception {
    String made =
        asAdmin(
                "PUT",
                "/api/v1/tenants/acme/credentials/t-" + permission,
                "{\"kind\":\"api-token\",\"permissions\":[\"" + permission + "\"]}")
            .body();
    return "Bearer " + ControlJson.read(made).getString("token");
  }

  private int ask(String operation, String tenant, String token) throws Exception {
    String[] words = operation.split(" ", 2);
    String path = words[1].replace("{tenant}", tenant).replaceAll("\\{[a-z]+}", "nothing");
    return send(words[0], path, "{}", token).statusCode();
  }

  private void shouldLetANewCredentialSendUntilItIsDeleted(Sink sink, ScriptedDns dns)
      throws Exception {
    asAdmin("PUT", "/api/v1/tenants/acme", "{\"own_domains_only\":false}");
    asAdmin("PUT", "/api/v1/tenants/acme/domains/sender.test", "{}");
    String path = "/api/v1/tenants/acme/credentials/c-shop";
    String made = asAdmin("PUT", path, "{\"kind\":\"smtp-user\",\"login_name\":\"shop\"}").body();
    String password = ControlJson.read(made).getString("password");

    Awaitility.await("the new login is known")
        .atMost(PATIENCE)
        .until(() -> submit(password, "allowed").startsWith("250"));
    Awaitility.await().atMost(PATIENCE).until(() -> sink.arrivals("allowed") > 0);
    shouldExplainWhatBecomesOfAMail();

    shouldSignWithAKeyOnceTheDnsShowsIt(sink, dns, password);
    assertThat(asAdmin("DELETE", path, "").statusCode()).isEqualTo(204);
    Awaitility.await("the login is refused")
        .atMost(PATIENCE)
        .until(() -> submit(password, "deleted").startsWith("535"));
    assertThat(asAdmin("DELETE", path, "").statusCode()).isEqualTo(204);
  }

  private void shouldExplainWhatBecomesOfAMail() throws Exception {
    String question =
        "{\"from\":\"al@sender.test\",\"to\":[\"bob@receiver.test\"],\"credential\":\"shop\"}";
    JsonObject answer = ControlJson.read(asAdmin("POST", "/api/v1/explain", question).body());

    assertThat(answer.getString("tenant")).as(answer.toString()).isEqualTo("acme");
    assertThat(answer.getJsonArray("recipients").toString()).contains("\"kind\":\"setting\"");
    Awaitility.await("the mail is in the view")
        .atMost(PATIENCE)
        .until(() -> relay.get("/api/v1/messages?tenant=acme").body().contains("\"id\""));
    String mails = asAdmin("GET", "/api/v1/messages?tenant=acme&limit=1", "").body();
    String id = ControlJson.read(mails).getJsonArray("messages").getJsonObject(0).getString("id");
    String story = asAdmin("GET", "/api/v1/messages/" + id + "/explain", "").body();
    assertThat(story).contains("\"topic\":\"state\"");
  }

  private void shouldLetAnAddressSendForATimeAfterALoginOverPop(Sink sink, int popPort)
      throws Exception {
    String path = "/api/v1/tenants/acme/credentials/c-scanner";
    String made = asAdmin("PUT", path, "{\"kind\":\"smtp-user\",\"login_name\":\"scan\"}").body();
    String password = ControlJson.read(made).getString("password");
    assertThat(submitWithoutLogin("before")).doesNotStartWith("250");
    assertThat(asAdmin("GET", "/health", "").body()).contains("whoever shares an opened address");

    Awaitility.await("the address is open")
        .atMost(PATIENCE)
        .until(
            () ->
                PopClient.logIn(popPort, "scan", password).startsWith("+OK")
                    && submitWithoutLogin("opened").startsWith("250"));
    Awaitility.await().atMost(PATIENCE).until(() -> sink.arrivals("opened") > 0);
    Awaitility.await("the address is closed again")
        .atMost(PATIENCE)
        .until(() -> !submitWithoutLogin("after").startsWith("250"));
  }

  private String submitWithoutLogin(String marker) throws IOException {
    try (LoginClient client = new LoginClient(relay.smtpPort())) {
      return client.send("al@sender.test", marker);
    }
  }

  private void shouldSendWaitingMailByTheRouteThatItsStreamHasNow(Sink sink) throws Exception {
    String stream = "/api/v1/tenants/acme/streams/receipts";
    asAdmin("PUT", stream, "{\"lane\":\"transactional\",\"route\":\"nowhere\"}");
    String retry = "{\"retry\":{\"delays\":[\"PT1S\"],\"expire_after\":\"P2D\"}}";
    asAdmin("PATCH", stream, retry);
    String made =
        asAdmin(
                "PUT",
                "/api/v1/tenants/acme/credentials/c-till",
                "{\"kind\":\"smtp-user\",\"login_name\":\"shop\",\"scope\":{\"streams\":[\"receipts\"]}}")
            .body();
    String password = ControlJson.read(made).getString("password");
    Awaitility.await("the login of the stream is known")
        .atMost(PATIENCE)
        .until(() -> submit(password, "waiting").startsWith("250"));
    Awaitility.await("it waits, for its route leads nowhere")
        .atMost(PATIENCE)
        .until(() -> relay.get("/api/v1/messages?tenant=acme").body().contains("deferred"));
    assertThat(sink.arrivals("waiting")).isZero();

    asAdmin("PATCH", stream, "{\"route\":null}");

    Awaitility.await("it takes the usual route")
        .atMost(PATIENCE)
        .until(() -> sink.arrivals("waiting") > 0);
    steps(password).shouldRefuseAtTheDoorsWhatIsStopped();
  }

  private void shouldObeyAChangedSettingAndItsRollbackWithoutARestart() throws Exception {
    String route = "/api/v1/diagnose/route?recipient=bob@live.test";
    assertThat(relay.get(route).body()).contains("sink");

    asAdmin("PATCH", "/api/v1/settings", "{\"route.default\":\"sandbox\"}");
    Awaitility.await("the new default route holds")
        .atMost(PATIENCE)
        .until(() -> relay.get(route).body().contains("sandbox"));

    asAdmin("POST", "/api/v1/settings/rollback", "{\"version\":0}");
    Awaitility.await("the route of the file holds again")
        .atMost(PATIENCE)
        .until(() -> relay.get(route).body().contains("sink"));
    assertThat(asAdmin("GET", "/api/v1/audit?subject=settings%20live", "").body())
        .contains("route.default");
  }

  private void shouldSignWithAKeyOnceTheDnsShowsIt(Sink sink, ScriptedDns dns, String password)
      throws Exception {
    String domain = "/api/v1/tenants/acme/domains/sender.test";
    assertThat(sink.isSigned("allowed")).isFalse();
    String made = asAdmin("POST", domain + "/keys", "{\"algorithms\":[\"ed25519-sha256\"]}").body();
    assertThat(made).contains("\"pending\"").doesNotContain("sealed");

    JsonObject record =
        ControlJson.read(made).getJsonArray("keys").getJsonObject(0).getJsonObject("publish");
    dns.text(record.getString("name"), record.getString("text"));

    Awaitility.await("the schedule sees the key")
        .atMost(PATIENCE)
        .until(() -> asAdmin("GET", domain + "/keys", "").body().contains("\"active\""));
    assertThat(asAdmin("POST", domain + "/verify", "").body()).contains("\"verified\"");
    assertThat(submit(password, "signed")).startsWith("250");
    Awaitility.await().atMost(PATIENCE).until(() -> sink.arrivals("signed") > 0);
    assertThat(sink.isSigned("signed")).isTrue();
    steps(password).shouldSignOnAfterANewMasterKey(sink);
    new FeedbackSteps(this::asAdmin, marker -> submit(password, marker), inboundPort, circle)
        .shouldTieWhatComesBackToItsMail(sink);
    var suppression = new SuppressionSteps(this::asAdmin, marker -> submit(password, marker));
    suppression.shouldHoldBackWhoBouncedForGood(sink);
    suppression.shouldHoldBackWhoIsPutOnTheList(sink);
    new UnsubscribeSteps(this::asAdmin, marker -> submit(password, marker))
        .shouldUnsubscribeByOnePost(sink);
    assertThat(asAdmin("GET", domain + "/dns", "").body()).contains("\"dkim\"", "\"ok\"");
    assertThat(asAdmin("GET", "/api/v1/audit?actor=system", "").body()).contains("dkim-key");
  }

  private OperatorSteps steps(String password) {
    return new OperatorSteps(
        this::asAdmin,
        (method, path, body) -> send(method, path, body, basic("shop:" + password)),
        marker -> submit(password, marker));
  }

  /** The reply to a login and, when it is taken, to a mail. */
  private String submit(String password, String marker) throws IOException {
    try (LoginClient client = new LoginClient(relay.smtpPort())) {
      String login = client.logIn("shop", password);
      return login.startsWith("235") ? client.send("al@sender.test", marker) : login;
    }
  }

  private HttpResponse<String> asAdmin(String method, String path, String body) throws Exception {
    Matcher password = PASSWORD.matcher(Files.readString(folder.resolve("relay.log")));
    assertThat(password.find()).isTrue();
    HttpResponse<String> answer = send(method, path, body, basic("admin:" + password.group(1)));
    assertThat(answer.statusCode()).as(method + " " + path + ": " + answer.body()).isLessThan(300);
    return answer;
  }

  private HttpResponse<String> send(String method, String path, String body, String login)
      throws Exception {
    // Over HTTP/1.1 the server itself refuses a body where it has no meaning.
    boolean takesBody = !method.equals("GET") && !method.equals("DELETE");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(relay.http(path))
            .timeout(PATIENCE)
            .header(
                "Content-Type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
            .method(method, takesBody ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
    PeopleSteps.show(login, request);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
