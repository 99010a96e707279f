package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.address;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.MailOptions;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

class TraceHeaderTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueueId ID = QueueId.next(NOON, new Random(1));

  @Test
  void shouldSayFromWhomByWhomHowAndWhen() {
    ClientSession client =
        session(
            "client.example", SOMEWHERE, "ESMTPSA", Optional.of("TLSv1.3 TLS_AES_128_GCM_SHA256"));

    assertThat(trace(client, "bob@b\u00fccher.example"))
        .isEqualTo(
            "Received: from client.example ([198.51.100.7])\r\n"
                + "\tby relay.example with ESMTPSA id "
                + ID
                + "\r\n\tfor <bob@xn--bcher-kva.example>\r\n"
                + "\ttls TLS_AES_128_GCM_SHA256 (TLSv1.3);\r\n"
                + "\tThu, 1 Jan 2026 12:00:00 +0000\r\n");
  }

  @Test
  void shouldReadWhoBroughtAMailFromWhatItWrote() throws Exception {
    assertThat(clientIn(trace(plain("client.example"), "bob@b.example")))
        .contains(new TraceHeader.Client("client.example", SOMEWHERE));
    assertThat(
            clientIn(
                trace(
                    session("", address("2001:db8::1"), "ESMTP", Optional.empty()), "a@x.example")))
        .contains(new TraceHeader.Client("unknown", address("2001:db8::1")));
    assertThat(clientIn(trace(plain("x ([192.0.2.66]) y"), "bob@b.example")))
        .map(TraceHeader.Client::address)
        .contains(SOMEWHERE);
  }

  @Test
  void shouldKnowNobodyWhereTheTopmostFieldIsNotOurs() throws Exception {
    assertThat(clientIn("Subject: x\r\n")).isEmpty();
    assertThat(clientIn("Received: by x; today\r\n")).isEmpty();
    assertThat(clientIn("Received: from x ([nobody])\r\n")).isEmpty();
    assertThat(clientIn("Received: from ([192.0.2.1])\r\n")).isEmpty();
  }

  private static Optional<TraceHeader.Client> clientIn(String header) throws Exception {
    byte[] octets = (header + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return TraceHeader.clientOf(HeaderSection.of(Content.of(octets), 10_000, 100));
  }

  @Test
  void shouldNameNoRecipientWhenThereAreSeveral() {
    assertThat(trace(plain("x"), "a@x.example", "b@x.example")).doesNotContain("for <");
  }

  @Test
  void shouldStayAsciiForRecipientsThatAreNot() {
    assertThat(trace(plain("x"), "j\u00fcrgen@x.example")).doesNotContain("for <").isASCII();
  }

  @Test
  void shouldTagIpv6AndCallANamelessClientUnknown() {
    assertThat(trace(session("", address("2001:db8::1"), "ESMTP", Optional.empty()), "a@x.example"))
        .startsWith("Received: from unknown ([IPv6:2001:db8:0:0:0:0:0:1])\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nBcc: victim@example.org",
        "a\nX: y",
        "a\rX: y",
        "a (comment",
        "a) by other; date",
        "a\u0000b\u2028c\u0085d",
        "\u00e4\u00f6\u00fc.example"
      })
  void shouldNotLetTheClientNameBreakOut(String helo) {
    String field =
        trace(session(helo, SOMEWHERE, helo, Optional.of(helo + " " + helo)), "a@x.example");

    assertThat(field).isASCII();
    assertThat(linesOf(field))
        .hasSize(5)
        .allMatch(l -> l.startsWith("Received:") || l.startsWith("\t"));
    assertThat(field.chars().filter(c -> c == '(').count()).isEqualTo(2);
    assertThat(field.chars().filter(c -> c == ';').count()).isEqualTo(1);
  }

  @Test
  void shouldCutAnEndlessClientName() {
    for (String line : linesOf(trace(plain("x".repeat(100_000)), "a@x.example"))) {
      assertThat(line.length()).isLessThan(998);
    }
  }

  private static List<String> linesOf(String field) {
    assertThat(field).endsWith("\r\n");
    return Arrays.asList(field.split("\r\n"));
  }

  private static ClientSession plain(String helo) {
    return session(helo, SOMEWHERE, "ESMTP", Optional.empty());
  }

  private static ClientSession session(
      String helo, InetAddress address, String protocol, Optional<String> tls) {
    return new ClientSession(
        "mx", ListenerRole.INBOUND, address, helo, protocol, tls, Optional.empty());
  }

  private static String trace(ClientSession client, String... recipients) {
    List<Recipient> all =
        Arrays.stream(recipients).map(EmailAddress::parse).map(Recipient::of).toList();
    return TraceHeader.of(
        client, new Envelope(ReversePath.NULL, all, MailOptions.NONE), ID, "relay.example", NOON);
  }
}
