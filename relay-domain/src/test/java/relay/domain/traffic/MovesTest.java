package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** How often mails are moved that wait for a limit, on a virtual clock. */
class MovesTest {
  private static final Logger LOG = System.getLogger(MovesTest.class.getName());
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private record Mail(int number, int moves, Instant due) {}

  @Test
  void shouldMoveAMailFourTimesAtMostOnAverageInAWaitOf2000Seconds() {
    Chance.rounds(
        3, random -> run("per-minute=60", 2_200, Duration.ofMillis(50), random.nextInt()));
    Chance.rounds(
        3, random -> run("connections=4", 2_000, Duration.ofSeconds(3), random.nextInt()));
  }

  private static void run(String limits, int mails, Duration attempt, int seed) {
    var settings =
        TrafficSettings.from(
            Settings.of(
                TrafficSettings.ALL, Map.of("traffic.site.mx.example.limits", limits), Map.of()));
    var control =
        new TrafficControl(
            () -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 32, Lane.BULK, 32));
    Site site = settings.flows().site(List.of("mx.example"));
    var queue =
        new PriorityQueue<Mail>(Comparator.comparing(Mail::due).thenComparing(Mail::number));
    for (int i = 0; i < mails; i++) {
      queue.add(new Mail(i, 0, NOON));
    }
    record Running(Permit permit, Instant end) {}
    var running = new PriorityQueue<Running>(Comparator.comparing(Running::end));
    List<Instant> ends = new ArrayList<>();
    long moves = 0;
    while (!queue.isEmpty()) {
      Mail mail = queue.remove();
      while (!running.isEmpty() && !running.peek().end().isAfter(mail.due())) {
        Running over = running.remove();
        over.permit().release(Reach.REACHED, over.end());
      }
      String domain = "d" + Math.floorMod(mail.number() * 31 + seed, 97) + ".example";
      Wish wish = Wish.of(domain, Lane.BULK, mail.moves() > 0).at(site);
      Decision decision = control.ask(wish, mail.due());
      if (decision instanceof Go go) {
        running.add(new Running(go.permit(), mail.due().plus(attempt)));
        ends.add(mail.due());
      } else {
        moves++;
        // A waiting room gives a mail back within some seconds after its time.
        Instant back =
            ((Later) decision).at().plusMillis(Math.floorMod(seed ^ mail.number(), 2000));
        queue.add(new Mail(mail.number(), mail.moves() + 1, back));
      }
    }
    Duration last = Duration.between(NOON, ends.get(ends.size() - 1));
    double each = (double) moves / mails;
    LOG.log(Logger.Level.INFO, limits + ": " + each + " moves a mail, last after " + last);
    assertThat(ends).hasSize(mails);
    assertThat(last).isBetween(Duration.ofSeconds(1400), Duration.ofSeconds(4000));
    assertThat(each).as("moves of each of " + mails + ", " + limits).isLessThanOrEqualTo(4);
  }
}
