package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactCommandTest {
  private static final String PATH = "/api/v1/tenants/acme/contacts";
  private static final String ANN =
      "{\"id\":\"7\",\"address\":\"ann@example.org\",\"locale\":\"de\",\"attributes\":{\"age\":41},"
          + "\"consents\":{\"news\":\"confirmed\"}}";
  private static final String FOUND = "{\"contacts\":[" + ANN + "],\"next_cursor\":\"7\"}";
  private static final String TYPES =
      "{\"attributes\":[{\"id\":\"age\",\"type\":\"number\"},{\"id\":\"vip\",\"type\":\"boolean\"},"
          + "{\"id\":\"tags\",\"type\":\"list\"},{\"id\":\"born\",\"type\":\"date\"}]}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldSendEachAttributeByItsType() {
    relay.answers(200, TYPES);
    relay.answers(201, ANN);

    run(
        "create",
        "ann@example.org",
        "age=41",
        "vip=yes",
        "tags=a,b",
        "born=1984-05-01",
        "zone=UTC");

    assertThat(relay.asked().get(1))
        .isEqualTo(
            "POST "
                + PATH
                + " {\"zone\":\"UTC\",\"attributes\":{\"age\":41,\"vip\":true,"
                + "\"tags\":[\"a\",\"b\"],\"born\":\"1984-05-01\"},"
                + "\"address\":\"ann@example.org\"}");
    assertThat(relay.told().lines())
        .containsExactly(
            "contact 7 ann@example.org", "  locale de", "  age 41", "  lists news confirmed");
  }

  @Test
  void shouldChangeTheContactOfAnAddress() {
    relay.answers(200, TYPES);
    relay.answers(200, FOUND);
    relay.answers(200, ANN);

    run("set", "ann@example.org", "zone=null", "age=null");

    assertThat(relay.asked().get(1)).isEqualTo("GET " + PATH + "?address=ann%40example.org");
    assertThat(relay.asked().get(2))
        .isEqualTo("PATCH " + PATH + "/7 {\"zone\":null,\"attributes\":{\"age\":null}}");
  }

  @Test
  void shouldListWithTheConditionsThatWereGiven() {
    relay.answers(200, FOUND);

    run("list", "--list", "news", "--state", "confirmed", "--limit", "1");

    assertThat(relay.asked()).containsExactly("GET " + PATH + "?limit=1&list=news&state=confirmed");
    assertThat(relay.told()).contains("ADDRESS", "ann@example.org", "news confirmed", "--cursor 7");
  }

  @Test
  void shouldGiveAConsentWithItsProof() {
    relay.answers(200, FOUND);
    relay.answers(200, "{\"list\":\"news\",\"state\":\"pending\",\"changed\":true}");

    run("consent", "ann@example.org", "news", "confirmed", "--source", "form", "--wording", "v3");

    assertThat(relay.asked().get(1))
        .startsWith("PUT " + PATH + "/7/consents/news {\"state\":\"confirmed\"")
        .contains("\"source\":\"form\"", "\"wording\":\"v3\"");
    assertThat(relay.told().strip()).isEqualTo("ann@example.org is now pending on list news.");
  }

  @Test
  void shouldShowTheProofsOfAContactById() {
    relay.answers(
        200,
        "{\"consents\":[{\"at\":\"2026-01-31T12:00:00Z\",\"list\":\"news\",\"state\":\"pending\","
            + "\"source\":\"form\",\"ip\":\"192.0.2.7\"}]}");

    run("proofs", "7");

    assertThat(relay.asked()).containsExactly("GET " + PATH + "/7/consents");
    assertThat(relay.told()).contains("WORDING", "192.0.2.7", "form");
  }

  @Test
  void shouldAskToConfirmOnceMore() {
    relay.answers(202, "{\"list\":\"news\",\"asked\":true}");

    run("ask", "7", "news");

    assertThat(relay.asked()).containsExactly("POST " + PATH + "/7/consents/news/confirmation {}");
    assertThat(relay.told()).contains("within seconds");
  }

  @Test
  void shouldTellWhatBecameOfTheMailsThatAsked() {
    relay.answers(
        200,
        "{\"confirmations\":[{\"asked_at\":\"2026-01-31T12:00:00Z\",\"problem\":\"the list was"
            + " removed\"}]}");

    run("asked", "7", "news");

    assertThat(relay.asked()).containsExactly("GET " + PATH + "/7/consents/news/confirmation");
    assertThat(relay.told()).contains("PROBLEM", "the list was removed");
  }

  @Test
  void shouldCountASegmentAndShowSomeOfIt() {
    relay.answers(200, "{\"count\":1204,\"sample\":[" + ANN + "]}");

    run("segment", "readers", "--limit", "1");

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/tenants/acme/segments/readers/contacts?sample=1");
    assertThat(relay.told().lines())
        .containsExactly("1204 contacts; those made last:", "  ann@example.org");
  }

  @Test
  void shouldHandInAFileWithItsOrder() {
    relay.answers(202, "{\"id\":\"17\"}");

    run(
        "import",
        "-",
        "--list",
        "news,weekly",
        "--origin",
        "fair 2026",
        "--wording",
        "v3",
        "--map",
        "E-Mail=address,x=-",
        "--dry-run");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/contact-imports?dry_run=true&leave_roles=false"
                + "&origin=fair%202026&wording=v3&list=news&list=weekly"
                + "&map=E-Mail%3Daddress&map=x%3D- email\nann@example.org");
    assertThat(relay.told()).contains("Import 17");
  }

  @Test
  void shouldShowStopAndReportImports() {
    relay.answers(
        200,
        "{\"imports\":[{\"id\":\"17\",\"state\":\"running\",\"percent\":42,"
            + "\"created_at\":\"2026-01-31T12:00:00Z\",\"order\":{\"dry_run\":true},\"counts\":"
            + "{\"rows\":9,\"added\":5,\"changed\":1,\"faulty\":2,\"suppressed\":1}}]}");
    relay.answers(200, "line,kind,column,what\r\n");
    relay.answers(204, "");
    relay.answers(200, "id,address\r\n");

    run("imports");
    run("import-report", "17");
    run("import-stop", "17");
    run("export", "--list", "news", "--format", "csv");

    String imports = "/api/v1/tenants/acme/contact-imports";
    assertThat(relay.asked())
        .containsExactly(
            "GET " + imports,
            "GET " + imports + "/17/report",
            "DELETE " + imports + "/17",
            "GET /api/v1/tenants/acme/contact-export?format=csv&list=news");
    assertThat(relay.told()).contains("running (dry)", "42 %", "line,kind", "id,address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"import", "import-stop", "imports x", "export x"})
  void shouldSayWhatAFileVerbNeeds(String words) {
    assertThatThrownBy(() -> run(words.split(" "))).isInstanceOf(Refusal.class);
    assertThat(relay.asked()).isEmpty();
  }

  @Test
  void shouldTakeAContactAway() {
    relay.answers(200, FOUND);
    relay.answers(204, "");

    assertThat(run("delete", "ann@example.org")).isZero();

    assertThat(relay.asked().get(1)).isEqualTo("DELETE " + PATH + "/7");
  }

  @Test
  void shouldSayThatThereIsNoSuchContact() {
    relay.answers(200, "{\"contacts\":[]}");

    assertThatThrownBy(() -> run("show", "bob@example.org"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.NOT_FOUND))
        .hasMessageContaining("bob@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "show", "list x", "set a@b.example", "consent a@b.example news", "fly"})
  void shouldTellHowItIsCalled(String words) {
    assertThatThrownBy(() -> run(words.isEmpty() ? new String[0] : words.split(" ")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE))
        .hasMessageContaining("relay contact list");
    assertThat(relay.asked()).isEmpty();
  }

  @Test
  void shouldTellItsOptionsAndExamplesInLinesThatFit() {
    String help = new ContactCommand(null, relay::client).help();

    assertThat(help).contains("--wording V", "relay contact create");
    assertThat(help.lines()).allMatch(line -> line.length() <= 160);
  }

  private int run(String... words) {
    var line = new java.util.ArrayList<>(List.of(words));
    if (words.length > 0) {
      line.addAll(List.of("--tenant", "acme"));
    }
    return new ContactCommand(
            new ByteArrayInputStream("email\nann@example.org\n".getBytes(StandardCharsets.UTF_8)),
            relay::client)
        .run(line, relay.console());
  }
}
