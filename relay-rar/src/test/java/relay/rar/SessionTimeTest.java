package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session comes to its end although it is never idle. */
@Timeout(60)
class SessionTimeTest {
  @Test
  void shouldNotBeHeldForEverByAMailThatIsBegunAndNeverSent() throws IOException {
    try (var adapter =
            RunningAdapter.with("smtp.session-time-max", "300ms", "smtp.idle-timeout", "600ms");
        Talk talk = adapter.talk()) {
      talk.ready();

      Awaitility.await()
          .pollInterval(50, TimeUnit.MILLISECONDS)
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> talk.ask("NOOP").startsWith("421 4.4.2"));
      assertThat(talk.isOver()).isTrue();
    }
  }
}
