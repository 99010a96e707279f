package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session comes to its end although it is never idle. */
@Timeout(120)
class SessionTimeTest {
  @Test
  void shouldNotBeHeldForEverByAMailThatIsBegunAndNeverSent() throws IOException {
    try (var adapter =
            RunningAdapter.with("smtp.session-time-max", "300ms", "smtp.idle-timeout", "600ms");
        Talk talk = adapter.talk()) {
      talk.hear();
      var begun =
          List.of("EHLO client.test", "MAIL FROM:<a@sender.test>", "RCPT TO:<b@recipient.test>")
              .iterator();

      // The end may come at any of them on a busy machine.
      Awaitility.await()
          .pollInterval(20, TimeUnit.MILLISECONDS)
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> talk.ask(begun.hasNext() ? begun.next() : "NOOP").startsWith("421 4.4.2"));
      assertThat(talk.isOver()).isTrue();
    }
  }
}
