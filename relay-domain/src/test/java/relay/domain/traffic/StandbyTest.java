package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision.Go;

/** Connections that are few stay in use while mail waits, and other destinations lose nothing. */
class StandbyTest {
  private static final Logger LOG = System.getLogger(StandbyTest.class.getName());
  private static final Instant NOON = LaneSimulation.NOON;
  private static final MailOwner GREAT = new MailOwner("great", "news", "");
  private static final MailOwner OTHER = new MailOwner("other", "news", "");
  private static final Duration A_MILLISECOND = Duration.ofMillis(1);
  private static final int SITES = 40;
  private final Map<String, String> file = new HashMap<>();
  private Duration attempt = Duration.ofSeconds(1);

  /** One in five connections is kept for one-time passwords; of 32 workers each has one mail. */
  @ParameterizedTest
  @CsvSource({
    "20, 1000, 16",
    "4, 200, 3",
    "4, 1000, 3",
    "4, 3000, 3",
    "20, 200, 16",
    "100, 5000, 32",
    "2, 500, 1",
    "1, 1000, 1",
    "8, 10000, 7",
    "30, 240, 24"
  })
  void shouldKeepConnectionsBusyWhileMailWaits(int connections, int attemptMillis, int usable) {
    var attempt = Duration.ofMillis(attemptMillis);
    var lane = new LaneSimulation("connections=" + connections, attempt, A_MILLISECOND);
    lane.handIn(GREAT, 20_000, Duration.ZERO, A_MILLISECOND).play(Duration.ofMinutes(6));

    int gone = lane.of(GREAT).gone;
    Duration time = gone == 20_000 ? lane.time(GREAT) : Duration.ofMinutes(6);
    double busy = (double) gone * attemptMillis / usable / time.toMillis();
    double moves = (double) lane.of(GREAT).moves / gone;
    LOG.log(
        Logger.Level.INFO,
        "%d connections, attempts of %d ms: %d gone, %.0f %% of %d busy, %.1f moves each"
            .formatted(connections, attemptMillis, gone, busy * 100, usable, moves));
    assertThat(busy).isBetween(0.85, 1.05);
    assertThat(moves).isLessThan(4);
  }

  @ParameterizedTest
  @CsvSource({"4, 1000", "4, 3000", "20, 1000"})
  void shouldNotHaveMailToOthersWaitForWorkersThatStandBy(int connections, int attemptMillis) {
    var attempt = Duration.ofMillis(attemptMillis);
    Duration moment = Duration.ofSeconds(30);
    Duration each = Duration.ofMillis(200);
    var alone = new LaneSimulation("connections=" + connections, attempt, A_MILLISECOND);
    alone.elsewhere(OTHER).handIn(OTHER, 500, moment, each).play(Duration.ofMinutes(6));
    var beside = new LaneSimulation("connections=" + connections, attempt, A_MILLISECOND);
    beside.elsewhere(OTHER).handIn(GREAT, 20_000, Duration.ZERO, A_MILLISECOND);
    beside.handIn(OTHER, 500, moment, each).play(Duration.ofMinutes(6));

    assertThat(beside.of(GREAT).gone).isPositive();
    assertThat(beside.of(OTHER).gone).isEqualTo(500);
    assertThat(beside.of(OTHER).moves).isEqualTo(alone.of(OTHER).moves);
    assertThat(beside.time(OTHER).toMillis()).isCloseTo(alone.time(OTHER).toMillis(), within(500L));
  }

  @ParameterizedTest
  @CsvSource({
    "20, 200, 200",
    "20, 200, 2000",
    "20, 200, 5000",
    "30, 240, 300",
    "30, 600, 300",
    "20, 20, 200",
    "8, 200, 200"
  })
  void shouldHaveATrickleToOthersPassWorkersThatStandInLineAtAFastFlow(
      int connections, int attemptMillis, int eachMillis) {
    var attempt = Duration.ofMillis(attemptMillis);
    Duration each = Duration.ofMillis(eachMillis);
    int few = (int) Duration.ofMinutes(2).dividedBy(each);
    var lane = new LaneSimulation("connections=" + connections, attempt, A_MILLISECOND);
    lane.elsewhere(OTHER).handIn(GREAT, 20_000, Duration.ZERO, A_MILLISECOND);
    lane.handIn(OTHER, few, Duration.ofSeconds(30), each).play(Duration.ofMinutes(6));

    LOG.log(
        Logger.Level.INFO,
        "%d connections, attempts of %d ms, another mail each %d ms: it waited %s at most"
            .formatted(connections, attemptMillis, eachMillis, lane.of(OTHER).longestWait));
    assertThat(lane.of(OTHER).gone).isEqualTo(few);
    assertThat(lane.of(OTHER).moves).isZero();
    assertThat(lane.of(OTHER).longestWait).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void shouldStandByWithAQuarterOfTheWorkersAtMostAndOneAtEachFlowOfOneConnection() {
    List<Wait> standing = standAtAll(96);

    assertThat(standing).hasSize(24);
    assertThat(standing).allMatch(each -> each.line().count() == 1);
    assertThat(standing).allMatch(each -> each.left().equals(Duration.ofMillis(1500)));
  }

  @Test
  void shouldStandByWithNoMoreThanHalfOfTheWorkersThatHaveNoAttempt() {
    assertThat(standAtAll(SITES + 20)).hasSize(10);
  }

  @Test
  void shouldCountWorkersInLineAtFastFlowsAsStandingBy() {
    attempt = Duration.ofMillis(200);

    List<Wait> standing = standAtAll(96);

    assertThat(standing).hasSize(24);
    assertThat(standing).allMatch(each -> each.left().equals(Duration.ofMillis(250)));
  }

  @Test
  void shouldNotStandByWhereTheOperatorWantsNone() {
    file.put("traffic.standby-percent", "0");

    assertThat(standAtAll(96)).isEmpty();
  }

  @Test
  void shouldNotStandByLongerThanTheOperatorWants() {
    file.put("traffic.standby", "1100ms");

    assertThat(standAtAll(96)).hasSize(24).allMatch(e -> e.left().equals(Duration.ofMillis(1100)));
  }

  /** Two mails at each of many flows of one connection that is in use. */
  private List<Wait> standAtAll(int workers) {
    for (int i = 0; i < SITES; i++) {
      file.put("traffic.site.mx" + i + ".example.limits", "connections=1");
    }
    var settings = TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
    var control =
        new TrafficControl(
            () -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 32, Lane.BULK, workers));
    List<Wait> standing = new ArrayList<>();
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      Wish wish =
          Wish.of("d" + i + ".example", Lane.BULK, true)
              .at(settings.flows().site(List.of("mx" + i + ".example")));
      wishes.add(wish);
      ((Go) control.ask(wish, NOON.minus(attempt))).permit().release(Reach.REACHED, NOON);
      assertThat(control.take(wish, NOON)).isPresent();
    }
    for (int mail = 0; mail < 2 * SITES; mail++) {
      Wait wait = control.stepIn(wishes.get(mail % SITES), NOON);
      if (wait.left().isZero()) {
        wait.end();
      } else {
        wait.line().enter(Lane.BULK);
        standing.add(wait);
      }
    }
    return standing;
  }
}
