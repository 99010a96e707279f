package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;
import relay.endtoend.OperatorSteps.Asking;
import relay.endtoend.OperatorSteps.Submitting;

/**
 * The full circle: a mail goes out, a bounce and a complaint come back, the journal tells whose,
 * and everybody who is told hears the same.
 */
final class FeedbackSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern ID = Pattern.compile("[0-9a-z]{20}");
  private static final String STREAM = "/api/v1/tenants/acme/streams/transactional";
  private static final String RECIPIENT = "\"recipient\":\"bob@fast.test\"";
  private final Asking admin;
  private final Submitting mails;
  private final int inboundPort;
  private final CircleSteps circle;

  FeedbackSteps(Asking admin, Submitting mails, int inboundPort, CircleSteps circle) {
    this.circle = circle;
    this.admin = admin;
    this.mails = mails;
    this.inboundPort = inboundPort;
  }

  void shouldTieWhatComesBackToItsMail(Sink sink) throws Exception {
    admin.ask(
        "PUT",
        "/api/v1/tenants/acme/inbound-domains/bounce.sender.test",
        "{\"feedback\":true,\"other_mail\":\"refuse\"}");
    admin.ask("PUT", STREAM, "{\"lane\":\"transactional\",\"return_path\":\"token\"}");
    String[] last = new String[1];
    int[] tries = new int[1];
    Awaitility.await("mail goes out with a token")
        .atMost(PATIENCE)
        .until(
            () -> {
              String marker = "circle" + tries[0]++;
              last[0] = mails.submit(marker);
              Awaitility.await(marker).atMost(PATIENCE).until(() -> sink.arrivals(marker) > 0);
              return sink.returnPath(marker).startsWith("b-");
            });
    String path = sink.returnPath("circle" + (tries[0] - 1));
    assertThat(path).matches("b-[a-z2-7]{32}@bounce.sender.test");
    assertThat(sink.isSigned("circle" + (tries[0] - 1))).isTrue();
    Matcher id = ID.matcher(last[0]);
    assertThat(id.find()).as(last[0]).isTrue();

    // what the key before signed still counts
    assertThat(admin.ask("POST", "/api/v1/secrets/identity-keys/rotate", "").body())
        .contains("\"number\":1");
    circle.listen(admin);
    bounce(path, id.group());
    complaint(path.substring(2, path.indexOf('@')), id.group());
    circle.endListening(admin);
    forgery();
    report();
    admin.ask("PATCH", STREAM, "{\"return_path\":null}");
  }

  private void bounce(String path, String id) throws Exception {
    String bounce =
        "From: MAILER-DAEMON@mx.fast.test\r\nTo: "
            + path
            + "\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
            + "--x\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
            + "--x\r\nContent-Type: message/delivery-status\r\n\r\n"
            + "Reporting-MTA: dns; mx.fast.test\r\n\r\n"
            + "Final-Recipient: rfc822; bob@fast.test\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            + "Diagnostic-Code: smtp; 550 5.1.1 user unknown\r\n\r\n--x--";

    // The listener asks for changed rules once a second.
    Awaitility.await("the listener knows the domain")
        .atMost(PATIENCE)
        .until(() -> bring(path, bounce).startsWith("250"));

    String story = storyWith(id, "OUT_OF_BAND_BOUNCE");
    assertThat(story).contains("RECIPIENT_UNKNOWN", RECIPIENT, "\"tenant\":\"acme\"", "dmarc=");
    circle.shouldTellTheSame(admin, id, "OUT_OF_BAND_BOUNCE", ControlJson.read(story));
  }

  private void complaint(String token, String id) throws Exception {
    String report =
        "From: fbl@isp.test\r\nTo: fbl@bounce.sender.test\r\nSubject: complaint\r\n"
            + "MIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=feedback-report; boundary=x\r\n\r\n"
            + "--x\r\nContent-Type: text/plain\r\n\r\nA complaint.\r\n"
            + "--x\r\nContent-Type: message/feedback-report\r\n\r\n"
            + "Feedback-Type: abuse\r\nUser-Agent: isp/1\r\nVersion: 1\r\n\r\n"
            + "--x\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nX-Relay-Token: "
            + token
            + "\r\n\r\n--x--";

    assertThat(bring("fbl@bounce.sender.test", report)).startsWith("250");

    String story = storyWith(id, "COMPLAINED");
    assertThat(story).contains("abuse", RECIPIENT);
    circle.shouldTellTheSame(admin, id, "COMPLAINED", ControlJson.read(story));
  }

  /** What proves nothing changes nothing, and who is nobody gets nothing. */
  private void forgery() throws Exception {
    String forged = "b-2" + "a".repeat(31) + "@bounce.sender.test";

    assertThat(bring(forged, "Subject: Undelivered\r\n\r\n<bob@fast.test>: 550 5.1.1 unknown"))
        .startsWith("250");
    assertThat(bring("bob@bounce.sender.test", "Subject: x\r\n\r\nhi")).startsWith("550 5.1.1");
    assertThat(bring("bob@elsewhere.test", "Subject: x\r\n\r\nhi")).startsWith("550 5.7.1");

    Awaitility.await("it is counted")
        .atMost(PATIENCE)
        .until(() -> ignored(admin.ask("GET", "/metrics", "").body()));
  }

  /** What another server reports about the domain that the mail is from. */
  private void report() throws Exception {
    long begin = Instant.now().minus(Duration.ofDays(1)).getEpochSecond();
    String report =
        "From: dmarc@isp.test\r\nSubject: Report Domain: sender.test\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: application/xml\r\n\r\n"
            + "<feedback><report_metadata><org_name>isp.test</org_name><report_id>7</report_id>"
            + "<date_range><begin>%d</begin><end>%d</end></date_range></report_metadata>\r\n"
                .formatted(begin, begin + 3600)
            + "<policy_published><domain>sender.test</domain><p>none</p></policy_published>\r\n"
            + "<record><row><source_ip>192.0.2.1</source_ip><count>5</count><policy_evaluated>"
            + "<disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated>"
            + "</row><identifiers><header_from>sender.test</header_from></identifiers>"
            + "<auth_results/></record></feedback>";

    assertThat(bring("dmarc@bounce.sender.test", report)).startsWith("250");

    Awaitility.await("the report counts")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(admin.ask("GET", "/api/v1/tenants/acme/reports/sources", "").body())
                    .contains("192.0.2.1", "\"messages\":5"));
    assertThat(admin.ask("GET", "/api/v1/replies/unknown", "").body()).contains("\"replies\"");
    assertThat(
            admin
                .ask(
                    "POST",
                    "/api/v1/diagnose/spf",
                    "{\"ip\":\"192.0.2.1\",\"from\":\"bob@sender.test\"}")
                .body())
        .contains("\"result\"");
  }

  private static boolean ignored(String metrics) {
    return metrics
        .lines()
        .anyMatch(l -> l.contains("feedback_ignored") && !l.startsWith("#") && !l.endsWith(" 0"));
  }

  private String storyWith(String id, String event) throws Exception {
    String path = "/api/v1/messages/" + id;
    Awaitility.await(event)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(admin.ask("GET", path, "").body()).contains(event));
    return admin.ask("GET", path, "").body();
  }

  private String bring(String to, String mail) throws IOException {
    try (LoginClient client = new LoginClient(inboundPort)) {
      return client.bring("", to, mail);
    }
  }
}
