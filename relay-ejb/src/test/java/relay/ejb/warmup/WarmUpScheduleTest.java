package relay.ejb.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.timer.RelayTimer;
import relay.ejb.database.BuiltInDatabase;
import relay.ejb.warmup.WarmUpRowsContract.Node;

class WarmUpScheduleTest {
  @RegisterExtension final BuiltInDatabase builtIn = new BuiltInDatabase();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void shouldKnowWhatWasSentBeforeTheFirstMailAsks() {
    var before = new Node(builtIn.database(), "a.example");
    before.send("cold", 7, WarmUpRowsContract.MONDAY);
    before.keep();
    var restarted = new Node(builtIn.database(), "a.example");
    var schedule = new WarmUpSchedule();
    // Its rounds never come.
    schedule.timer = new RelayTimer(threads, work -> {});
    schedule.keeping = restarted.keeping();

    schedule.start();

    assertThat(restarted.sent("cold", WarmUpRowsContract.MONDAY)).isEqualTo(7);
  }
}
