package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** Who waits for a new connection, where their number a minute is limited. */
class OpeningsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final int A_MINUTE = 60;

  private record Mail(int number, int moves, Instant due) {}

  /** What came of a run. */
  private static final class Story {
    private final List<Instant> opened = new ArrayList<>();
    private final List<Instant> gone = new ArrayList<>();
    private long moves;

    double movesEach() {
      return (double) moves / gone.size();
    }

    Duration last() {
      return Duration.between(NOON, gone.get(gone.size() - 1));
    }

    /** However one looks: no minute has more than the limit and its burst. */
    void isWithinTheLimit() {
      for (int i = 0, from = 0; i < opened.size(); i++) {
        while (!opened.get(from).plusSeconds(60).isAfter(opened.get(i))) {
          from++;
        }
        assertThat(i - from + 1).isLessThanOrEqualTo((int) (A_MINUTE * 1.1) + 1);
      }
    }
  }

  /** Mails and servers of one run. */
  private static final class Run {
    private final PriorityQueue<Mail> queue =
        new PriorityQueue<>(Comparator.comparing(Mail::due).thenComparing(Mail::number));
    private final Set<Integer> vanishing = new HashSet<>();
    private final TrafficControl control = control("connections-per-minute=" + A_MINUTE);
    private final Story story = new Story();
    private int mailsEach = 1;
    private int carried;

    void add(int number, Instant at) {
      queue.add(new Mail(number, 0, at));
    }

    Story play(RandomGenerator random) {
      while (!queue.isEmpty()) {
        Mail mail = queue.remove();
        Wish wish = wish("d" + mail.number() % 97 + ".example", Lane.BULK, mail.moves() > 0);
        Decision decision = control.ask(wish, mail.due());
        if (decision instanceof Go go) {
          if (carried++ % mailsEach == 0) {
            go.permit().allowance(InstantSource.fixed(mail.due())).connecting();
            story.opened.add(mail.due());
          }
          go.permit().release(Reach.REACHED, mail.due());
          story.gone.add(mail.due());
          story.moves += mail.moves();
        } else if (!vanishing.contains(mail.number())) {
          // A waiting room gives a mail back within some seconds after its time.
          Instant back = ((Later) decision).at().plusMillis(random.nextInt(3_000));
          queue.add(new Mail(mail.number(), mail.moves() + 1, back));
        }
      }
      return story;
    }
  }

  @Test
  void shouldMoveEachMailAboutOnceInAWaitOf2000Seconds() {
    Chance.rounds(
        1,
        random -> {
          var run = new Run();
          for (int i = 0; i < 2_000; i++) {
            run.add(i, NOON);
          }

          Story story = run.play(random);

          assertThat(story.gone).hasSize(2_000);
          story.isWithinTheLimit();
          assertThat(story.last()).isBetween(Duration.ofSeconds(1_980), Duration.ofSeconds(2_300));
          assertThat(story.movesEach()).isLessThanOrEqualTo(2);
        });
  }

  @Test
  void shouldGiveEachWaitingMailATimeOfItsOwn() {
    TrafficControl control = control("connections-per-minute=60");
    open(control, 6);

    List<Instant> told = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      told.add(((Later) control.ask(wish("x" + i, Lane.BULK, false), NOON)).at());
    }

    assertThat(told).doesNotHaveDuplicates().isSorted();
    assertThat(told.get(0)).isEqualTo(NOON.plusSeconds(1));
    assertThat(told.get(99)).isEqualTo(NOON.plusSeconds(100));
    assertThat(control.flows(NOON).get(0).slots()).isEqualTo(100);
  }

  @Test
  void shouldLoseNoTurnOfMailThatNeverComesBack() {
    Chance.rounds(
        1,
        random -> {
          var run = new Run();
          for (int i = 0; i < 1_000; i++) {
            run.add(i, NOON);
            if (random.nextInt(3) == 0) {
              run.vanishing.add(i);
            }
          }
          int vanished = run.vanishing.size();
          for (int i = 0; i < vanished; i++) {
            run.add(1_000 + i, NOON.plusSeconds(60).plusMillis(900_000L * i / vanished));
          }

          Story story = run.play(random);

          story.isWithinTheLimit();
          assertThat(story.gone.size()).isBetween(990, 1_010);
          // Who came later has what they left: as if nobody had gone.
          assertThat(story.last()).isLessThan(Duration.ofSeconds(1_150));
        });
  }

  @Test
  void shouldLetMailGoOverConnectionsThatAreOpenAsFastAsItDid() {
    Chance.rounds(
        1,
        random -> {
          var run = new Run();
          run.mailsEach = 20;
          // Handed in faster than the limit allows, so that turns are needed.
          for (int i = 0; i < 6_000; i++) {
            run.add(i, NOON.plusMillis(20L * i));
          }

          Story story = run.play(random);

          assertThat(story.gone).hasSize(6_000);
          story.isWithinTheLimit();
          assertThat(story.last()).isLessThan(Duration.ofSeconds(420));
          assertThat(story.movesEach()).isLessThanOrEqualTo(4);
        });
  }

  @Test
  void shouldGiveWhoeverBroughtFewMailsHisPartOfTheTurns() {
    TrafficControl control = control("connections-per-minute=60");
    open(control, 6);
    MailOwner many = new MailOwner("many", "news", "");
    MailOwner few = new MailOwner("few", "news", "");
    Instant last = NOON;
    for (int i = 0; i < 200; i++) {
      last = ((Later) control.ask(wish("x", Lane.BULK, false).of(many), NOON)).at();
    }

    Later first = (Later) control.ask(wish("y", Lane.BULK, false).of(few), NOON);

    assertThat(first.at()).isBefore(last.minusSeconds(100));
    open(control, 1, first.at(), few);
  }

  @Test
  void shouldLetPasswordsOpenConnectionsBeforeAllWhoHaveTurnsUpToTheirPart() {
    TrafficControl control = control("connections-per-minute=60");
    open(control, 6);
    Instant last = NOON;
    for (int i = 0; i < 100; i++) {
      last = ((Later) control.ask(wish("x", Lane.BULK, false), NOON)).at();
    }

    for (int i = 0; i < 3; i++) {
      connect(control.ask(wish("a", Lane.OTP, false), NOON), NOON);
    }
    Later beyond = (Later) control.ask(wish("a", Lane.OTP, false), NOON);

    assertThat(last).isAfter(NOON.plusSeconds(60));
    assertThat(beyond.reason())
        .isEqualTo("destination_limit otp-share-of-connections-per-minute site:mx.example");
    assertThat(control.ask(wish("a", Lane.OTP, true), NOON.plusSeconds(2))).isInstanceOf(Go.class);
  }

  private static void connect(Decision decision, Instant now) {
    Permit permit = ((Go) decision).permit();
    permit.allowance(InstantSource.fixed(now)).connecting();
    permit.release(Reach.REACHED, now);
  }

  @Test
  void shouldKeepNoTurnThatIsFurtherAwayThanMailIsPutOff() {
    TrafficControl control = control("connections-per-minute=1");
    open(control, 1);

    Instant told = NOON;
    for (int i = 0; i < 100; i++) {
      told = ((Later) control.ask(wish("x", Lane.BULK, false), NOON)).at();
    }

    assertThat(told).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
    assertThat(control.flows(NOON).get(0).slots()).isEqualTo(30);
  }

  @Test
  void shouldLetNewcomersWaitForThoseWhoseTurnHasCome() {
    TrafficControl control = control("connections-per-minute=60");
    open(control, 6);
    Instant turn = ((Later) control.ask(wish("x", Lane.BULK, false), NOON)).at();

    assertThat(control.ask(wish("new", Lane.BULK, false), turn)).isInstanceOf(Later.class);
    assertThat(control.ask(wish("x", Lane.BULK, true), turn)).isInstanceOf(Go.class);
  }

  private static void open(TrafficControl control, int connections) {
    open(control, connections, NOON, MailOwner.of(Lane.BULK));
  }

  private static void open(TrafficControl control, int connections, Instant at, MailOwner owner) {
    for (int i = 0; i < connections; i++) {
      Go go = (Go) control.ask(wish("o" + i, Lane.BULK, at.isAfter(NOON)).of(owner), at);
      go.permit().allowance(InstantSource.fixed(at)).connecting();
      go.permit().release(Reach.REACHED, at);
    }
  }

  private static TrafficControl control(String limits) {
    var settings =
        TrafficSettings.from(
            Settings.of(
                TrafficSettings.ALL, Map.of("traffic.site.mx.example.limits", limits), Map.of()));
    return new TrafficControl(
        () -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 200, Lane.BULK, 200));
  }

  private static Wish wish(String domain, Lane lane, boolean wasPutOff) {
    var site = new Site("mx.example", List.of("mx.example"), java.util.Optional.empty());
    return Wish.of(domain, lane, wasPutOff).at(site);
  }
}
