package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.Recipient;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** The controller against providers that have a rule of their own, on a virtual clock. */
class ControllerTest {
  private static final Logger LOG = System.getLogger(ControllerTest.class.getName());
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final int WORKERS = 16;
  private static final Recipient BOB = Recipient.of(EmailAddress.parse("bob@example.org"));

  private record Mail(int number, int moves, Instant due) implements Comparable<Mail> {
    /** Millions of times in each test: a chain of comparators took half of its time. */
    @Override
    public int compareTo(Mail other) {
      int order = due.compareTo(other.due);
      return order == 0 ? Integer.compare(number, other.number) : order;
    }
  }

  private record Running(Mail mail, Permit permit, Instant end) {}

  /** Mails that wait, a provider, and what came of it in each minute. */
  private static final class World {
    private final TrafficSettings settings =
        TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));
    private final TrafficControl control =
        new TrafficControl(
            () -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, WORKERS));
    private final Site site = settings.flows().site(List.of("mx.example"));
    private final PriorityQueue<Mail> queue = new PriorityQueue<>();
    private final PriorityQueue<Running> running =
        new PriorityQueue<>(Comparator.comparing(Running::end));
    private final Random random;
    private final Map<Integer, Integer> seenInMinute = new HashMap<>();
    private Instant clock = NOON;
    private final int[] taken = new int[24 * 60];
    private final int[] tried = new int[24 * 60];

    World(Random random, int mails) {
      this.random = random;
      for (int i = 0; i < mails; i++) {
        queue.add(new Mail(i, 0, NOON));
      }
    }

    /** So many minutes of a provider that takes so many mails in each minute. */
    void live(int minutes, IntUnaryOperator cap, String refusal) {
      Instant end = NOON.plus(Duration.ofMinutes(minutes));
      while (!queue.isEmpty() && queue.peek().due().isBefore(end) && clock.isBefore(end)) {
        Mail mail = queue.remove();
        clock = mail.due().isAfter(clock) ? mail.due() : clock;
        while (!running.isEmpty()
            && (running.size() >= WORKERS || !running.peek().end().isAfter(clock))) {
          Running over = running.remove();
          clock = over.end().isAfter(clock) ? over.end() : clock;
          answer(over, cap, refusal);
        }
        ask(mail);
      }
    }

    private void ask(Mail mail) {
      Wish wish =
          Wish.of("d" + mail.number() % 50 + ".example", Lane.BULK, mail.moves() > 0).at(site);
      Decision decision = control.ask(wish, clock);
      if (decision instanceof Go go) {
        Instant end = clock.plusMillis(50 + random.nextInt(200));
        running.add(new Running(mail, go.permit(), end));
      } else if (decision instanceof Later later) {
        Instant back = later.at().plusMillis(random.nextInt(2000));
        queue.add(new Mail(mail.number(), mail.moves() + 1, back));
      }
    }

    private void answer(Running over, IntUnaryOperator cap, String refusal) {
      int minute = (int) Duration.between(NOON, over.end()).toMinutes();
      tried[minute]++;
      boolean isTaken = seenInMinute.merge(minute, 1, Integer::sum) <= cap.applyAsInt(minute);
      SmtpReply reply =
          isTaken
              ? SmtpReply.received(250, List.of("2.0.0 taken"))
              : SmtpReply.received(451, List.of(refusal));
      over.permit()
          .release(
              new TransmissionReport(
                  List.of(
                      new RecipientReply(BOB, reply, Stage.RCPT, false, HostTrace.NONE, false))),
              over.end());
      if (isTaken) {
        taken[minute]++;
      } else {
        Instant again = over.end().plusSeconds(600 + random.nextInt(600));
        queue.add(new Mail(over.mail().number(), over.mail().moves(), again));
      }
    }

    int mostTried(int from, int to) {
      return IntStream.range(from, to).map(m -> tried[m]).max().orElse(0);
    }

    double usual(int from, int to) {
      return IntStream.range(from, to).map(m -> taken[m]).average().orElse(0);
    }

    String story(int minutes) {
      List<String> told = new ArrayList<>();
      for (int m = 0; m < minutes; m += 5) {
        told.add(m + ":" + taken[m] + "/" + tried[m]);
      }
      return String.join(" ", told);
    }
  }

  @Test
  void shouldConvergeToAHiddenCapWithoutSwingingAndComeBackWhenItIsLifted() {
    Chance.rounds(
        3,
        random -> {
          int cap = 60 + random.nextInt(90);
          World world = new World(random, 75_000);

          world.live(240, minute -> minute < 120 ? cap : 3 * cap, "4.7.1 you are sending too fast");

          String story = "cap " + cap + ", then " + 3 * cap + ": " + world.story(240);
          LOG.log(Logger.Level.INFO, story);
          assertThat(world.usual(30, 120)).as(story).isBetween(0.8 * cap, 1.01 * cap);
          assertThat(world.mostTried(10, 120)).as(story).isLessThan(2 * cap);
          assertThat(world.usual(200, 240)).as(story).isGreaterThan(2 * cap);
        });
  }

  @Test
  void shouldSlowDownWhenTheCapFallsAndRecoverWhenItReturns() {
    Chance.rounds(
        2,
        random -> {
          int cap = 100 + random.nextInt(60);
          World world = new World(random, 45_000);

          world.live(
              300,
              minute -> minute >= 90 && minute < 150 ? cap / 4 : cap,
              "4.7.1 rate limit exceeded");

          String story = "cap " + cap + ": " + world.story(300);
          LOG.log(Logger.Level.INFO, story);
          assertThat(world.usual(110, 150)).as(story).isGreaterThan(0.75 * (cap / 4));
          assertThat(world.usual(240, 300)).as(story).isGreaterThan(0.8 * cap);
        });
  }

  @Test
  void shouldProbeAProviderThatDefersEverythingInsteadOfTryingAllOfThem() {
    Chance.rounds(
        2,
        random -> {
          World world = new World(random, 20_000);

          world.live(180, minute -> minute < 120 ? 0 : 100_000, "4.3.0 out of order");

          int tried = IntStream.range(0, 120).map(m -> world.tried[m]).sum();
          String story = tried + " attempts in vain: " + world.story(180);
          LOG.log(Logger.Level.INFO, story);
          assertThat(tried).as(story).isLessThan(150);
          assertThat(IntStream.range(120, 180).map(m -> world.taken[m]).sum())
              .as(story)
              .isGreaterThan(10_000);
          assertThat(world.control.flows(NOON.plus(Duration.ofHours(3))).get(0).restrictions())
              .isEmpty();
        });
  }

  @Test
  void shouldNotStandInTheWayOfAProviderThatGreylists() {
    var settings = TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));
    var control =
        new TrafficControl(
            () -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, WORKERS));
    Site site = settings.flows().site(List.of("mx.example"));
    var grey = SmtpReply.received(450, List.of("4.7.1 Greylisted, try again in 5 minutes"));
    for (int i = 0; i < 2_000; i++) {
      Instant now = NOON.plusMillis(i * 20L);
      var wish = new Wish("d.example", Optional.of(site), Lane.BULK, false, 1, 100);
      Go go = (Go) control.ask(wish, now);
      go.permit()
          .release(
              new TransmissionReport(
                  List.of(new RecipientReply(BOB, grey, Stage.RCPT, false, HostTrace.NONE, false))),
              now);
    }

    assertThat(control.flows(NOON).get(0).restrictions()).isEmpty();
  }
}
