package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.delivery.Act.reply;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.Act;
import relay.domain.delivery.HostProbe;
import relay.domain.delivery.Origin;
import relay.domain.delivery.ScriptedServer;
import relay.domain.delivery.Stage;
import relay.domain.routing.Smarthost.TlsMode;

class SmtpProbeTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TRUSTED = ScriptedServer.certificateFile().toString();
  private final ScriptedServer server =
      ScriptedServer.start().offers("STARTTLS", "AUTH PLAIN", "SIZE 100");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldGoAsFarAsTheLoginAndSendNoMail() {
    try (var sending =
        Sending.to(server)
            .tls(TlsMode.REQUIRED)
            .login("me", "secret")
            .set("delivery.trust-anchors", TRUSTED)) {

      List<HostProbe> probes = sending.probe(LIMIT);

      assertThat(probes).hasSize(1);
      assertThat(probes.get(0).isGood()).isTrue();
      assertThat(probes.get(0).address()).isEqualTo("127.0.0.1 port " + server.port());
      assertThat(probes.get(0).steps())
          .extracting(HostProbe.Step::stage)
          .containsExactly(Stage.CONNECT, Stage.GREETING, Stage.EHLO, Stage.TLS, Stage.AUTH);
      assertThat(probes.get(0).steps().get(2).text()).isEqualTo("AUTH SIZE STARTTLS");
      assertThat(probes.get(0).steps().get(3).text())
          .startsWith("TLSv1.3 ")
          .contains("verified by");
    }
    assertThat(server.mails()).isEmpty();
    assertThat(server.commands()).noneMatch(c -> c.startsWith("MAIL"));
  }

  @Test
  void shouldKeepNoConnection() {
    try (var sending = Sending.to(server)) {
      sending.probe(LIMIT);
      sending.probe(LIMIT);

      assertThat(sending.client().connectionsOpen()).isZero();
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void shouldTellThatAPasswordIsWrong() {
    server.on("AUTH", reply("535 5.7.8 wrong"));
    try (var sending = Sending.to(server).tls(TlsMode.OPPORTUNISTIC).login("me", "secret")) {
      HostProbe probe = sending.probe(LIMIT).get(0);

      assertThat(probe.failedAt()).contains(Stage.AUTH);
      assertThat(probe.trouble().orElseThrow().toString()).contains("535 5.7.8 wrong");
    }
  }

  @Test
  void shouldTellThatTheCertificateWillNotDo() {
    try (var sending = Sending.to(server).tls(TlsMode.REQUIRED)) {
      HostProbe probe = sending.probe(LIMIT).get(0);

      assertThat(probe.failedAt()).contains(Stage.TLS);
      assertThat(probe.trouble().orElseThrow().toString()).startsWith("454 4.7.5");
    }
  }

  @Test
  void shouldTellWhatAServerSaysThatRefusesToTalk() {
    server.on(ScriptedServer.GREETING, reply("554 5.7.1 go away"));
    try (var sending = Sending.to(server)) {
      HostProbe probe = sending.probe(LIMIT).get(0);

      assertThat(probe.failedAt()).contains(Stage.GREETING);
      assertThat(probe.steps().get(1).text()).isEqualTo("554 5.7.1 go away");
    }
  }

  @Test
  void shouldAskEachHostInOrderAndTellWhereNobodyListens() {
    ScriptedServer closed = ScriptedServer.start();
    closed.close();
    try (var sending = Sending.to(closed, server)) {
      List<HostProbe> probes = sending.probe(LIMIT);

      assertThat(probes).hasSize(2);
      assertThat(probes.get(0).failedAt()).contains(Stage.CONNECT);
      assertThat(probes.get(1).isGood()).isTrue();
    }
  }

  @Test
  void shouldEndWithItsTimeHoweverSilentTheServerIs() {
    server.on(ScriptedServer.GREETING, Act.stall());
    try (var sending = Sending.to(server).toPort(server.port())) {
      List<HostProbe> probes = sending.probe(Duration.ofMillis(300));

      assertThat(probes.get(0).failedAt()).contains(Stage.GREETING);
      assertThat(probes.get(0).trouble().orElseThrow().toString()).contains("in time");
      assertThat(probes.get(1).trouble().orElseThrow().toString()).contains("time for the test");
    }
  }

  @Test
  void shouldTellThatNoHostIsFound() {
    try (var sending = Sending.to(server).host("nowhere.example")) {
      HostProbe probe = sending.probe(LIMIT).get(0);

      assertThat(probe.failedAt()).contains(Stage.LOOKUP);
      assertThat(probe.isGood()).isFalse();
    }
  }

  @Test
  void shouldTellThatTheSourceHasNoAddressOfTheFamily() {
    Origin v6 =
        new Origin("six", Optional.empty(), Optional.empty(), Optional.of("six.client.example"));
    try (var sending = Sending.to(server).from(v6)) {
      HostProbe probe = sending.probe(LIMIT).get(0);

      assertThat(probe.failedAt()).contains(Stage.CONNECT);
      assertThat(probe.trouble().orElseThrow().toString())
          .contains("source six has no IPv4 address");
    }
    assertThat(server.connections()).isZero();
  }
}
