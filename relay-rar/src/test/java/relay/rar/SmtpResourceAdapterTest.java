package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relay.domain.configuration.RelayConfiguration;

@Timeout(180)
class SmtpResourceAdapterTest {
  @Test
  void shouldFailWithOneSentenceWhenAPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String taken = String.valueOf(other.getLocalPort());

      assertThatThrownBy(() -> new RunningAdapter(Map.of("listener.mx.port", taken)))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("SMTP listener mx cannot listen on 127.0.0.1 port " + taken)
          .hasMessageContaining("listener.mx.port");
    }
  }

  @Test
  void shouldStartNoListenerWhenOneCannotStart() throws IOException {
    int free;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = probe.getLocalPort();
    }
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> settings =
          Map.of(
              "listener.a.port", String.valueOf(free),
              "listener.b.port", String.valueOf(other.getLocalPort()));

      assertThatThrownBy(() -> new RunningAdapter(settings)).isInstanceOf(ResourceException.class);
      assertThatThrownBy(() -> new Talk(free).close()).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void shouldFailWithOneSentenceWhenTheCertificateIsMissing() {
    assertThatThrownBy(
            () ->
                new RunningAdapter(
                    Map.of("listener.mx.port", "0", "listener.mx.certificate", "/nowhere.pem")))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("listener mx")
        .hasMessageContaining("/nowhere.pem");
  }

  @Test
  void shouldDeclareTheMethodsThatServersLookForBeforeTheyDeployIt() throws Exception {
    var one = new SmtpResourceAdapter();
    var other = new SmtpResourceAdapter();

    assertThat(one).isEqualTo(one).hasSameHashCodeAs(one).isNotEqualTo(other);
    assertThat(SmtpResourceAdapter.class.getDeclaredMethod("equals", Object.class)).isNotNull();
    assertThat(SmtpResourceAdapter.class.getDeclaredMethod("hashCode")).isNotNull();
  }

  @Test
  void shouldRefuseAnotherKindOfActivation() {
    var adapter = new SmtpResourceAdapter(() -> RelayConfiguration.of(Map.of(), Map.of()));
    var other =
        new ActivationSpec() {
          @Override
          public void validate() {}

          @Override
          public ResourceAdapter getResourceAdapter() {
            return null;
          }

          @Override
          public void setResourceAdapter(ResourceAdapter ra) {}
        };

    assertThatThrownBy(() -> adapter.endpointActivation(null, other))
        .isInstanceOf(NotSupportedException.class);
  }

  @Test
  void shouldKeepActivationsApart() throws IOException {
    try (var one = RunningAdapter.with();
        var two = RunningAdapter.with()) {
      one.deactivate();

      assertThatThrownBy(() -> one.talk().close()).isInstanceOf(RuntimeException.class);
      try (Talk talk = two.talk()) {
        assertThat(talk.hear()).startsWith("220");
      }
    }
  }

  @Test
  void shouldKeepItsEndpointsAndGiveAllOfThemBack() throws IOException {
    try (var adapter = RunningAdapter.with()) {
      try (Talk talk = adapter.talk()) {
        talk.ready();
        for (int i = 0; i < 10; i++) {
          talk.ask("DATA");
          assertThat(talk.ask(".")).startsWith("250");
          talk.ask("MAIL FROM:<a@sender.test>");
          talk.ask("RCPT TO:<b@recipient.test>");
        }
      }
      assertThat(adapter.container.endpointsMade).hasValue(1);

      adapter.deactivate();

      assertThat(adapter.container.endpointsReleased).hasValue(1);
    }
  }

  @Test
  void shouldStopAtOnceThoughClientsSitIdle() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.stop-timeout", "2m");
        Talk idle = adapter.talk();
        Talk tls = adapter.talk()) {
      idle.hear();
      tls.hear();
      tls.ask("EHLO client.test");
      tls.ask("STARTTLS");
      tls.encrypt();
      tls.ask("EHLO client.test");

      long begun = System.nanoTime();
      adapter.deactivate();

      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(60));
      assertThat(idle.hear()).startsWith("421 4.3.2");
      assertThat(tls.hear()).startsWith("421 4.3.2");
      assertThat(idle.isOver()).isTrue();
    }
  }

  @Test
  void shouldLetATransactionFinishBeforeItStops() throws Exception {
    try (var adapter = RunningAdapter.with("smtp.stop-timeout", "2m");
        Talk talk = adapter.talk()) {
      talk.ready();
      assertThat(talk.ask("DATA")).startsWith("354");
      talk.say("first half\r\n");
      CountDownLatch stopped = new CountDownLatch(1);
      Thread stopper =
          new Thread(
              () -> {
                adapter.deactivate();
                stopped.countDown();
              });
      stopper.start();
      assertThat(stopped.await(300, TimeUnit.MILLISECONDS)).isFalse();

      talk.say("second half\r\n.\r\n");

      assertThat(talk.hear()).startsWith("250 2.0.0 queued");
      assertThat(talk.hear()).startsWith("421 4.3.2");
      assertThat(stopped.await(90, TimeUnit.SECONDS)).isTrue();
      assertThat(adapter.application.mails).hasSize(1);
    }
  }

  @Test
  void shouldCutATransactionThatOutlastsTheStop() throws IOException {
    try (var adapter = RunningAdapter.with("smtp.stop-timeout", "200ms");
        Talk talk = adapter.talk()) {
      talk.ready();
      talk.ask("DATA");
      talk.say("never finished\r\n");

      long begun = System.nanoTime();
      adapter.deactivate();

      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(60));
      assertThat(talk.isOver()).isTrue();
      assertThat(adapter.application.mails).isEmpty();
    }
  }

  @Test
  void shouldLeaveNoThreadBehind() throws IOException {
    try (var adapter = RunningAdapter.with();
        Talk talk = adapter.talk()) {
      talk.hear();
    }

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("relay-smtp-accept"))
        .isEmpty();
  }
}
