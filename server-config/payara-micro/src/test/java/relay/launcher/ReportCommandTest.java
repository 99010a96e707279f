package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String HEAD =
      "\"id\":\"0f34\",\"kind\":\"dmarc\",\"domain\":\"acme.example\",\"organization\":\"R\","
          + "\"begin\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T23:59:59Z\","
          + "\"messages\":42,\"passed\":40,\"pass_rate\":0.9524";
  @TempDir Path folder;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldListReportsOfATenant() {
    relay.answers(200, "{\"reports\":[{" + HEAD + "}],\"next_cursor\":\"0f34\"}");

    report("list", "--tenant", "acme", "--domain", "acme.example", "--kind", "dmarc");

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/tenants/acme/reports?domain=acme.example&kind=dmarc");
    assertThat(relay.told())
        .contains("0f34  dmarc  acme.example  2026-01-01T00:00:00Z  R     42 messages  95.2 %")
        .contains("--cursor 0f34");
  }

  @Test
  void shouldListTlsReportsThatWeSend() {
    relay.answers(
        200,
        "{\"reports\":[{\"id\":\"1f\",\"day\":\"2026-01-01\",\"domain\":\"example.org\","
            + "\"to\":\"mailto:tls@example.org\",\"successful_sessions\":7,"
            + "\"failed_sessions\":2,\"state\":\"waiting\",\"answer\":\"answered 503\"}]}");

    report("outgoing", "--domain", "example.org");

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/tls-reports/outgoing?domain=example.org");
    assertThat(relay.told())
        .contains("1f  2026-01-01  example.org  mailto:tls@example.org  7     2       waiting");
  }

  @Test
  void shouldShowOneThatWeSent() {
    relay.answers(200, "{\"id\":\"1f\",\"document\":{}}");

    report("outgoing", "1f");

    assertThat(relay.asked()).containsExactly("GET /api/v1/tls-reports/outgoing/1f");
    assertThat(relay.told()).contains("\"document\"");
  }

  @Test
  void shouldShowOneWithItsRows() {
    relay.answers(
        200,
        "{"
            + HEAD
            + ",\"rows\":[{\"address\":\"192.0.2.1\",\"messages\":40,\"result\":\"pass\","
            + "\"dkim_aligned\":true,\"spf_aligned\":false,\"header_from\":\"acme.example\"}]}");

    report("show", "0f34", "--tenant", "acme");

    assertThat(relay.asked()).containsExactly("GET /api/v1/tenants/acme/reports/0f34");
    assertThat(relay.told())
        .contains("dmarc report from R about acme.example")
        .contains("192.0.2.1  40     pass    yes   no   -     acme.example");
  }

  @Test
  void shouldShowSessionsOfATlsReport() {
    relay.answers(
        200,
        "{\"id\":\"1\",\"kind\":\"tls\",\"domain\":\"acme.example\",\"begin\":\"a\",\"end\":\"b\","
            + "\"sessions\":9,\"passed\":7,\"rows\":[{\"result\":\"certificate-expired\","
            + "\"sessions\":2,\"policy_type\":\"sts\",\"receiving_mx\":\"mx.acme.example\"}]}");

    report("show", "1");

    assertThat(relay.told())
        .contains("tls report from nobody", "9 sessions")
        .contains("certificate-expired  2         sts     -       mx.acme.example");
  }

  @Test
  void shouldTellSourcesAndTrend() {
    relay
        .answers(
            200,
            "{\"sources\":[{\"address\":\"192.0.2.1\",\"standing\":\"unknown\",\"messages\":7,"
                + "\"pass_rate\":0.0,\"last_day\":\"2026-01-07\"}]}")
        .answers(
            200,
            "{\"days\":[{\"day\":\"2026-01-01\",\"messages\":7,\"sources\":2,\"pass_rate\":1.0,"
                + "\"dkim_rate\":0.5,\"spf_rate\":1.0}]}");

    report("sources", "--unknown", "--limit", "5");
    report("trend", "--from", "2026-01-01");

    assertThat(relay.asked())
        .containsExactly(
            "GET /api/v1/tenants/default/reports/sources?limit=5&unknown=true",
            "GET /api/v1/tenants/default/reports/trend?from=2026-01-01");
    assertThat(relay.told())
        .contains("192.0.2.1  unknown   -      7      0.0 %   2026-01-07")
        .contains("2026-01-01  7      100.0 %  50.0 %  100.0 %  2");
  }

  @Test
  void shouldUploadEachFileAndGoOnAfterOneThatIsNoReport() throws IOException {
    Path good = Files.writeString(folder.resolve("good"), "<feedback/>");
    Path bad = Files.writeString(folder.resolve("bad"), "hello");
    relay
        .answers(422, "{\"detail\":\"it is neither XML nor JSON\"}")
        .answers(201, "{" + HEAD + "}");

    int exitCode = report("upload", bad.toString(), good.toString(), "--tenant", "acme");

    assertThat(exitCode).isEqualTo(Refusal.REFUSED);
    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/reports hello",
            "POST /api/v1/tenants/acme/reports <feedback/>");
    assertThat(relay.complained()).contains("neither XML nor JSON");
    assertThat(relay.told()).contains("dmarc report 0f34");
  }

  @Test
  void shouldShowTheAnswerItselfToPrograms() {
    relay.answers(200, "{\"reports\":[]}");

    report("list", "--json");

    assertThat(relay.told().strip()).isEqualTo("{\"reports\":[]}");
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    for (String line : List.of("", "list x", "show", "upload", "remove x", "list --color red")) {
      assertThatThrownBy(() -> report(line.split(" "))).as(line).isInstanceOf(Refusal.class);
    }
    assertThat(relay.asked()).isEmpty();
  }

  private int report(String... words) {
    return new ReportCommand(relay::client).run(List.of(words), relay.console());
  }
}
