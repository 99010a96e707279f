package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.fault.FaultPoint;

/**
 * Promise 1 against the real process: whatever instant it dies at, every mail that was answered
 * with 250 arrives.
 */
class CrashIT {
  private static final Duration DRAIN_MAX = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void shouldLoseNothingWhenKilledAtRandomUnderLoad() throws Exception {
    long seed = Long.getLong("relay.seed", System.nanoTime());
    Random random = new Random(seed);
    try (Sink sink = new Sink();
        RelayProcess relay = new RelayProcess(folder, sink.port())) {
      relay.start();
      Load load = new Load(relay.smtpPort(), 8).start();
      for (int kill = 0; kill < 3; kill++) {
        int enough = load.accepted().size() + 50 + random.nextInt(400);
        Awaitility.await().atMost(DRAIN_MAX).until(() -> load.accepted().size() >= enough);
        relay.kill();
        relay.start();
      }
      load.close();

      awaitAll(sink, load.accepted(), "seed " + seed);
      // The final dot was sent and its reply not read: SMTP's own window, one mail for each worker
      // at most.
      assertThat(sink.duplicates()).as("duplicates, seed " + seed).isLessThanOrEqualTo(3 * 64);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FaultPoint.RECEIVED_WRITTEN,
        FaultPoint.RECEPTION_COMMITTED,
        FaultPoint.TAKEN,
        FaultPoint.ATTEMPT_WRITTEN,
        FaultPoint.ANSWERED,
        FaultPoint.OUTCOME_WRITTEN
      })
  void shouldLoseNothingWhenKilledAtAStep(String faultPoint) throws Exception {
    try (Sink sink = new Sink();
        RelayProcess relay = new RelayProcess(folder, sink.port())) {
      relay.start(Map.of("RELAY_TEST_FAULT_POINT", faultPoint, "RELAY_TEST_FAULT_PASSES", "100"));
      Load load = new Load(relay.smtpPort(), 4).start();
      assertThat(relay.awaitDeath(DRAIN_MAX)).as("reached " + faultPoint).isTrue();
      relay.start();
      load.close();

      awaitAll(sink, load.accepted(), faultPoint);
    }
  }

  private static void awaitAll(Sink sink, Set<String> markers, String why) {
    assertThat(markers).isNotEmpty();
    Awaitility.await("every accepted mail at the sink, " + why)
        .atMost(DRAIN_MAX)
        .untilAsserted(() -> assertThat(markers).allMatch(m -> sink.arrivals(m) > 0));
  }
}
