package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;
import relay.domain.mail.Content;
import relay.domain.routing.ScriptedDns;
import relay.domain.signing.DkimKeyLookup.Answer;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.VerifierLimits;
import relay.domain.signing.command.DkimCommand;
import relay.domain.tlsreport.ReportedPolicy;
import relay.domain.tlsreport.TlsFailure;
import relay.domain.tlsreport.TlsReporting;
import relay.domain.transport.TlsFault;

/** A day's TLS sessions become a report in somebody's mailbox (RFC 8460). */
final class TlsReportSteps implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String TO = "tls@receiver.test";
  private static final Pattern PUBLISHED = Pattern.compile("(\\S+)\\. IN TXT \\( (.*) \\)");
  private static final Pattern PACKED =
      Pattern.compile("application/tlsrpt\\+gzip.*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)", Pattern.DOTALL);
  private final ScriptedDns dns = ScriptedDns.start();
  private final Map<String, List<String>> published = new HashMap<>();

  /** Before its start: keys of the reporter, and who wants reports. */
  void prepare(RelayProcess relay) throws IOException {
    Path data = relay.data();
    var told = new ByteArrayOutputStream();
    int exit =
        new DkimCommand(data, new SecureRandom())
            .run(
                List.of("create", "reports.test", "--selector", "tls"),
                new PrintStream(told, true, StandardCharsets.UTF_8));
    assertThat(exit).isZero();
    Matcher records = PUBLISHED.matcher(told.toString(StandardCharsets.UTF_8));
    while (records.find()) {
      String text = records.group(2).replaceAll("\"( \")?", "");
      published.put(records.group(1), List.of(text));
    }
    assertThat(published).hasSize(2);
    dns.text("_smtp._tls.receiver.test", "v=TLSRPTv1; rua=mailto:" + TO);
    relay.set("dns.servers", dns.server()).set("tls-reports.spread", "0s");
    relay.set("tls-reports.from", "tls-reports@reports.test");
  }

  /** Yesterday, as counted by a relay. */
  void count(String url) throws SQLException {
    ReportedPolicy policy = ReportedPolicy.of(TlsReporting.STS);
    TlsFailure failure = TlsReporting.failure(TlsFault.CERTIFICATE_EXPIRED, "mx.receiver.test");
    try (Connection connection = DriverManager.getConnection(url, "relay", "")) {
      insert(connection, "well", policy, "", 40);
      insert(connection, "ill", policy, failure.text(), 2);
    }
  }

  private static void insert(
      Connection connection, String id, ReportedPolicy policy, String failure, long sessions)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into tls_session (day_date, domain, id, policy, failure, sessions)"
                + " values (?, 'receiver.test', ?, ?, ?, ?)")) {
      insert.setObject(1, yesterday());
      insert.setString(2, id);
      insert.setString(3, policy.text());
      insert.setString(4, failure);
      insert.setLong(5, sessions);
      insert.executeUpdate();
    }
  }

  private static LocalDate yesterday() {
    return LocalDate.now(ZoneOffset.UTC).minusDays(1);
  }

  void shouldBeMailed(Sink sink) throws IOException {
    Awaitility.await("the report of yesterday").atMost(PATIENCE).until(() -> sink.arrivals(TO) > 0);
    byte[] mail = sink.whole(TO);

    assertThat(sink.field(TO, "TLS-Report-Domain")).isEqualTo("receiver.test");
    assertThat(sink.field(TO, "TLS-Report-Submitter")).isEqualTo("reports.test");
    assertThat(sink.field(TO, "Content-Type"))
        .contains("multipart/report")
        .contains("report-type=")
        .contains("tlsrpt");
    var verifier = new DkimVerifier(this::key, InstantSource.system(), VerifierLimits.DEFAULT);
    assertThat(verifier.verify(Content.of(mail)))
        .extracting(DkimResult::status)
        .hasSize(2)
        .containsOnly(DkimStatus.PASS);
    shouldBeADocument(mail);
  }

  /** RFC 8460 4.4, field by field. */
  private static void shouldBeADocument(byte[] mail) throws IOException {
    Matcher packed = PACKED.matcher(new String(mail, StandardCharsets.ISO_8859_1));
    assertThat(packed.find()).isTrue();
    byte[] octets = Base64.getMimeDecoder().decode(packed.group(1));
    String json;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(octets))) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    JsonObject report = ControlJson.read(json);
    assertThat(report.getString("organization-name")).isNotBlank();
    assertThat(report.getString("contact-info")).contains("reports.test");
    assertThat(report.getString("report-id")).isNotBlank();
    JsonObject range = report.getJsonObject("date-range");
    assertThat(range.getString("start-datetime")).isEqualTo(yesterday() + "T00:00:00Z");
    assertThat(range.getString("end-datetime")).startsWith(yesterday() + "T23:59:59");
    JsonObject policy = report.getJsonArray("policies").getJsonObject(0);
    assertThat(policy.getJsonObject("policy").getString("policy-type")).isEqualTo("sts");
    assertThat(policy.getJsonObject("summary").getInt("total-successful-session-count"))
        .isEqualTo(40);
    assertThat(policy.getJsonObject("summary").getInt("total-failure-session-count")).isEqualTo(2);
    JsonObject failure = policy.getJsonArray("failure-details").getJsonObject(0);
    assertThat(failure.getString("result-type")).isEqualTo("certificate-expired");
    assertThat(failure.getInt("failed-session-count")).isEqualTo(2);
    assertThat(failure.getString("receiving-mx-hostname")).isEqualTo("mx.receiver.test");
  }

  private Answer key(String name) {
    return published.containsKey(name)
        ? new Answer.Found(published.get(name))
        : new Answer.Missing();
  }

  @Override
  public void close() {
    dns.close();
  }
}
