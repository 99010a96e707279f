package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ProxyProtocolTest {
  private static final String[] ANY = {
    "listener.submission.proxy-protocol", "any",
    "listener.submission.proxy-peers", "127.0.0.0/8",
    "reception.allowed-networks", "203.0.113.0/24,2001:db8::/32,127.0.0.1"
  };

  @Test
  void shouldBelieveTheTextHeaderOfATrustedPeer() throws IOException {
    assertThat(addressAfter("PROXY TCP4 203.0.113.9 192.0.2.1 5000 25\r\n"))
        .isEqualTo("203.0.113.9");
    assertThat(addressAfter("PROXY TCP6 2001:db8::9 ::1 5000 25\r\n"))
        .isEqualTo("2001:db8:0:0:0:0:0:9");
    assertThat(addressAfter("PROXY UNKNOWN\r\n")).isEqualTo("127.0.0.1");
  }

  @Test
  void shouldBelieveTheBinaryHeaderOfATrustedPeer() throws IOException {
    byte[] v4 = {(byte) 203, 0, 113, 7, 1, 2, 3, 4, 0, 1, 0, 25};
    String withExtension = binary(0x21, 0x11, join(v4, new byte[] {4, 0, 1, 0}));

    assertThat(addressAfter(withExtension)).isEqualTo("203.0.113.7");
    assertThat(addressAfter(binary(0x20, 0, new byte[0]))).isEqualTo("127.0.0.1");
  }

  /** What the proxy cannot name has its own address, and may be anybody. */
  @ParameterizedTest
  @ValueSource(strings = {"PROXY UNKNOWN\r\n", "PROXY TCP4 127.0.0.1 127.0.0.1 5000 25\r\n"})
  void shouldNotTrustTheLoopbackAddressBehindAProxy(String header) throws IOException {
    try (var adapter =
            RunningAdapter.with(
                "listener.submission.proxy-protocol", "v1",
                "listener.submission.proxy-peers", "127.0.0.1",
                "listener.submission.login-in-clear-from-loopback", "true",
                "listener.submission.tls", "none");
        Talk talk = adapter.talk()) {
      talk.say(header);
      talk.hear();

      assertThat(talk.ask("EHLO client.test")).doesNotContain("AUTH");
      assertThat(talk.ask("MAIL FROM:<a@sender.test>")).startsWith("530 5.7.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EHLO client.test\r\n",
        "PROXY TCP4 somewhere 192.0.2.1 1 2\r\n",
        "PROXY TCP4 203.0.113.9 192.0.2.1 1\r\n",
        "PROXY  TCP4 203.0.113.9 192.0.2.1 1 2\r\n",
        "PROXY TCP4 203.0.113.9 192.0.2.1 1 2                                                      "
            + "                                                    \r\n"
      })
  void shouldRefuseWhatIsNoHeader(String header) throws IOException {
    try (var adapter = RunningAdapter.with(ANY);
        Talk talk = adapter.talk()) {
      talk.say(header);

      assertThat(talk.hear()).startsWith("421 4.7.0 no usable PROXY header");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void shouldRefuseAHeaderFromAStranger() throws IOException {
    try (var adapter =
            RunningAdapter.with(
                "listener.submission.proxy-protocol", "v1",
                "listener.submission.proxy-peers", "192.0.2.0/24");
        Talk talk = adapter.talk()) {
      talk.say("PROXY TCP4 203.0.113.9 192.0.2.1 5000 25\r\n");

      assertThat(talk.hear()).startsWith("421 4.7.0");
    }
  }

  @Test
  void shouldReadTheHeaderBeforeTheHandshakeOfImplicitTls() throws IOException {
    String[] settings = {
      "listener.submission.tls", "implicit",
      "listener.submission.proxy-protocol", "v1",
      "listener.submission.proxy-peers", "127.0.0.1",
      "reception.allowed-networks", "203.0.113.0/24"
    };
    try (var adapter = RunningAdapter.with(settings);
        Talk talk = adapter.talk()) {
      talk.say("PROXY TCP4 203.0.113.9 192.0.2.1 5000 465\r\n");
      talk.encrypt();

      assertThat(sendsFrom(talk, adapter)).isEqualTo("203.0.113.9");
    }
  }

  @Test
  void shouldNotBeHeldByAHeaderThatDoesNotCome() throws IOException {
    try (var adapter =
            RunningAdapter.with(
                "listener.submission.proxy-protocol", "v1",
                "listener.submission.proxy-peers", "127.0.0.1",
                "smtp.handshake-timeout", "200ms");
        Talk talk = adapter.talk()) {
      talk.say("PROXY TC");

      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void shouldCountConnectionsByTheAddressInTheHeader() throws IOException {
    try (var adapter =
            RunningAdapter.with(
                "listener.submission.proxy-protocol", "v1",
                "listener.submission.proxy-peers", "127.0.0.1",
                "smtp.connections-per-client-max", "1");
        Talk one = adapter.talk();
        Talk same = adapter.talk();
        Talk other = adapter.talk()) {
      one.say("PROXY TCP4 203.0.113.9 192.0.2.1 5000 25\r\n");
      assertThat(one.hear()).startsWith("220");
      same.say("PROXY TCP4 203.0.113.9 192.0.2.1 5001 25\r\n");
      assertThat(same.hear()).startsWith("421 4.7.0 too many connections");
      other.say("PROXY TCP4 203.0.113.10 192.0.2.1 5002 25\r\n");
      assertThat(other.hear()).startsWith("220");
    }
  }

  private static String addressAfter(String header) throws IOException {
    try (var adapter = RunningAdapter.with(ANY);
        Talk talk = adapter.talk()) {
      // Octet by octet: a header may come in any number of packets.
      for (char c : header.toCharArray()) {
        talk.say(String.valueOf(c));
      }
      return sendsFrom(talk, adapter);
    }
  }

  private static String sendsFrom(Talk talk, RunningAdapter adapter) throws IOException {
    talk.ready().ask("DATA");
    assertThat(talk.ask(".")).startsWith("250");
    return adapter.application.mails.get(0).mail().client().address().getHostAddress();
  }

  private static String binary(int versionAndCommand, int family, byte[] body) throws IOException {
    var header = new ByteArrayOutputStream();
    header.write("\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.ISO_8859_1));
    header.write(versionAndCommand);
    header.write(family);
    header.write(body.length >> 8);
    header.write(body.length);
    header.write(body);
    return header.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[] a, byte[] b) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(a);
    both.writeBytes(b);
    return both.toByteArray();
  }
}
