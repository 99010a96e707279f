package relay.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Notify;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;

/**
 * Days of a relay's life in seconds: thousands of mails, servers of every character, and a relay
 * that dies again and again. Whatever happens, every promise holds. A failure names its seed; put
 * it into {@link #FIXED_SEED} to see it again.
 */
class DeliverySimulation {
  private static final Logger LOG = System.getLogger(DeliverySimulation.class.getName());
  private static final long FIXED_SEED = 20260101;
  private static final int MAILS = 3_000;
  private static final Duration ARRIVALS = Duration.ofHours(2);
  private static final List<String> CHARACTERS =
      List.of("good", "good", "good", "fine", "fine", "grey", "slow", "full", "ill", "dead");
  private static final Notify[][] WISHES = {
    {}, {}, {}, {Notify.NEVER}, {Notify.FAILURE}, {Notify.SUCCESS, Notify.FAILURE}, {Notify.DELAY}
  };

  @Test
  void shouldKeepEveryPromiseInALifeThatWeKnow() {
    live(FIXED_SEED, 600, Map.of());
  }

  @Test
  void shouldKeepEveryPromiseInALifeThatNobodyHasSeen() {
    live(Chance.seed(), 600, Map.of());
  }

  @Test
  void shouldKeepEveryPromiseWhenDoubtMeansGivingUp() {
    var giveUp =
        Map.of("retry.bulk.in-doubt", "give-up", "retry.transactional.in-doubt", "give-up");

    live(FIXED_SEED + 1, 600, giveUp);
  }

  @Test
  void shouldRepeatOnlyWhatTheNetworkLeftInDoubtWhenNothingDies() {
    live(FIXED_SEED + 2, Integer.MAX_VALUE, Map.of());
  }

  private static void live(long seed, int deathOneIn, Map<String, String> settings) {
    try {
      liveOn(seed, deathOneIn, settings);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private static void liveOn(long seed, int deathOneIn, Map<String, String> settings) {
    var dice = new Random(seed);
    var clock = new VirtualClock(NOON);
    var network = new SimulatedNetwork(dice, NOON);
    var reckoning = new Reckoning(network);
    SimulatedRelay[] self = new SimulatedRelay[1];
    var relay =
        new SimulatedRelay(
            clock,
            dice,
            network,
            settings,
            deathOneIn,
            mail -> {
              admitReports(self[0], reckoning);
              reckoning.checkNobodyIsLost(mail.entry().mail(), self[0]);
            });
    self[0] = relay;
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, settings, Map.of()));
    var schedule = new RetrySchedule(RetryRules.of(retry), dice);
    for (int i = 0; i < MAILS; i++) {
      Instant at = NOON.plusMillis((long) (dice.nextDouble() * ARRIVALS.toMillis()));
      clock.at(at, () -> arrive(aMailOfChance(dice, at, schedule), relay, reckoning));
    }

    long steps = 0;
    while (clock.step()) {
      steps++;
      assertThat(steps).as("steps, seed " + seed).isLessThan(5_000_000);
    }

    var journal = relay.journal().events();
    String story =
        "seed %d: %d mails with reports, %d steps, %d events, %d deaths, %d duplicates, %d put off, at most %d times in a row (one-time passwords %d), took %s"
            .formatted(
                seed,
                reckoning.size(),
                steps,
                journal.size(),
                relay.deaths(),
                network.duplicates(),
                relay.putOffs(),
                Reckoning.mostMovesInARow(Lane.TRANSACTIONAL, journal),
                Reckoning.mostMovesInARow(Lane.OTP, journal),
                Duration.between(NOON, clock.instant()));
    LOG.log(Logger.Level.INFO, story);
    assertThat(relay.broker().isEmpty()).as(story).isTrue();
    reckoning.checkEverybodyCameToOneEnd(journal);
    Reckoning.checkNobodyCameTooEarly(journal);
    // With each death the relay forgets how fast everybody is, and asks anew.
    int movesMax = relay.deaths() == 0 ? 10 : 200;
    assertThat(Reckoning.mostMovesInARow(Lane.TRANSACTIONAL, journal))
        .as(story)
        .isLessThan(movesMax);
    assertThat(Reckoning.mostMovesInARow(Lane.BULK, journal)).as(story).isLessThan(movesMax);
    // A lifetime of 15 minutes in waits of 30 seconds at most.
    assertThat(Reckoning.mostMovesInARow(Lane.OTP, journal)).as(story).isLessThan(40 + movesMax);
  }

  private static void arrive(QueuedMail mail, SimulatedRelay relay, Reckoning reckoning) {
    relay.broker().put(mail);
    reckoning.accept(mail);
  }

  private static void admitReports(SimulatedRelay relay, Reckoning reckoning) {
    relay.broker().newcomers().forEach(reckoning::accept);
  }

  private static QueuedMail aMailOfChance(Random dice, Instant at, RetrySchedule schedule) {
    Lane lane = Lane.values()[dice.nextInt(3)];
    MailBuilder mail =
        aMail()
            .entry(new EntryId(QueueId.next(at, dice), 0, 0))
            .lane(lane)
            .from(dice.nextInt(10) == 0 ? "" : "sender" + dice.nextInt(50) + "@good9.example")
            .acceptedAt(at)
            .expiresAt(schedule.expiryOf(MailOwner.of(lane), lane, at, MailOptions.NONE));
    int recipients = 1 + dice.nextInt(dice.nextInt(5) + 1);
    for (int i = 0; i < recipients; i++) {
      String domain = CHARACTERS.get(dice.nextInt(CHARACTERS.size())) + dice.nextInt(3);
      String address = "r" + i + "." + dice.nextInt(10_000) + "@" + domain + ".example";
      mail.notifying(address, WISHES[dice.nextInt(WISHES.length)]);
    }
    return mail.build();
  }
}
