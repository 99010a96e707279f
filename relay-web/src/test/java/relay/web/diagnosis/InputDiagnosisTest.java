package relay.web.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlState;
import relay.domain.feedback.reply.ReplyRule;
import relay.domain.feedback.reply.ReplyRuleKind;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.http.Administrator;
import relay.domain.signing.RfcMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.verification.FakeZone;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.mail.BodyReader;

/** The inputs of {@code relay diagnose} over HTTP, each on its way to the same document. */
class InputDiagnosisTest {
  private static final Charset UTF_8 = StandardCharsets.UTF_8;

  private final FakeZone dns =
      FakeZone.of(
          """
          brisbane._domainkey.football.example.com TXT v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
          _dmarc.example.com TXT v=DMARC1; p=reject; sp=quarantine
          example.com TXT v=spf1 ip4:192.0.2.1 -all
          football.example.com A 192.0.2.1
          down.example TIMEOUT
          """);
  private final ControlState state =
      Tenancies.state(
          ReplyRuleKind.REPLY_RULE.read(
              ReplyRule.key("acme", "gate"),
              1,
              ControlJson.read(
                  "{\"class\":\"MAILBOX_FULL\",\"phrases\":[\"gatekeeper ... amused\"],"
                      + "\"samples\":[\"554 the gatekeeper is not amused\"]}")));
  private final HttpPeer peer = HttpPeer.of(resource());

  @AfterEach
  void stop() {
    peer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":\"550 5.1.1 no such user\"} | RECIPIENT_UNKNOWN | true",
        "{\"text\":\"550 5.7.1 refused (S3140)\",\"provider\":\"microsoft\"} | IP_BLOCKED | false",
        "{\"text\":\"what is that\"} | UNKNOWN | false",
        "{\"text\":\"554 gatekeeper was amused\",\"tenant\":\"acme\"} | MAILBOX_FULL | false",
        "{\"text\":\"554 gatekeeper was amused\",\"tenant\":\"other\"} | UNKNOWN | false"
      })
  void shouldTellTheClassOfAReply(String question, String result, boolean hard) {
    JsonObject shown = HttpPeer.json(post("reply", question));

    assertThat(shown.getString("class")).isEqualTo(result);
    assertThat(shown.getBoolean("hard")).isEqualTo(hard);
    assertThat(shown).containsKeys("code", "status", "by");
  }

  @Test
  void shouldReadAMailThatCameBack() {
    String mail =
        """
        From: MAILER-DAEMON@mx.example.org
        Subject: failure notice
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        it did not work
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; bob@example.org
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 no such user

        --b--
        """;

    JsonObject shown = HttpPeer.json(post("mail", mail));

    assertThat(shown.getString("kind")).isEqualTo("bounce");
    assertThat(shown.getJsonArray("recipients").getJsonObject(0).getString("class"))
        .isEqualTo("RECIPIENT_UNKNOWN");
  }

  @Test
  void shouldCheckSpfWithTheQuestionsOfTheRelay() {
    JsonObject pass =
        HttpPeer.json(post("spf", "{\"ip\":\"192.0.2.1\",\"from\":\"bob@example.com\"}"));
    JsonObject fail =
        HttpPeer.json(post("spf", "{\"ip\":\"2001:db8::1\",\"from\":\"bob@example.com\"}"));

    assertThat(pass.getString("result")).isEqualTo("pass");
    assertThat(fail.getString("result")).isEqualTo("fail");
  }

  @Test
  void shouldTellADnsThatIsSilentFromADomainWithoutRecord() {
    JsonObject silent =
        HttpPeer.json(post("spf", "{\"ip\":\"192.0.2.1\",\"from\":\"bob@down.example\"}"));
    JsonObject none =
        HttpPeer.json(post("spf", "{\"ip\":\"192.0.2.1\",\"helo\":\"nowhere.example\"}"));

    assertThat(silent.getString("result")).isEqualTo("temperror");
    assertThat(none.getString("result")).isEqualTo("none");
    assertThat(none.getString("identity")).isEqualTo("helo");
  }

  @Test
  void shouldVerifySignaturesOfMailWithAnyLineEnds() {
    JsonObject shown = HttpPeer.json(post("dkim", RfcMail.SIGNED));
    JsonObject crlf = HttpPeer.json(post("dkim", RfcMail.SIGNED.replace("\n", "\r\n")));
    JsonObject changed = HttpPeer.json(post("dkim", RfcMail.SIGNED.replace("hungry", "angry")));

    assertThat(shown.getString("result")).isEqualTo("pass");
    assertThat(crlf).isEqualTo(shown);
    assertThat(changed.getString("result")).isEqualTo("fail");
  }

  @Test
  void shouldCheckDmarcWithAndWithoutWhoBroughtTheMail() {
    JsonObject alone = HttpPeer.json(post("dmarc", RfcMail.SIGNED));
    JsonObject sent =
        HttpPeer.json(
            post(
                "dmarc?ip=192.0.2.1&helo=mail.example.com&from=x@example.com",
                RfcMail.SIGNED.replace("hungry", "angry")));

    assertThat(alone.getString("result")).isEqualTo("pass");
    assertThat(alone).doesNotContainKey("spf");
    assertThat(alone.getString("policy")).isEqualTo("quarantine");
    assertThat(sent.getString("result")).isEqualTo("pass");
    assertThat(sent.getJsonObject("spf").getString("result")).isEqualTo("pass");
  }

  @Test
  void shouldReadAPackedReportAndSayWhyAnotherIsNone() throws IOException {
    String tls =
        """
        {"organization-name":"Receiver","report-id":"1","date-range":{
         "start-datetime":"2026-01-01T00:00:00Z","end-datetime":"2026-01-01T23:59:59Z"},
         "policies":[{"policy":{"policy-type":"sts","policy-domain":"example.org"},
         "summary":{"total-successful-session-count":3,"total-failure-session-count":1}}]}
        """;

    JsonObject shown = HttpPeer.json(post("report", packed(tls)));
    JsonObject none =
        HttpPeer.json(post("report", "<!DOCTYPE feedback><feedback/>".getBytes(UTF_8)));

    assertThat(shown.getString("kind")).isEqualTo("tls");
    assertThat(shown.getInt("failed")).isEqualTo(1);
    assertThat(none.getString("kind")).isEqualTo("none");
    assertThat(none.getString("reason")).contains("DTD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reply | {} | text",
        "reply | {\"text\":7} | text",
        "reply | {\"text\":\"550\",\"provider\":\"nobody\"} | provider",
        "spf | {\"ip\":\"192.0.2.1\"} | helo",
        "spf | {\"ip\":\"mail.example\",\"helo\":\"x\"} | ip",
        "spf | {\"helo\":\"x\"} | ip",
        "dmarc?ip=nowhere | From: a@b.example | ip"
      })
  void shouldNameWhatIsWrongWithAQuestion(String path, String body, String field) {
    var response = post(path, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(HttpPeer.json(response).getString("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({"mail", "dkim", "dmarc", "report"})
  void shouldRefuseABodyThatIsLargerThanTheSetting(String path) {
    var response = post(path, new byte[3000]);

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(HttpPeer.json(response).getString("detail")).contains("http.body-max");
  }

  private HttpResponse<String> post(String path, String body) {
    return post(path, body.getBytes(UTF_8));
  }

  private HttpResponse<String> post(String path, byte[] body) {
    boolean isJson = path.equals("reply") || path.equals("spf");
    return peer.send(
        peer.request("/api/v1/diagnose/" + path)
            .header("Authorization", HttpPeer.basic(Administrator.NAME, Filters.PASSWORD))
            .header("Content-Type", isJson ? "application/json" : "message/rfc822")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static byte[] packed(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private DiagnosisResource resource() {
    Map<String, String> settings = Map.of("http.body-max", "2KB");
    DiagnosisResource resource = DiagnosisResourceTest.resource(settings);
    resource.inputs = inputs(RelayConfiguration.of(settings, Map.of()));
    return resource;
  }

  private InputDiagnosis inputs(RelayConfiguration configuration) {
    var inputs = new InputDiagnosis();
    inputs.bodies = new BodyReader(configuration.http());
    inputs.configuration = configuration;
    inputs.dns = dns;
    inputs.rules = new TenantReplyRules(() -> state);
    inputs.clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    return inputs;
  }
}
