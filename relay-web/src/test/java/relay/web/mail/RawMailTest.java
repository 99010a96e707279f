package relay.web.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Lane;
import relay.domain.smtp.SmtpReply;
import relay.web.HttpPeer;

class RawMailTest {
  private static final String MAIL = "From: a@a.example\r\nSubject: Hello\r\n\r\nText\r\n";
  private static final String ENVELOPE = "?from=a@a.example&to=b@b.example,c@c.example";
  private final FakeReception reception = new FakeReception();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    peer = HttpPeer.of(MailResources.with(reception));
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldAnswer202WithTheIdOfTheCommittedMail() {
    var response = peer.send(asShop(ENVELOPE + "&lane=otp", MAIL));

    assertThat(response.statusCode()).isEqualTo(202);
    var message = HttpPeer.json(response).getJsonArray("messages").getJsonObject(0);
    assertThat(message.getString("id")).hasSize(20);
    assertThat(message.getJsonArray("recipients")).hasSize(2);
    var mail = reception.mails.get(0);
    assertThat(mail.envelope().sender()).hasToString("a@a.example");
    assertThat(mail.lane()).contains(Lane.OTP);
    assertThat(mail.client().user().orElseThrow().name()).isEqualTo("shop");
    assertThat(mail.content().bytes().orElseThrow())
        .isEqualTo(MAIL.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldTakeTheEnvelopeFromHeadersToo() {
    var request = asShop("", MAIL).header("Mail-From", "<>").header("Mail-To", "b@b.example");

    assertThat(peer.send(request).statusCode()).isEqualTo(202);
    assertThat(reception.mails.get(0).envelope().sender().isNull()).isTrue();
  }

  @Test
  void shouldTakeTheCampaignFromQueryOrHeaderAndRefuseWhatIsNoName() {
    peer.send(asShop(ENVELOPE + "&campaign=spring-sale", MAIL));
    peer.send(asShop(ENVELOPE, MAIL).header("Mail-Campaign", "summer-sale"));
    var refused = peer.send(asShop(ENVELOPE + "&campaign=spring%20sale", MAIL));

    assertThat(reception.mails)
        .extracting(mail -> mail.campaign().orElseThrow())
        .containsExactly("spring-sale", "summer-sale");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("campaign", "1 to 64 letters");
  }

  @Test
  void shouldMakeLoneLineEndsWhole() {
    peer.send(asShop(ENVELOPE, "Subject: x\n\ny\rz\r\n"));

    assertThat(reception.mails.get(0).content().bytes().orElseThrow())
        .isEqualTo("Subject: x\r\n\r\ny\r\nz\r\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldTakeBearerCredentials() {
    String token = HttpPeer.basic("shop", "secret").substring("Basic ".length());
    var request = mail(ENVELOPE, MAIL).header("Authorization", "Bearer " + token);

    assertThat(peer.send(request).statusCode()).isEqualTo(202);
  }

  @Test
  void shouldAsk401WhenAnUnknownClientMayNotRelay() {
    var response = peer.send(mail(ENVELOPE, MAIL));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(reception.mails).isEmpty();
  }

  @Test
  void shouldRelayForAProgramOfThisMachineButForNoBrowserAndNoProxy() {
    reception.loopbackRelay = true;

    assertThat(peer.send(mail(ENVELOPE, MAIL)).statusCode()).isEqualTo(202);
    for (String header : List.of("Origin", "Referer", "X-Forwarded-For", "Via", "Forwarded")) {
      String own = peer.request("/").build().uri().toString().replaceAll("/$", "");
      var request = mail(ENVELOPE, MAIL).header(header, own);

      assertThat(peer.send(request).statusCode()).as(header).isEqualTo(401);
    }
    assertThat(reception.mails).hasSize(1);
  }

  @Test
  void shouldAsk401WhenThePasswordIsWrong() {
    var request = mail(ENVELOPE, MAIL).header("Authorization", HttpPeer.basic("shop", "guess"));

    assertThat(peer.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldRefuseAPageOfAnotherSite() {
    var fromOrigin = asShop(ENVELOPE, MAIL).header("Origin", "https://evil.example");
    var fetched = asShop(ENVELOPE, MAIL).header("Sec-Fetch-Site", "cross-site");
    var opaque = asShop(ENVELOPE, MAIL).header("Origin", "null");

    assertThat(peer.send(fromOrigin).statusCode()).isEqualTo(403);
    assertThat(peer.send(fetched).statusCode()).isEqualTo(403);
    assertThat(peer.send(opaque).statusCode()).isEqualTo(403);
    assertThat(reception.mails).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'?to=b@b.example',from",
    "'?from=a@a.example&from=x@a.example&to=b@b.example',from",
    "'?from=nonsense&to=b@b.example',from",
    "'?from=a@a.example',to",
    "'?from=a@a.example&to=b@b.example,broken',to[1]",
    "'?from=a@a.example&to=1@b.example,2@b.example,3@b.example&to=4@b.example',to[3]",
    "'?from=a@a.example&to=b@b.example&lane=express',lane"
  })
  void shouldNameTheFieldThatIsWrong(String query, String field) {
    var response = peer.send(asShop(query, MAIL));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(response).getString("field")).isEqualTo(field);
    assertThat(reception.mails).isEmpty();
  }

  @Test
  void shouldAnswer413ForAMailOrBodyThatIsTooLarge() {
    assertThat(peer.send(asShop(ENVELOPE, "x".repeat(70_000))).statusCode()).isEqualTo(413);
    assertThat(peer.send(asShop(ENVELOPE, "x".repeat(200_000))).statusCode()).isEqualTo(413);
  }

  @Test
  void shouldAnswer503WhenTheMailCouldNotBeCommitted() {
    reception.refusal = Optional.of(SmtpReply.local(451, "4.3.0", "try again later"));

    var response = peer.send(asShop(ENVELOPE, MAIL));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void shouldAnswer415ForWhatAFormCanSend() {
    var form =
        peer.request("/api/v1/messages" + ENVELOPE)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(MAIL));

    assertThat(peer.send(form).statusCode()).isEqualTo(415);
  }

  @Test
  void shouldHandInOnceWhateverOftenTheSameKeyComes() {
    HttpResponse<String> first = peer.send(withKey("k1", MAIL));
    HttpResponse<String> second = peer.send(withKey("k1", MAIL));

    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(reception.mails).hasSize(1);
  }

  @Test
  void shouldAnswer409WhenAKeyComesWithOtherContent() {
    peer.send(withKey("k1", MAIL));

    var response = peer.send(withKey("k1", MAIL + "More\r\n"));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(HttpPeer.json(response).getString("field")).isEqualTo("Idempotency-Key");
    assertThat(reception.mails).hasSize(1);
  }

  @Test
  void shouldForgetTheKeyOfARequestThatWasRefused() {
    reception.refusal = Optional.of(SmtpReply.local(451, "4.3.0", "try again later"));
    peer.send(withKey("k1", MAIL));
    reception.refusal = Optional.empty();

    assertThat(peer.send(withKey("k1", MAIL)).statusCode()).isEqualTo(202);
  }

  @Test
  void shouldAnswer503WhenNoMoreKeysCanBeRemembered() {
    for (int i = 0; i < 3; i++) {
      peer.send(withKey("k" + i, MAIL));
    }

    assertThat(peer.send(withKey("k9", MAIL)).statusCode()).isEqualTo(503);
    assertThat(peer.send(withKey("k1", MAIL)).statusCode()).isEqualTo(202);
  }

  private HttpRequest.Builder withKey(String key, String mail) {
    return asShop(ENVELOPE, mail).header("Idempotency-Key", key);
  }

  private HttpRequest.Builder asShop(String query, String mail) {
    return mail(query, mail).header("Authorization", HttpPeer.basic("shop", "secret"));
  }

  private HttpRequest.Builder mail(String query, String mail) {
    return peer.request("/api/v1/messages" + query)
        .header("Content-Type", "message/rfc822")
        .POST(BodyPublishers.ofString(mail));
  }
}
