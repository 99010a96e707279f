package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first run, against a relay that says what the test says. */
class SetupCommandTest {
  private static final String NOTHING = "{\"detail\":\"there is none\"}";
  private static final String TENANT = "/api/v1/tenants/default";
  private static final String SANDBOX =
      "{\"summary\":\"it goes now\",\"door\":[{\"topic\":\"signing\",\"says\":\"it is signed with"
          + " s1\"}],\"recipients\":[{\"address\":\"x\",\"steps\":[{\"topic\":\"route\","
          + "\"effect\":\"go\",\"says\":\"it goes into the sandbox\"}]}]}";
  private static final String KEYS =
      "{\"keys\":[{\"selector\":\"r1\",\"algorithm\":\"rsa-sha256\",\"state\":\"pending\","
          + "\"since\":\"2026-01-01T00:00:00Z\",\"dns\":\"missing\",\"publish\":"
          + "{\"name\":\"r1._domainkey.acme.example\",\"text\":\"v=DKIM1\"}}]}";
  private final List<String> mails = new ArrayList<>();
  private boolean isTerminal;
  private String typed = "";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay().answers(404, NOTHING);

  @BeforeEach
  void start() {
    relay.answersTo("GET /api/v1/session", 200, "{}");
    relay.answersTo("GET " + TENANT + " ", 200, "{\"id\":\"default\"}");
    relay.answersTo("GET " + TENANT, 200, "{\"id\":\"default\"}");
    relay.answersTo("GET " + TENANT + "/domains/acme.example", 404, NOTHING);
    relay.answersTo("GET " + TENANT + "/credentials", 404, NOTHING);
    relay.answersTo("POST " + TENANT + "/domains", 201, "{\"id\":\"acme.example\"}");
    relay.answersTo(
        "POST " + TENANT + "/domains/acme.example/verify", 409, "{\"detail\":\"publish it\"}");
    relay.answersTo("POST " + TENANT + "/credentials", 201, "{\"password\":\"xrnccgfr\"}");
    relay.answersTo("POST /api/v1/explain", 200, SANDBOX);
    relay.answersTo(
        "GET " + TENANT + "/domains/acme.example/dns",
        200,
        "{\"domain\":\"acme.example\",\"ready\":false,\"records\":[{\"purpose\":\"spf\","
            + "\"state\":\"ok\",\"required\":true,\"type\":\"TXT\","
            + "\"name\":\"acme.example\",\"value\":\"v=spf1\",\"advice\":\"\"},"
            + "{\"purpose\":\"verification\",\"state\":\"missing\",\"required\":true,\"type\":\"TXT\",\"name\":\"_relay.acme.example\",\"value\":\"t=abc\",\"advice\":\"publish"
            + " it\"}]}");
    relay.answersTo("GET " + TENANT + "/domains/acme.example/keys", 200, KEYS);
    relay.answersTo("GET /api/v1/messages/abc", 200, story("delivered"));
  }

  @Test
  void shouldMakeWhatIsMissingShowTheRecordsAndFollowTheTestMail() {
    int exitCode = setup("--domain", "Acme.example", "--to", "you@example.net");

    assertThat(exitCode).isZero();
    assertThat(relay.asked())
        .contains(
            "POST " + TENANT + "/domains {\"id\":\"acme.example\"}",
            "POST "
                + TENANT
                + "/credentials"
                + " {\"kind\":\"smtp-user\",\"login_name\":\"acme\",\"id\":\"c-acme\"}");
    assertThat(mails).containsExactly("postmaster@acme.example to you@example.net");
    assertThat(relay.told())
        .contains("Tenant default\n  is there", "Domain acme.example\n  is made")
        .contains("password:   xrnccgfr", "not verified yet: publish it")
        .contains("it goes into the sandbox", "  r1, rsa-sha256: pending")
        .contains("verification  missing", "_relay.acme.example. IN TXT ( \"t=abc\" )")
        .contains("delivered: 250 taken", "relay message show abc")
        .endsWith("Left to do: publish the records above, then call relay setup again\n");
  }

  @Test
  void shouldChangeNothingWhenAllIsThere() {
    relay.answersTo("GET " + TENANT + "/domains/acme.example", 200, "{\"id\":\"acme.example\"}");
    relay.answersTo("GET " + TENANT + "/credentials/c-acme", 200, "{\"id\":\"c-acme\"}");
    relay.answersTo(
        "POST " + TENANT + "/domains/acme.example/verify", 200, "{\"state\":\"verified\"}");

    int exitCode = setup("--domain", "acme.example");

    assertThat(exitCode).isZero();
    assertThat(relay.asked())
        .noneMatch(asked -> asked.startsWith("POST " + TENANT + "/domains {"))
        .noneMatch(asked -> asked.startsWith("POST " + TENANT + "/credentials"))
        .noneMatch(asked -> asked.startsWith("PATCH"));
    assertThat(relay.told()).contains("verified: tenant default", "credential set c-acme");
  }

  @Test
  void shouldMakeTenantAndStreamWhenTheyAreAskedFor() {
    relay.answersTo("GET /api/v1/tenants/acme", 404, NOTHING);
    relay.answersTo("POST /api/v1/tenants", 201, "{\"id\":\"x\"}");
    relay.answersTo(
        "GET /api/v1/tenants/acme/domains/acme.example/dns",
        200,
        "{\"domain\":\"acme.example\",\"ready\":true,\"records\":[]}");
    relay.answersTo("GET /api/v1/tenants/acme/domains/acme.example/keys", 200, KEYS);

    setup("--domain", "acme.example", "--tenant", "acme", "--stream", "receipts");

    assertThat(relay.asked())
        .contains(
            "POST /api/v1/tenants {\"id\":\"acme\"}",
            "POST /api/v1/tenants/acme/streams {\"lane\":\"transactional\",\"id\":\"receipts\"}");
  }

  @Test
  void shouldSetTheRouteWhereSettingsAreLive() {
    relay.answersTo("PATCH /api/v1/settings", 200, "{\"version\":1}");

    setup("--domain", "acme.example", "--route", "smtp.provider.example:587");

    assertThat(relay.asked())
        .contains(
            "PATCH /api/v1/settings {\"route.default\":\"smarthost\","
                + "\"route.smarthost.hosts\":\"smtp.provider.example:587\"}");
    assertThat(relay.told()).contains("is set: route.default = smarthost");
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example, true",
    "mail.example:587, true",
    "192.0.2.7:587, true",
    "mail.example:25, false",
    "other.example:587, false",
    "[2001:db8::1]:587, false",
    "[2001:db8::1], false"
  })
  void shouldLeaveTheRouteThatIsThere(String route, boolean isThere) {
    relay.answersTo("PATCH /api/v1/settings", 200, "{\"version\":1}");
    relay.answersTo(
        "POST /api/v1/explain",
        200,
        "{\"recipients\":[{\"steps\":[{\"topic\":\"route\",\"says\":\"a"
            + " route\"},{\"topic\":\"hosts\",\"says\":\"tried in this order: mail.example"
            + " 192.0.2.7:587\"}]}]}");

    setup("--domain", "acme.example", "--route", route);

    assertThat(relay.asked().stream().noneMatch(asked -> asked.startsWith("PATCH")))
        .isEqualTo(isThere);
  }

  @Test
  void shouldSayWhatToWriteIntoTheSettingsFileWhereTheyAreNot() {
    setup("--domain", "acme.example", "--route", "mx");

    assertThat(relay.told())
        .contains("not set: there is none", "into the settings file", "    route.default = mx");
  }

  @Test
  void shouldMakeKeysWhereThereAreNone() {
    String keys = TENANT + "/domains/acme.example/keys";
    relay.answersTo("GET " + keys, 200, "{\"keys\":[]}");
    relay.answersTo("POST " + keys, 201, KEYS);

    setup("--domain", "acme.example");

    assertThat(relay.asked()).contains("POST " + keys + " {}");
    assertThat(relay.told()).contains("  r1, rsa-sha256: pending");
  }

  @Test
  void shouldFailAndExplainWhenTheTestMailIsNotDelivered() {
    relay.answersTo("GET /api/v1/messages/abc", 200, story("deferred"));
    relay.answersTo(
        "GET /api/v1/messages/abc/explain",
        200,
        "{\"summary\":\"it waits: no host\",\"recipients\":[]}");

    assertThat(setup("--domain", "acme.example")).isEqualTo(Refusal.FAILED);

    assertThat(relay.told()).contains("deferred: 250 taken", "it waits: no host");
  }

  @Test
  void shouldAskForWhatNoOptionTells() {
    isTerminal = true;
    typed = "acme.example\n\nsandbox\nyou@example.net\n";

    setup();

    assertThat(mails).containsExactly("postmaster@acme.example to you@example.net");
    assertThat(relay.told()).contains("Which domain", "[postmaster@acme.example]");
  }

  @Test
  void shouldAskAgainAfterAWrongAnswer() {
    isTerminal = true;
    typed =
        "acme..example\nACME.example\nme@other.example\nme@acme.example\nmail:0\nsandbox\nx\n\n";

    setup();

    assertThat(mails).containsExactly("me@acme.example to me@acme.example");
    assertThat(relay.told())
        .contains("acme..example: not a domain", "must be an address of acme.example")
        .contains("--route mail:0: must be mx, sandbox", "--to x: ");
  }

  @Test
  void shouldGiveUpAskingAfterSomeWrongAnswersAndAtTheEndOfTheInput() {
    isTerminal = true;
    typed = "a b\n".repeat(20);
    assertThatThrownBy(this::setup).isInstanceOf(Refusal.class).hasMessageContaining("a b");

    typed = "";
    assertThatThrownBy(this::setup).isInstanceOf(Refusal.class).hasMessageContaining("no answer");
  }

  @Test
  void shouldAskNothingWhereNoRelayAnswers() {
    isTerminal = true;
    typed = "acme.example\n";
    relay.close();

    assertThatThrownBy(this::setup)
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.DOWN));
    assertThat(relay.told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--domain nonsense..example",
        "--domain acme.example --from nobody",
        "--domain acme.example --from me@other.example",
        "--domain acme.example --from me@notacme.example",
        "--domain acme.example --route host:65536",
        "--domain acme.example --route host:0",
        "--domain acme.example --to nobody",
        "--domain acme.example --route http://x",
        "please"
      })
  void shouldRefuseWhatMakesNoSense(String words) {
    assertThatThrownBy(() -> setup(words.isEmpty() ? new String[0] : words.split(" ")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
    assertThat(relay.asked()).isEmpty();
  }

  private static String story(String state) {
    return "{\"id\":\"abc\",\"recipients\":[{\"state\":\""
        + state
        + "\",\"reply\":\"250 taken\"}]}";
  }

  private int setup(String... words) {
    var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    var doors =
        new SetupSteps.Doors(
            relay::client,
            wish -> {
              mails.add(wish.sender() + " to " + wish.recipient());
              return "250 2.0.0 queued as abc";
            });
    return new SetupCommand(in, () -> isTerminal, doors).run(List.of(words), relay.console());
  }
}
