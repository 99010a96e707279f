package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueuedMail;
import relay.domain.queue.WaitingRooms;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Permit;
import relay.domain.traffic.Reach;
import relay.domain.traffic.Site;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.traffic.Wish;

/**
 * Mail for a destination that is away for hours, on a virtual clock with the real limits, pauses,
 * schedule and waiting rooms; the relay is started anew in the middle of what follows. Of a million
 * with {@code -Drelay.drain.mails=1000000}.
 */
class DrainTest {
  private static final Logger LOG = System.getLogger(DrainTest.class.getName());
  private static final int MAILS = Integer.getInteger("relay.drain.mails", 10_000);
  private static final int WORKERS = 32;
  private static final long HAND_OVER_MILLIS = 1;
  private static final long REFUSED_MILLIS = 20;
  private static final long TAKEN_MILLIS = 50;
  private static final long START_MILLIS = 60_000;
  private static final int DOMAINS = 97;
  private static final long AWAY_MILLIS = Duration.ofHours(6).toMillis();
  private static final SmtpReply REFUSED = SmtpReply.local(450, "4.4.1", "no connection");

  /** One life of the mail, over two of the relay. */
  private static final class Run {
    private final TrafficSettings traffic;
    private final RetrySchedule schedule;
    private final QueuedMail like;
    private final TimeHeap rooms = new TimeHeap();
    private final TimeHeap ends = new TimeHeap();
    private final ArrayDeque<Integer> lane = new ArrayDeque<>();
    private final Map<Integer, Permit> permits = new HashMap<>();
    private final byte[] attempts = new byte[MAILS];
    private final byte[] arrivals = new byte[MAILS];
    private final boolean[] putOff = new boolean[MAILS];
    private final long[] told = new long[MAILS];
    private TrafficControl control;
    private long now;
    private long laneFree;
    private int arrived;
    private int deferrals;
    private int tries;
    private int early;
    private int late;
    private long moves;
    private boolean startedAnew;

    Run(String limits, Random random) {
      Map<String, String> rules =
          limits.isEmpty() ? Map.of() : Map.of("traffic.site.mx.example.limits", limits);
      traffic = TrafficSettings.from(Settings.of(TrafficSettings.ALL, rules, Map.of()));
      var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
      schedule = new RetrySchedule(RetryRules.of(retry), random);
      Instant expiry =
          schedule.expiryOf(MailOwner.of(Lane.BULK), Lane.BULK, NOON, MailOptions.NONE);
      like = aMail().lane(Lane.BULK).acceptedAt(NOON).expiresAt(expiry).build();
      start();
      for (int i = 0; i < MAILS; i++) {
        lane.addLast(i);
      }
    }

    private void start() {
      control =
          new TrafficControl(
              () -> traffic, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 32, Lane.BULK, WORKERS));
    }

    void play() {
      while (arrived < MAILS) {
        long next = Math.min(rooms.time(), ends.time());
        if (!lane.isEmpty() && permits.size() < WORKERS) {
          next = Math.min(next, Math.max(now, laneFree));
        }
        assertThat(next).as(arrived + " arrived, nothing to come").isLessThan(Long.MAX_VALUE >> 24);
        now = next;
        while (ends.time() == now) {
          end(ends.remove());
        }
        while (rooms.time() == now) {
          lane.addLast(rooms.remove());
        }
        if (!lane.isEmpty() && permits.size() < WORKERS && laneFree <= now) {
          laneFree = now + HAND_OVER_MILLIS;
          begin(lane.removeFirst());
        }
        if (!startedAnew && arrived >= MAILS / 2) {
          startAnew();
        }
      }
    }

    /** Broker and journal outlive it: what was under way is given out again. */
    private void startAnew() {
      startedAnew = true;
      while (!ends.isEmpty()) {
        int mail = ends.remove();
        // Nobody knows of an attempt that did not end; here none had come to its content.
        lane.addFirst(mail);
      }
      permits.clear();
      start();
      laneFree = now + START_MILLIS;
    }

    private void begin(int mail) {
      early += now < told[mail] ? 1 : 0;
      Wish wish =
          new Wish(
              "d" + mail % DOMAINS + ".example",
              Optional.of(new Site("mx.example", List.of("mx.example"), Optional.empty())),
              Lane.BULK,
              putOff[mail],
              1,
              10_000);
      Decision decision = control.ask(wish, instant(now));
      if (decision instanceof Decision.Go go) {
        tries++;
        permits.put(mail, go.permit());
        ends.add(now + (now < AWAY_MILLIS ? REFUSED_MILLIS : TAKEN_MILLIS), mail);
      } else if (decision instanceof Decision.Later later) {
        putOff[mail] = true;
        rest(mail, Duration.between(NOON, later.at()).toMillis());
      } else if (decision instanceof Decision.Away away) {
        defer(mail, away.reply());
      }
    }

    private void end(int mail) {
      Permit permit = permits.remove(mail);
      if (now < AWAY_MILLIS) {
        permit.release(Reach.UNREACHED, instant(now));
        defer(mail, REFUSED);
      } else {
        permit.release(Reach.REACHED, instant(now));
        arrivals[mail]++;
        arrived++;
      }
    }

    private void defer(int mail, SmtpReply reply) {
      deferrals++;
      attempts[mail]++;
      putOff[mail] = false;
      Optional<Instant> next = schedule.next(like, attempts[mail], reply, instant(now));
      assertThat(next).as("the time of the mail is not over").isPresent();
      rest(mail, Duration.between(NOON, next.get()).toMillis());
    }

    /** From room to room until it is due. */
    private void rest(int mail, long due) {
      moves++;
      told[mail] = due;
      Instant until = instant(due);
      Instant latest = WaitingRooms.latest(instant(now), until);
      Instant at = instant(now);
      while (at.isBefore(until)) {
        at = WaitingRooms.next(at, until, latest).leavesAt();
      }
      late += at.isAfter(latest) ? 1 : 0;
      rooms.add(Math.max(now + 1, Duration.between(NOON, at).toMillis()), mail);
    }

    private static Instant instant(long millis) {
      return NOON.plusMillis(millis);
    }

    Duration afterReturn() {
      return Duration.ofMillis(now - AWAY_MILLIS);
    }

    boolean eachOnce() {
      for (byte arrivals : arrivals) {
        if (arrivals != 1) {
          return false;
        }
      }
      return true;
    }

    String story() {
      return "%d mails, %d deferrals, %d attempts, %d moves, all there %s after the return"
          .formatted(MAILS, deferrals, tries, moves, afterReturn());
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "connections=20", "per-minute=6000"})
  void shouldLoseNoneAndSendNoneEarlyWhenTheDestinationIsBack(String limits) {
    Chance.rounds(
        1,
        random -> {
          var run = new Run(limits, new Random(random.nextLong()));

          run.play();

          LOG.log(Logger.Level.INFO, "'" + limits + "': " + run.story());
          assertThat(run.eachOnce()).as(run.story()).isTrue();
          assertThat(run.early).as("earlier than told").isZero();
          assertThat(run.late).as("later than a tenth of its wait").isZero();
          assertThat(run.startedAnew).isTrue();
          // While nobody is there a mail in some hundred is tried, and each keeps its schedule.
          assertThat(run.tries).isLessThan(MAILS * 3 / 2);
          assertThat(run.deferrals).isGreaterThanOrEqualTo(MAILS);
        });
  }

  /** The yardstick itself: a mail that comes before its time is seen. */
  @Test
  void shouldSeeAMailThatComesEarly() {
    var run = new Run("", new Random(1));
    Arrays.fill(run.told, 1, 2, Long.MAX_VALUE);

    run.play();

    assertThat(run.early).isEqualTo(1);
  }
}
