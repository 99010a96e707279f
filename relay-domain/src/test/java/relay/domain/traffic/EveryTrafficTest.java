package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;

/** Hours of traffic by chance: limits that hold, promises that are kept, places that come back. */
class EveryTrafficTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 4, Lane.TRANSACTIONAL, 16, Lane.BULK, 16);
  private static final TrafficSettings SETTINGS =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));

  /** An attempt that is under way. */
  private record Running(String destination, Lane lane, Permit permit) {}

  private final List<Running> running = new ArrayList<>();
  private final Map<String, Integer> perDestination = new HashMap<>();

  @Test
  void shouldNeverExceedItsLimitsWhateverIsAskedAndReleased() {
    Chance.rounds(
        30,
        random -> {
          running.clear();
          perDestination.clear();
          TrafficControl control = new TrafficControl(() -> SETTINGS, WORKERS);
          Instant now = NOON;
          for (int step = 0; step < 400; step++) {
            now = now.plusMillis(random.nextInt(2000));
            if (random.nextInt(3) > 0 || running.isEmpty()) {
              ask(control, random, now);
            } else {
              release(random, now);
            }

            int most = SETTINGS.connectionsMax() + SETTINGS.otpConnections();
            assertThat(perDestination.values()).allMatch(n -> n <= most);
            for (Lane lane : Lane.values()) {
              assertThat(ofLane(lane, "a")).isLessThanOrEqualTo(WORKERS.get(lane));
            }
          }
        });
  }

  @Test
  void shouldPromiseOnlyTimesThatLieAheadAndWithinTheBound() {
    Chance.rounds(
        30,
        random -> {
          TrafficControl control = new TrafficControl(() -> SETTINGS, WORKERS);
          Instant now = NOON;
          for (int step = 0; step < 400; step++) {
            now = now.plusMillis(random.nextInt(500));
            Lane lane = oneOf(random, Lane.values());

            Decision decision = control.ask("a", lane, random.nextBoolean(), now);

            if (decision instanceof Decision.Later later) {
              Duration most = lane == Lane.OTP ? SETTINGS.otpPutOffMax() : SETTINGS.putOffMax();
              Duration wait = Duration.between(now, later.at());
              assertThat(wait).isPositive();
              assertThat(wait).isLessThanOrEqualTo(most.plusSeconds(1));
            } else if (decision instanceof Decision.Go go && random.nextBoolean()) {
              go.permit().release(Reach.REACHED, now.plusMillis(random.nextInt(5000)));
            }
          }
        });
  }

  @Test
  void shouldAlwaysLetMailGoToADestinationThatIsIdleAndThere() {
    Chance.rounds(
        100,
        random -> {
          running.clear();
          perDestination.clear();
          TrafficControl control = new TrafficControl(() -> SETTINGS, WORKERS);
          Instant now = NOON;
          for (int step = 0; step < 100; step++) {
            now = now.plusMillis(random.nextInt(2000));
            ask(control, random, now);
          }
          while (!running.isEmpty()) {
            now = now.plusMillis(random.nextInt(100));
            Running over = running.remove(random.nextInt(running.size()));
            over.permit().release(Reach.REACHED, now);
          }

          for (String destination : List.of("a", "b", "never asked before")) {
            for (Lane lane : Lane.values()) {
              Decision decision = control.ask(destination, lane, true, now);
              assertThat(decision).isInstanceOf(Decision.Go.class);
              ((Decision.Go) decision).permit().release(Reach.REACHED, now);
            }
          }
        });
  }

  @Test
  void shouldNotLetOneDestinationsAbsenceTouchAnother() {
    TrafficControl control = new TrafficControl(() -> SETTINGS, WORKERS);
    Instant now = NOON;
    for (int i = 0; i < 50; i++) {
      if (control.ask("dead", Lane.BULK, false, now) instanceof Decision.Go go) {
        now = now.plusSeconds(1);
        go.permit().release(Reach.UNREACHED, now);
      }
    }

    assertThat(control.ask("dead", Lane.OTP, false, now)).isInstanceOf(Decision.Away.class);
    assertThat(control.ask("alive", Lane.BULK, false, now)).isInstanceOf(Decision.Go.class);
  }

  @Test
  void shouldComeBackByItselfToADestinationThatWasAway() {
    Chance.rounds(
        30,
        random -> {
          TrafficControl control = new TrafficControl(() -> SETTINGS, WORKERS);
          Instant now = NOON;
          Instant backAt = NOON.plusSeconds(random.nextInt(7200));
          boolean delivered = false;
          while (!delivered && now.isBefore(backAt.plus(SETTINGS.pauseMax()).plusSeconds(120))) {
            if (control.ask("a", Lane.TRANSACTIONAL, false, now) instanceof Decision.Go go) {
              boolean there = !now.isBefore(backAt);
              now = now.plusSeconds(1);
              go.permit().release(there ? Reach.REACHED : Reach.UNREACHED, now);
              delivered = there;
            }
            now = now.plusSeconds(1 + random.nextInt(30));
          }

          assertThat(delivered).isTrue();
          assertThat(control.ask("a", Lane.BULK, false, now)).isInstanceOf(Decision.Go.class);
        });
  }

  private void ask(TrafficControl control, Random random, Instant now) {
    String destination = oneOf(random, "a", "b");
    Lane lane = oneOf(random, Lane.values());
    if (control.ask(destination, lane, random.nextBoolean(), now) instanceof Decision.Go go) {
      running.add(new Running(destination, lane, go.permit()));
      perDestination.merge(destination, 1, Integer::sum);
    }
  }

  private void release(Random random, Instant now) {
    Running over = running.remove(random.nextInt(running.size()));
    over.permit().release(oneOf(random, Reach.values()), now);
    over.permit().release(Reach.REACHED, now);
    perDestination.merge(over.destination(), -1, Integer::sum);
  }

  private long ofLane(Lane lane, String destination) {
    return running.stream()
        .filter(r -> r.lane() == lane && r.destination().equals(destination))
        .count();
  }
}
