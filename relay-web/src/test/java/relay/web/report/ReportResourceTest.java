package relay.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.Administrator;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.QueuedCount;
import relay.domain.view.Reception;
import relay.domain.view.RecipientChange;
import relay.domain.view.RecipientRow;
import relay.domain.view.RecipientState;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;

class ReportResourceTest {
  private static final QueueId ID = new QueueId("0123456789abcdefghjk");
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String EVIL = "<script>alert('x')</script>\"&\u202e";
  private static final String PATH = "/api/v1/messages/" + ID + "/report";
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new ReportResource();
    resource.view = new OneMail();
    resource.configuration =
        RelayConfiguration.of(Map.of("node.host-name", "relay.example"), Map.of());
    resource.clock = () -> THEN.plusSeconds(60);
    peer = HttpPeer.of(resource, new ReportStyle());
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellNobodyButTheAdministrator() {
    assertThat(peer.get(PATH).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldProveTheDeliveryAsJsonUnlessAskedForAPage() {
    var response = peer.getAsAdmin(PATH);

    var report = HttpPeer.json(response);
    assertThat(report.getString("relay")).isEqualTo("relay.example");
    assertThat(report.getString("made_at")).isEqualTo("2026-01-01T00:01:00Z");
    assertThat(report.getJsonObject("mail").getString("client")).isEqualTo("198.51.100.7");
    var bob = report.getJsonArray("recipients").getJsonObject(0);
    assertThat(bob.getString("verdict")).contains("mx.b.example (192.0.2.25) took responsibility");
    var delivered = bob.getJsonArray("events").getJsonObject(0);
    assertThat(delivered.getString("tls")).isEqualTo("TLSv1.3 TLS_AES_128_GCM_SHA256");
    assertThat(delivered.getInt("attempt_ms")).isEqualTo(812);
    assertThat(report.getString("journal_sha256")).hasSize(64);
    assertThat(response.headers().firstValue("Vary")).contains("Accept");
  }

  @Test
  void shouldTellTheMailsTenantAndNobodyElsesSender() {
    assertThat(peer.getAs(People.ACME_READER, PATH).statusCode()).isEqualTo(200);
    assertThat(peer.getAs(People.ACME_SENDER, PATH).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldShowThePageToABrowser() {
    var response = get("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/html")
        .containsIgnoringCase("charset=utf-8");
    assertThat(response.body())
        .startsWith("<!DOCTYPE html>")
        .contains("href=\"report.css\"")
        .contains("took responsibility")
        .contains("250 2.0.0 queued")
        .contains("TLSv1.3 TLS_AES_128_GCM_SHA256")
        .contains("812 ms");
  }

  @Test
  void shouldShowAsTextWhateverMailAndServersSay() {
    assertThat(get("text/html").body())
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;")
        .doesNotContain("<script")
        .doesNotContain("\u202e");
  }

  @Test
  void shouldSayWhatItCanMake() {
    assertThat(get("image/png").statusCode()).isEqualTo(406);
    assertThat(get("text/html;q=0.5, application/json").body()).startsWith("{");
    assertThat(get("*/*").body()).startsWith("{");
    assertThat(peer.getAsAdmin("/api/v1/messages/zzzzzzzzzzzzzzzzzzzz/report").statusCode())
        .isEqualTo(404);
    assertThat(peer.getAsAdmin("/api/v1/messages/x/report").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldHaveAStyleForPaper() {
    assertThat(peer.get("/report.css").body()).contains("@page").contains("@media print");
  }

  private HttpResponse<String> get(String accept) {
    return peer.send(
        peer.request(PATH)
            .header("Authorization", HttpPeer.basic(Administrator.NAME, Filters.PASSWORD))
            .header("Accept", accept));
  }

  /** A mail whose every text is hostile. */
  private static final class OneMail implements MessageView {
    @Override
    public MessagePage find(MessageQuery query) {
      return new MessagePage(List.of(), Optional.empty());
    }

    @Override
    public Optional<MessageStory> story(QueueId id) {
      return id.equals(ID)
          ? Optional.of(new MessageStory(row(), List.of(received(), delivered()), true))
          : Optional.empty();
    }

    @Override
    public List<QueuedCount> queued(int limit) {
      return List.of();
    }

    private static MessageRow row() {
      var mail =
          new Reception(
              THEN,
              EVIL,
              EVIL,
              EVIL,
              10_240,
              "otp",
              EVIL,
              EVIL,
              new MailOwner("acme", "otp", "c-1"));
      var standing =
          new RecipientChange(
              RecipientState.DELIVERED,
              THEN,
              1,
              "b.example",
              "mx.b.example",
              "2.0.0",
              "250 2.0.0 queued " + EVIL,
              Optional.empty());
      return new MessageRow(ID, mail, List.of(new RecipientRow("bob@b.example", standing)));
    }

    private static String received() {
      return line(
          EventType.RECEIVED,
          0,
          Optional.empty(),
          Map.of("recipients", List.of("bob@b.example"), "client", "198.51.100.7", "helo", EVIL));
    }

    private static String delivered() {
      return line(
          EventType.DELIVERED,
          1,
          Optional.of(EmailAddress.parse("bob@b.example")),
          Map.of(
              "host", "mx.b.example",
              "host_address", "192.0.2.25",
              "tls", "TLSv1.3 TLS_AES_128_GCM_SHA256",
              "attempt_ms", 812L,
              "reply", "250 2.0.0 queued " + EVIL));
    }

    private static String line(
        EventType type, int attempt, Optional<EmailAddress> who, Map<String, Object> details) {
      var event = new MailEvent(type, THEN, Optional.of(ID), 0, attempt, who, details);
      return new String(EventJson.line("e1", event), StandardCharsets.UTF_8).strip();
    }
  }
}
