package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.util.TlsServerEndpoint;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** AUTH SCRAM-SHA-256-PLUS on the wire, with a published client and its own channel binding. */
@Timeout(180)
class ScramPlusTest {
  private static final String END_POINT = "tls-server-end-point";

  @Test
  void shouldLogInBoundToOurCertificate() throws Exception {
    try (var adapter = withPlus(END_POINT);
        Talk talk = adapter.talk()) {
      ScramClient client = client(encrypted(talk));

      String reply = logIn(talk, client);

      assertThat(reply).startsWith("235 2.7.0");
      assertThat(talk.ask("MAIL FROM:<a@sender.test>")).startsWith("250");
    }
  }

  @Test
  void shouldDenyAClientThatSawAnotherCertificate() throws Exception {
    try (var adapter = withPlus(END_POINT);
        var other = withPlus(END_POINT);
        Talk elsewhere = other.talk();
        Talk talk = adapter.talk()) {
      ScramClient client = client(encrypted(elsewhere));
      encrypted(talk);

      assertThat(logIn(talk, client)).startsWith("535 5.7.8");
    }
  }

  @Test
  void shouldRefuseAClientThatWasNotShownThePlus() throws Exception {
    try (var adapter = withPlus(END_POINT);
        Talk talk = adapter.talk()) {
      encrypted(talk);

      assertThat(talk.ask("AUTH SCRAM-SHA-256 " + AuthMechanismsTest.base64("y,,n=alice,r=abc")))
          .startsWith("535 5.7.8 SCRAM-SHA-256-PLUS was offered");
      assertThat(talk.ask("AUTH SCRAM-SHA-256 " + AuthMechanismsTest.base64("n,,n=alice,r=abc")))
          .as("a client that cannot bind")
          .startsWith("334 ");
    }
  }

  @Test
  void shouldSayWhichBindingsThereAre() throws Exception {
    try (var adapter = withPlus(END_POINT);
        Talk talk = adapter.talk()) {
      encrypted(talk);

      assertThat(
              talk.ask(
                  "AUTH SCRAM-SHA-256-PLUS "
                      + AuthMechanismsTest.base64("p=tls-unique,,n=alice,r=abc")))
          .startsWith("504 5.5.4 channel bindings of this session: ")
          .contains(END_POINT);
      assertThat(
              talk.ask("AUTH SCRAM-SHA-256-PLUS " + AuthMechanismsTest.base64("n,,n=alice,r=abc")))
          .startsWith("501 5.5.2");
    }
  }

  @Test
  void shouldOfferNoPlusWithoutTls() throws Exception {
    try (var adapter = withPlus(END_POINT);
        Talk talk = adapter.talk()) {
      talk.hear();

      assertThat(talk.ask("EHLO client.test"))
          .contains("SCRAM-SHA-256")
          .doesNotContain("SCRAM-SHA-256-PLUS");
      assertThat(
              talk.ask(
                  "AUTH SCRAM-SHA-256-PLUS "
                      + AuthMechanismsTest.base64("p=" + END_POINT + ",,n=alice,r=abc")))
          .startsWith("504 5.5.4");
    }
  }

  /** libgsasl knows tls-exporter only, and takes the plus wherever it sees it. */
  @Test
  void shouldNotOfferByDefaultWhatLeavesOnlyTheCertificateToBindTo() throws Exception {
    try (var adapter = withPlus("tls-exporter");
        Talk talk = adapter.talk()) {
      talk.hear();
      talk.ask("EHLO client.test");
      talk.ask("STARTTLS");
      boolean exports =
          talk.encrypt().getSession().getProtocol().equals("TLSv1.3")
              && Runtime.version().feature() >= 25;

      assertThat(talk.ask("EHLO client.test").contains("SCRAM-SHA-256-PLUS")).isEqualTo(exports);
    }
  }

  private static RunningAdapter withPlus(String bindings) {
    return RunningAdapter.with(
        "listener.submission.login-in-clear-from-loopback",
        "true",
        "reception.loopback-relay",
        "false",
        "login.channel-bindings",
        bindings,
        "user.alice.password-hash",
        AuthMechanismsTest.hash(),
        "user.alice.scram-keys",
        AuthMechanismsTest.keys());
  }

  /** The certificate that the client sees. */
  private static X509Certificate encrypted(Talk talk) throws Exception {
    talk.hear();
    talk.ask("EHLO client.test");
    talk.ask("STARTTLS");
    SSLSocket socket = talk.encrypt();
    assertThat(talk.ask("EHLO client.test")).contains(" SCRAM-SHA-256 SCRAM-SHA-256-PLUS");
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  private static ScramClient client(X509Certificate seen) throws Exception {
    return ScramClient.builder()
        .advertisedMechanisms(List.of("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"))
        .username("alice")
        .password(AuthMechanismsTest.PASSWORD.toCharArray())
        .channelBinding(
            TlsServerEndpoint.TLS_SERVER_END_POINT, TlsServerEndpoint.getChannelBindingData(seen))
        .build();
  }

  private static String logIn(Talk talk, ScramClient client) throws Exception {
    String first = AuthMechanismsTest.base64(client.clientFirstMessage().toString());
    client.serverFirstMessage(
        AuthMechanismsTest.text334(talk.ask("AUTH SCRAM-SHA-256-PLUS " + first)));
    String proof = talk.ask(AuthMechanismsTest.base64(client.clientFinalMessage().toString()));
    if (!proof.startsWith("334")) {
      return proof;
    }
    client.serverFinalMessage(AuthMechanismsTest.text334(proof));
    return talk.ask("");
  }
}
