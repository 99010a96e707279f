package relay.web.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.figures.Figures;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueDepths;
import relay.domain.sandbox.MailPreview;
import relay.domain.sandbox.Sandbox;
import relay.domain.sandbox.SandboxMail;
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
import relay.web.Beans;
import relay.web.HttpPeer;

class PageResourceTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String EVIL = "<script>alert('x')</script>\"&\u202e";
  private static final String ID = "1";
  private static final QueueId MAIL = new QueueId("0123456789abcdefghjk");

  @Test
  void shouldSayThatNothingLeavesTheMachineAndListTheMails() {
    try (var peer = peer(Map.of())) {
      String page = peer.get("/").body();

      assertThat(page).contains("nothing leaves this machine").contains("\"sandbox/1\"");
      assertThat(page).contains("curl smtp://127.0.0.1:2525").contains("swaks --server 127.0.0.1");
    }
  }

  @Test
  void shouldEscapeWhateverAMailSays() {
    try (var peer = peer(Map.of())) {
      for (String path : List.of("/", "/sandbox/1")) {
        assertThat(peer.get(path).body())
            .as(path)
            .doesNotContain("<script")
            .doesNotContain("\u202e")
            .contains("&lt;script&gt;alert(&#39;x&#39;)");
      }
    }
  }

  @Test
  void shouldTellTheStoryAndTheSignature() {
    try (var peer = peer(Map.of())) {
      String page = peer.get("/sandbox/1").body();

      assertThat(page).contains("<strong>Delivered</strong>").contains("250 2.0.0 taken");
      assertThat(page).contains("a.example with selector s1 (rsa-sha256)");
    }
  }

  @Test
  void shouldShowWhatWaitsWithItsStory() {
    try (var peer = peer(Map.of())) {
      assertThat(peer.get("/").body())
          .contains("\"mails/0123456789abcdefghjk\"")
          .contains("450 later");

      String page = peer.get("/mails/0123456789abcdefghjk").body();

      assertThat(page).contains("deferred until 2026-01-01 01:00:00 UTC").doesNotContain("<script");
      assertThat(peer.get("/mails/x").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldShowTheMailsOwnHtmlOnlyInAFrameThatMayDoNothing() {
    try (var peer = peer(Map.of())) {
      assertThat(peer.get("/sandbox/1").body()).contains("<iframe sandbox=\"\"");

      var framed = peer.get("/sandbox/1/html");

      assertThat(framed.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'")
          .endsWith("; sandbox");
      assertThat(framed.headers().firstValue("X-Frame-Options")).contains("SAMEORIGIN");
    }
  }

  @Test
  void shouldShowTheSourceAsPlainText() {
    try (var peer = peer(Map.of())) {
      var source = peer.get("/sandbox/1/source");

      assertThat(source.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain");
      assertThat(source.body()).startsWith("DKIM-Signature:");
    }
  }

  @Test
  void shouldAnswer404ForAMailThatIsNotKept() {
    try (var peer = peer(Map.of())) {
      assertThat(peer.get("/sandbox/2").statusCode()).isEqualTo(404);
      assertThat(peer.get("/sandbox/2/source").statusCode()).isEqualTo(404);
      assertThat(peer.get("/sandbox/..%2f..%2fetc").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldShowTheSandboxToNobodyElseWithoutThePassword() throws UnknownHostException {
    var outside = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7});
    try (var peer = HttpPeer.with(Map.of(), outside, resource(Map.of()))) {
      assertThat(peer.get("/").statusCode()).isEqualTo(401);
      assertThat(peer.get("/sandbox/1/source").statusCode()).isEqualTo(401);
      assertThat(peer.getAsAdmin("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldAskForThePasswordWhenTheSandboxIsOff() {
    try (var peer = peer(Map.of("route.default", "mx"))) {
      assertThat(peer.get("/").statusCode()).isEqualTo(401);
      assertThat(peer.getAsAdmin("/").body()).contains("The sandbox is off");
    }
  }

  @Test
  void shouldLinkBelowTheRootOfTheApplication() {
    var loopback = InetAddress.getLoopbackAddress();
    try (var peer = HttpPeer.below("/relay/", Map.of(), loopback, resource(Map.of()))) {
      for (String path : List.of("/relay/", "/relay/sandbox/1", "/relay/mails/" + MAIL)) {
        assertThat(peer.get(path).body())
            .as(path)
            .contains("<base href=\"/relay/\">")
            .doesNotContainPattern("(href|src)=\"/(?!relay/\")");
      }
      assertThat(peer.get("/relay/").body()).contains("/relay/api/v1/messages");
    }
  }

  @Test
  void shouldNotClaimThatMailStaysHereWhenTheSandboxIsOff() {
    try (var peer = peer(Map.of("route.default", "mx"))) {
      assertThat(peer.getAsAdmin("/mails/" + MAIL).body())
          .contains("deferred until")
          .doesNotContain("nothing leaves this machine");
    }
  }

  @Test
  void shouldServeItsStyleSheetToAll() {
    try (var peer = HttpPeer.of(new StyleSheet())) {
      assertThat(peer.get("/style.css").body()).contains("prefers-color-scheme");
    }
  }

  private static HttpPeer peer(Map<String, String> settings) {
    return HttpPeer.with(settings, InetAddress.getLoopbackAddress(), resource(settings));
  }

  private static PageResource resource(Map<String, String> settings) {
    var configuration = CurrentConfiguration.of(new BootSettings(settings, Map.of()));
    var pages = new SandboxPages();
    pages.configuration = configuration;
    pages.sandbox = new OneMail();
    pages.view = new OneStory();
    pages.previews = mail -> new MailPreview(Optional.of(EVIL), Optional.of(EVIL), List.of(EVIL));
    var status = new StatusPage();
    status.configuration = configuration.get();
    status.figures = new Figures(THEN, 10);
    status.depths = new NoDepths();
    status.checks = new Beans<>(List.of());
    status.clock = () -> THEN;
    var resource = new PageResource();
    resource.configuration = configuration;
    resource.sandbox = pages.sandbox;
    resource.pages = pages;
    resource.status = status;
    resource.previews = pages.previews;
    return resource;
  }

  private static final class OneMail implements Sandbox {
    private final SandboxMail mail =
        new SandboxMail(
            ID,
            "0123456789abcdefghjk",
            MailOwner.of(Lane.BULK),
            THEN,
            EVIL,
            List.of(EVIL, "b@b.example"),
            2048,
            EVIL);

    @Override
    public List<SandboxMail> newest(int max) {
      return List.of(mail);
    }

    @Override
    public Optional<SandboxMail> find(String id) {
      return id.equals(ID) ? Optional.of(mail) : Optional.empty();
    }

    @Override
    public Optional<byte[]> content(String id) {
      return find(id)
          .map(
              m ->
                  ("DKIM-Signature: v=1; a=rsa-sha256; d=a.example;\r\n s=s1; b=abc\r\n"
                          + "From: a@a.example\r\n\r\nText\r\n")
                      .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int remove(List<String> ids) {
      return 0;
    }

    @Override
    public void clear() {
      // one mail, for ever
    }
  }

  private static MessageRow row(QueueId id) {
    var waits =
        new RecipientChange(
            RecipientState.DEFERRED,
            THEN,
            1,
            "",
            "",
            "",
            "450 later",
            Optional.of(THEN.plusSeconds(3600)));
    return new MessageRow(
        id,
        new Reception(THEN, "", EVIL, "", 1, "otp", "", "", MailOwner.of(Lane.OTP)),
        List.of(new RecipientRow("defer@b.example", waits)));
  }

  private static final class OneStory implements MessageView {
    @Override
    public MessagePage find(MessageQuery query) {
      return new MessagePage(List.of(row(MAIL)), Optional.empty());
    }

    @Override
    public Optional<MessageStory> story(QueueId id) {
      var row =
          new MessageRow(
              id,
              new Reception(THEN, "", "", "", 1, "otp", "", "", MailOwner.of(Lane.OTP)),
              List.of());
      String event =
          "{\"type\":\"DELIVERED\",\"time\":\"2026-01-01T00:00:00Z\",\"attempt\":1,"
              + "\"reply\":\"250 2.0.0 taken\",\"host\":\"<script>alert('x')</script>\"}";
      return Optional.of(new MessageStory(row(id), List.of(event), true));
    }

    @Override
    public List<QueuedCount> queued(int limit) {
      return List.of();
    }
  }

  private static final class NoDepths implements QueueDepths {
    @Override
    public long inLane(Lane lane) {
      return 0;
    }

    @Override
    public long waiting() {
      return 0;
    }

    @Override
    public Optional<Instant> nextDue() {
      return Optional.empty();
    }

    @Override
    public long dead() {
      return 0;
    }
  }
}
