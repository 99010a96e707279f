package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.IpLiteral;
import relay.domain.traffic.Reach;

/** Mail from addresses of its own, over loopback. */
class OriginTest {
  private static final Origin TWO = origin("two", "127.0.0.2", "two.example");
  private static final Origin THREE = origin("three", "127.0.0.3", "three.example");
  private final ScriptedServer server = ScriptedServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldConnectFromTheSourcesAddressAndSayItsName() {
    try (var sending = Sending.to(server)) {
      RecipientReply two = sending.from(TWO).mail("bob@example.org").get(0);
      RecipientReply three = sending.from(THREE).mail("bob@example.org").get(0);
      RecipientReply usual = sending.from(Origin.DEFAULT).mail("bob@example.org").get(0);

      assertThat(two.reply().code()).isEqualTo(250);
      assertThat(two.host().sourceAddress()).isEqualTo("127.0.0.2");
      assertThat(three.host().sourceAddress()).isEqualTo("127.0.0.3");
      assertThat(usual.host().sourceAddress()).isEqualTo("127.0.0.1");
      assertThat(server.commands())
          .filteredOn(c -> c.startsWith("EHLO"))
          .containsExactly("EHLO two.example", "EHLO three.example", "EHLO client.example");
    }
  }

  @Test
  void shouldUseAConnectionAgainForTheSameSourceAlone() {
    try (var sending = Sending.to(server)) {
      sending.from(TWO).mail("bob@example.org");
      RecipientReply other = sending.from(THREE).mail("bob@example.org").get(0);
      RecipientReply again = sending.from(TWO).mail("bob@example.org").get(0);
      RecipientReply renamed =
          sending.from(origin("two", "127.0.0.2", "new.example")).mail("bob@example.org").get(0);

      assertThat(other.host().reused()).isFalse();
      assertThat(again.host().reused()).isTrue();
      assertThat(again.host().sourceAddress()).isEqualTo("127.0.0.2");
      assertThat(renamed.host().reused()).isFalse();
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void shouldDeferForALocalReasonWhenTheAddressIsNotOnThisMachine() {
    try (var sending = Sending.to(server)) {
      RecipientReply said =
          sending.from(origin("lost", "192.0.2.77", "lost.example")).mail("bob@example.org").get(0);

      assertThat(said.reply().local()).isTrue();
      assertThat(said.reply().isTemporary()).isTrue();
      assertThat(said.reply().toString())
          .startsWith("451 4.3.5 no connection can be made from 192.0.2.77 (source lost)");
      assertThat(said.stage()).isEqualTo(Stage.CONNECT);
      assertThat(server.connections()).isZero();
      assertThat(Reach.of(new TransmissionReport(java.util.List.of(said))))
          .isEqualTo(Reach.UNKNOWN);
    }
  }

  @Test
  void shouldNeverTryAHostOfAFamilyThatTheSourceLacks() {
    Origin onlyV6 =
        new Origin(
            "six", Optional.empty(), IpLiteral.parse("2001:db8::6"), Optional.of("six.example"));
    try (var sending = Sending.to(server)) {
      RecipientReply said = sending.from(onlyV6).mail("bob@example.org").get(0);

      assertThat(said.reply().toString())
          .isEqualTo(
              "451 4.3.5 source six has no IPv4 address to reach " + ScriptedServer.HOST_NAME);
      assertThat(server.connections()).isZero();
    }
  }

  private static Origin origin(String name, String address, String ehlo) {
    Optional<InetAddress> ipv4 = IpLiteral.parse(address);
    return new Origin(name, ipv4, Optional.empty(), Optional.of(ehlo));
  }
}
