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
    "8, 10000, 7"
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

  @Test
  void shouldStandByWithAQuarterOfTheWorkersAtMostAndOneAtEachFlowOfFourConnections() {
    List<Wait> standing = standAtAll();

    assertThat(standing).hasSize(8);
    assertThat(standing).allMatch(each -> each.line().count() == 1);
    assertThat(standing).allMatch(each -> each.left().equals(Duration.ofMillis(1500)));
  }

  @Test
  void shouldNotStandByWhereTheOperatorWantsNone() {
    file.put("traffic.standby-percent", "0");

    assertThat(standAtAll()).isEmpty();
  }

  @Test
  void shouldNotStandByLongerThanTheOperatorWants() {
    file.put("traffic.standby", "700ms");

    assertThat(standAtAll()).hasSize(8).allMatch(e -> e.left().equals(Duration.ofMillis(700)));
  }

  /** Two mails at each of many flows of four connections, whose attempts take a second. */
  private List<Wait> standAtAll() {
    for (int i = 0; i < SITES; i++) {
      file.put("traffic.site.mx" + i + ".example.limits", "connections=4");
    }
    var settings = TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
    var control =
        new TrafficControl(
            () -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 32, Lane.BULK, 32));
    List<Wait> standing = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      Wish wish =
          Wish.of("d" + i + ".example", Lane.BULK, true)
              .at(settings.flows().site(List.of("mx" + i + ".example")));
      ((Go) control.ask(wish, NOON.minusSeconds(1))).permit().release(Reach.REACHED, NOON);
      while (control.take(wish, NOON).isPresent()) {
        // All places are in use now.
      }
      for (int mail = 0; mail < 2; mail++) {
        Wait wait = control.stepIn(wish, NOON);
        if (wait.left().isZero()) {
          wait.end();
        } else {
          wait.line().enter(Lane.BULK);
          standing.add(wait);
        }
      }
    }
    return standing;
  }
}
