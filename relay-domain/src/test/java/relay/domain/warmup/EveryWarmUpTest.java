package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.warmup.WarmUpFixture.COLD;
import static relay.domain.warmup.WarmUpFixture.GOOGLE;
import static relay.domain.warmup.WarmUpFixture.MONDAY;
import static relay.domain.warmup.WarmUpFixture.TAKEN;
import static relay.domain.warmup.WarmUpFixture.WARM;
import static relay.domain.warmup.WarmUpFixture.plan;
import static relay.domain.warmup.WarmUpFixture.said;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.delivery.TransmissionReport;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpVerdict.Wait;

/** Weeks of mail on a virtual clock: what holds whatever comes. */
class EveryWarmUpTest {
  private static final TransmissionReport SLOW =
      said(421, "4.7.0 Too many messages from your IP, rate limited");
  private static final TransmissionReport BLOCKED =
      said(554, "5.7.1 Your IP is blocked using zen.spamhaus.org");

  @Test
  void shouldNeverSendMoreThanTheBudgetAndReachTheTargetWhenEveryDayIsHealthy() {
    Chance.rounds(
        10,
        random -> {
          var plan =
              plan("cold", "'base':{'*':%d},'target':400".formatted(20 + random.nextInt(80)));
          var fixture = new WarmUpFixture().with(plan);
          int day = 0;
          while (!fixture.look(COLD, GOOGLE, midnight(day)).isWarm()) {
            long budget = fixture.look(COLD, GOOGLE, midnight(day)).budget();
            assertThat(fixture.sendsAllDay(COLD, GOOGLE, TAKEN, midnight(day))).isEqualTo(budget);
            day++;
          }
          assertThat(day + 1).isEqualTo(plan.warmDay("google"));
        });
  }

  @Test
  void shouldFindTheVolumeThatAProviderBears() {
    Chance.rounds(
        10,
        random -> {
          long bears = 60 + random.nextInt(200);
          var fixture = new WarmUpFixture().with(plan("cold", "'base':{'*':20},'target':100000"));
          List<Long> budgets = new ArrayList<>();
          for (int day = 0; day < 40; day++) {
            budgets.add(fixture.look(COLD, GOOGLE, midnight(day)).budget());
            sendsUntilBlocked(fixture, bears, midnight(day));
          }

          // One step above what it bears is tried, seen, and taken back.
          assertThat(budgets.subList(20, 40)).allMatch(b -> b <= bears * 1.5);
          assertThat(budgets.subList(20, 40)).anyMatch(b -> b >= bears / 1.5);
        });
  }

  @Test
  void shouldLetMailThatWaitsGoInTurnWithFewMoves() {
    Chance.rounds(
        10,
        random -> {
          var fixture = new WarmUpFixture().with(plan("cold", "'base':{'*':240}"));
          int mails = 20 + random.nextInt(20);

          Moves moves = new Moves(fixture, mails);
          moves.run();

          assertThat(moves.gone).isEqualTo(mails);
          assertThat(moves.perMail()).isLessThanOrEqualTo(4);
          assertThat(moves.last).isBefore(MONDAY.plus(Duration.ofHours(5)));
        });
  }

  private static Instant midnight(int day) {
    return MONDAY.plus(Duration.ofDays(day));
  }

  private static void sendsUntilBlocked(WarmUpFixture fixture, long bears, Instant midnight) {
    long sent = 0;
    for (int hour = 0; hour < 24; hour++) {
      Instant now = midnight.plus(Duration.ofHours(hour));
      while (fixture.sends(COLD, GOOGLE, WarmUpFixture.FIRST, answer(sent, bears), now)) {
        sent++;
      }
    }
    fixture.keeps();
  }

  private static TransmissionReport answer(long sent, long bears) {
    if (sent < bears) {
      return TAKEN;
    }
    return sent % 2 == 0 ? SLOW : BLOCKED;
  }

  /** Mail that may leave from a cold source only. */
  private static final class Moves {
    private final WarmUpFixture fixture;
    private final PriorityQueue<Instant> waiting = new PriorityQueue<>(Comparator.naturalOrder());
    private final int mails;
    private int asked;
    private int gone;
    private Instant last = MONDAY;

    Moves(WarmUpFixture fixture, int mails) {
      this.fixture = fixture;
      this.mails = mails;
    }

    void run() {
      for (int i = 0; i < mails; i++) {
        ask(WarmUpFixture.FIRST, MONDAY);
      }
      while (!waiting.isEmpty()) {
        last = waiting.poll();
        ask(WarmUpFixture.AGAIN, last);
      }
    }

    private void ask(WarmUpWish wish, Instant now) {
      asked++;
      WarmUpVerdict verdict = fixture.warmUps().screen(List.<Source>of(COLD), GOOGLE, wish, now);
      if (verdict instanceof Wait wait) {
        assertThat(wait.until()).isAfter(now);
        waiting.add(wait.until());
        return;
      }
      fixture.warmUps().claim(COLD, GOOGLE, wish, now).orElseThrow().settle(TAKEN);
      gone++;
    }

    double perMail() {
      return (double) (asked - mails) / mails;
    }
  }

  @Test
  void shouldSpillEverythingElseWithoutDelay() {
    Random random = new Random(Chance.seed());
    var fixture = new WarmUpFixture().with(plan("cold", "'base':{'*':100}"));
    long cold = 0;

    for (int minute = 0; minute < 24 * 60; minute++) {
      Instant now = MONDAY.plusSeconds(60L * minute);
      for (int i = random.nextInt(3); i > 0; i--) {
        WarmUpVerdict verdict =
            fixture.warmUps().screen(List.of(WARM, COLD), GOOGLE, WarmUpFixture.FIRST, now);
        assertThat(verdict).isNotInstanceOf(Wait.class);
        cold += fixture.sends(COLD, GOOGLE, WarmUpFixture.FIRST, TAKEN, now) ? 1 : 0;
      }
    }

    assertThat(cold).isEqualTo(100);
  }
}
