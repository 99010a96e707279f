package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relay.domain.reception.Receipt;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/** The application refuses, fails, is slow or is not there: the client hears 4xx, never 250. */
@Timeout(180)
class TroubleBehindTest {
  @Test
  void shouldPassOnTheRefusalOfTheApplication() throws IOException {
    var reply = SmtpReply.local(452, "4.3.1", "queue full");

    assertThat(answerTo(() -> new Receipt.Refused(reply))).isEqualTo("452 4.3.1 queue full");
  }

  @Test
  void shouldAnswer451WhenTheApplicationFails() throws IOException {
    assertThat(
            answerTo(
                () -> {
                  throw new IllegalStateException("secret inner workings");
                }))
        .startsWith("451 4.3.0")
        .doesNotContain("secret");
  }

  @Test
  void shouldAnswer451WhenTheReceiptMakesNoSense() throws IOException {
    assertThat(answerTo(() -> null)).startsWith("451 4.3.0");
    var praise = SmtpReply.local(250, "2.0.0", "refused, but nicely");
    assertThat(answerTo(() -> new Receipt.Refused(praise))).startsWith("451 4.3.0");
  }

  @Test
  void shouldInjectNothingThroughTheTextOfAReply() throws IOException {
    var reply =
        new SmtpReply(
            550,
            EnhancedStatus.parse("5.7.1"),
            List.of("no\r\n250 2.0.0 queued as x", "second\nline\u00e4"),
            true);

    assertThat(answerTo(() -> new Receipt.Refused(reply)))
        .isEqualTo("550-5.7.1 no  250 2.0.0 queued as x\n550 5.7.1 second line?");
  }

  @Test
  void shouldGoOnAfterEachFailure() throws IOException {
    try (var adapter = RunningAdapter.with();
        Talk talk = adapter.talk()) {
      adapter.application.nextReceipts.add(
          () -> {
            throw new IllegalStateException();
          });
      talk.ready();
      talk.ask("DATA");
      talk.ask(".");

      assertThat(talk.ask("MAIL FROM:<a@sender.test>")).startsWith("250");
      assertThat(talk.ask("RCPT TO:<b@recipient.test>")).startsWith("250");
      assertThat(talk.ask("DATA")).startsWith("354");
      assertThat(talk.ask(".")).startsWith("250 2.0.0 queued");
      assertThat(adapter.container.endpointsReleased).hasValue(1);
    }
  }

  @Test
  void shouldAnswer451WhileThereIsNoEndpoint() throws IOException {
    try (var adapter = RunningAdapter.with()) {
      adapter.container.available = false;
      try (Talk talk = adapter.talk()) {
        talk.hear();
        assertThat(talk.ask("EHLO client.test")).startsWith("451 4.3.2");
        adapter.container.available = true;
        assertThat(talk.ask("EHLO client.test")).startsWith("250-");
      }
    }
  }

  @Test
  void shouldAnswer451WhenTheContainerHasNoThread() throws IOException {
    try (var adapter = RunningAdapter.with();
        Talk talk = adapter.talk()) {
      talk.ready();
      adapter.container.hasThreads = false;
      talk.ask("DATA");

      assertThat(talk.ask(".")).startsWith("451 4.3.2");
      assertThat(adapter.application.mails).isEmpty();
    }
  }

  @Test
  void shouldNeverHaveMoreCallsAtOnceThanAllowed() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    try (var adapter =
            RunningAdapter.with(
                "smtp.submissions-at-once-max", "1", "smtp.submission-wait-max", "100ms");
        Talk first = adapter.talk();
        Talk second = adapter.talk()) {
      adapter.application.nextReceipts.add(
          () -> {
            await(release);
            return new Receipt.Refused(SmtpReply.local(451, "4.0.0", "late"));
          });
      first.ready();
      second.ready();
      first.ask("DATA");
      first.say(".\r\n");
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.application.nextReceipts.isEmpty());
      second.ask("DATA");

      assertThat(second.ask(".")).startsWith("451 4.3.2");
      release.countDown();
      assertThat(first.hear()).startsWith("451 4.0.0");
      assertThat(adapter.container.callsAtOnceMax).hasValue(1);
    }
  }

  @Test
  void shouldAnswer454WhenLoginsCannotBeChecked() throws IOException {
    try (var adapter =
            RunningAdapter.with("listener.submission.login-in-clear-from-loopback", "true");
        Talk talk = adapter.talk()) {
      adapter.application.logins =
          () -> {
            throw new IllegalStateException("directory gone");
          };
      talk.hear();
      talk.ask("EHLO client.test");

      assertThat(talk.ask("AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=")).startsWith("454 4.7.0");
      assertThat(Optional.of(talk.ask("NOOP"))).contains("250 2.0.0 ok");
    }
  }

  private static String answerTo(Supplier<Receipt> receipt) throws IOException {
    try (var adapter = RunningAdapter.with();
        Talk talk = adapter.talk()) {
      adapter.application.nextReceipts.add(receipt);
      talk.ready();
      talk.ask("DATA");
      return talk.ask("Subject: x\r\n\r\nhello\r\n.");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(120, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
