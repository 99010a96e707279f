package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.rar.AuthMechanismsTest.base64;
import static relay.rar.AuthMechanismsTest.text334;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.authentication.KeySet;
import relay.domain.authentication.ProvenIdentities;
import relay.domain.authentication.TokenFactory;

/** OAUTHBEARER, XOAUTH2 and EXTERNAL on the wire. */
@Timeout(300)
class TokensAndCertificatesTest {
  static final TokenFactory FACTORY = new TokenFactory();
  @TempDir static Path folder;
  private static ClientKeys keys;

  @BeforeAll
  static void makeCertificates() throws IOException, InterruptedException {
    keys = new ClientKeys(folder);
    keys.signed("shop", "san=email:Shop@Example.com", "eku=clientAuth");
    keys.unsigned("pinned");
    keys.unsigned("forger", "-ext", "san=email:shop@example.com");
    keys.signed("web", "san=email:shop@example.com", "eku=serverAuth");
  }

  @Test
  void shouldLogInWithATokenOfEitherMechanism() throws Exception {
    for (String command :
        new String[] {
          "AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer " + token("") + "\1\1"),
          "AUTH XOAUTH2 " + base64("user=alice@example.com\1auth=Bearer " + token("") + "\1\1")
        }) {
      try (var adapter = withIssuer();
          Talk talk = encrypted(adapter, null)) {
        assertThat(talk.ask("EHLO client.test")).contains("OAUTHBEARER XOAUTH2");
        assertThat(talk.ask(command)).startsWith("235 2.7.0");
        talk.ask("MAIL FROM:<a@sender.test>");
        talk.ask("RCPT TO:<b@recipient.test>");
        talk.ask("DATA");
        talk.ask(".");
        assertThat(adapter.application.mails.get(0).mail().client().user().orElseThrow().name())
            .isEqualTo("shop");
      }
    }
  }

  @Test
  void shouldTakeATokenFarBeyondTheLinesOfTheLibrary() throws Exception {
    try (var adapter = withIssuer();
        Talk talk = encrypted(adapter, null)) {
      talk.ask("EHLO client.test");
      String message =
          base64("n,,\1auth=Bearer " + token(",\"groups\":\"" + "x".repeat(6100) + "\"") + "\1\1");
      assertThat(message.length()).isGreaterThan(11_000).isLessThan(12_288);

      assertThat(talk.ask("AUTH OAUTHBEARER")).isEqualTo("334 ");
      assertThat(talk.ask(message)).startsWith("235 2.7.0");
    }
  }

  @Test
  void shouldTellWhatIsWrongAndRefuseAfterTheClientsAnswer() throws Exception {
    try (var adapter = withIssuer();
        Talk talk = encrypted(adapter, null)) {
      talk.ask("EHLO client.test");
      String expired = FACTORY.rs256(TokenFactory.claims(1, ""));

      String error = talk.ask("AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer " + expired + "\1\1"));
      assertThat(text334(error)).isEqualTo("{\"status\":\"invalid_token\"}");
      assertThat(talk.ask("AQ==")).startsWith("535 5.7.8");
      error = talk.ask("AUTH XOAUTH2 " + base64("user=a\1auth=Bearer " + expired + "\1\1"));
      assertThat(text334(error)).isEqualTo("{\"status\":\"401\",\"schemes\":\"bearer\"}");
      assertThat(talk.ask("")).startsWith("535 5.7.8");
      assertThat(talk.ask("MAIL FROM:<a@sender.test>")).startsWith("530");
    }
  }

  @Test
  void shouldRefuseATokenThatActsForSomebodyElse() throws Exception {
    try (var adapter = withIssuer();
        Talk talk = encrypted(adapter, null)) {
      talk.ask("EHLO client.test");
      talk.ask("AUTH XOAUTH2 " + base64("user=boss\1auth=Bearer " + token("") + "\1\1"));

      assertThat(talk.ask("")).startsWith("535 5.7.8");
    }
  }

  @Test
  void shouldAskToComeBackWhenTheIssuerIsOutOfReach() throws Exception {
    try (var adapter = withIssuer();
        Talk talk = encrypted(adapter, null)) {
      adapter.application.keys = Optional.empty();
      talk.ask("EHLO client.test");

      assertThat(talk.ask("AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer " + token("") + "\1\1")))
          .startsWith("454 4.7.0");
    }
  }

  @Test
  void shouldLogInWithASignedCertificateAndWithOneKnownByItsFingerprint() throws Exception {
    String pin = ProvenIdentities.fingerprint(keys.certificate("pinned"));
    try (var adapter = withCertificates("email:shop@example.com," + pin)) {
      for (String client : new String[] {"shop", "pinned"}) {
        try (Talk talk = encrypted(adapter, keys.of(client))) {
          assertThat(talk.ask("EHLO client.test")).contains("EXTERNAL");
          assertThat(talk.ask("AUTH EXTERNAL =")).as(client).startsWith("235 2.7.0");
        }
      }
    }
  }

  @Test
  void shouldNotBelieveNamesThatNobodyVouchesFor() throws Exception {
    try (var adapter = withCertificates("email:shop@example.com")) {
      for (String client : new String[] {"forger", "web"}) {
        try (Talk talk = encrypted(adapter, keys.of(client))) {
          talk.ask("EHLO client.test");
          assertThat(talk.ask("AUTH EXTERNAL =")).as(client).startsWith("535 5.7.8");
          assertThat(talk.ask("AUTH EXTERNAL")).isEqualTo("334 ");
          assertThat(talk.ask("")).startsWith("535 5.7.8");
        }
      }
    }
  }

  @Test
  void shouldNotOfferExternalToAClientWithoutACertificate() throws Exception {
    try (var adapter = withCertificates("email:shop@example.com");
        Talk talk = encrypted(adapter, null)) {
      assertThat(talk.ask("EHLO client.test")).doesNotContain("EXTERNAL");
      assertThat(talk.ask("AUTH EXTERNAL =")).startsWith("504 5.5.4");
    }
  }

  @Test
  void shouldRefuseToActForAnotherAccount() throws Exception {
    try (var adapter = withCertificates("email:shop@example.com");
        Talk talk = encrypted(adapter, keys.of("shop"))) {
      talk.ask("EHLO client.test");

      assertThat(talk.ask("AUTH EXTERNAL " + base64("boss"))).startsWith("535 5.7.8");
      assertThat(talk.ask("AUTH EXTERNAL " + base64("alice@example.com"))).startsWith("235");
    }
  }

  static RunningAdapter withIssuer() {
    var adapter =
        RunningAdapter.with(
            "reception.loopback-relay", "false",
            "user.shop.login-name", "alice@example.com",
            "user.shop.identities", "token:idp/none",
            "token-issuer.idp.issuer", TokenFactory.ISSUER,
            "token-issuer.idp.audience", "relay",
            "token-issuer.idp.keys", "https://login.example.com/keys");
    adapter.application.keys = Optional.of(KeySet.parse(FACTORY.keySet()));
    return adapter;
  }

  private static RunningAdapter withCertificates(String identities) {
    return RunningAdapter.with(
        "listener.submission.client-certificates",
        "true",
        "listener.submission.client-authorities",
        keys.authorities().toString(),
        "user.shop.login-name",
        "alice@example.com",
        "user.shop.identities",
        identities);
  }

  private static Talk encrypted(RunningAdapter adapter, KeyManager[] own) throws IOException {
    Talk talk = adapter.talk();
    talk.hear();
    talk.ask("EHLO client.test");
    talk.ask("STARTTLS");
    talk.encrypt(own);
    return talk;
  }

  static String token(String more) {
    return FACTORY.rs256(TokenFactory.claims(Instant.now().getEpochSecond() + 300, more));
  }
}
