package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.control.Responsible;
import relay.domain.lease.Slice;
import relay.domain.mail.Lane;

/** The rates of a flow, by themselves: none is passed in any window, and none is left unused. */
class PaceTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final Pace pace = new Pace();

  @ParameterizedTest
  @CsvSource({"per-second=10, 1", "per-minute=60, 60", "per-hour=100, 3600", "per-day=1000, 86400"})
  void shouldPassNoLimitInAnyWindowByMoreThanATenth(String limits, long windowSeconds) {
    obey(limits);
    long most = Long.parseLong(limits.substring(limits.indexOf('=') + 1));
    Chance.rounds(
        20,
        random -> {
          Pace fresh = new Pace();
          fresh.obey(limitsOf(limits));
          List<Instant> gone = new ArrayList<>();
          Instant now = NOON;
          for (int i = 0; i < 2_000; i++) {
            now = now.plusMillis(random.nextInt(3) == 0 ? random.nextInt(5) : 0);
            // whoever is held comes back at the time that he is told
            now = fresh.hold(mail(1, 0), now).map(Pace.Hold::until).orElse(now);
            fresh.count(mail(1, 0), now);
            gone.add(now);
          }
          for (int i = 0, from = 0; i < gone.size(); i++) {
            while (!gone.get(from).plusSeconds(windowSeconds).isAfter(gone.get(i))) {
              from++;
            }
            assertThat(i - from + 1).isLessThanOrEqualTo((int) Math.ceil(most * 1.1) + 1);
          }
          // and it is used: about as many went as may
          double windows = Duration.between(NOON, now).toMillis() / 1000.0 / windowSeconds;
          assertThat((double) gone.size()).isGreaterThan(windows * most * 0.9 - 1);
        });
  }

  /** The time that is told is the first at which nothing holds the mail. */
  @Test
  void shouldHoldAMailUntilTheTimeItTellsAndNoLonger() {
    Chance.rounds(
        400,
        random -> {
          Pace fresh = new Pace();
          fresh.obey(
              limitsOf(
                  "per-second=5, per-minute=100, octets-per-minute=1MB, connections-per-minute=30"));
          Instant now = NOON;
          for (int i = random.nextInt(40); i > 0; i--) {
            fresh.count(mail(1 + random.nextInt(3), random.nextInt(50_000)), now);
            if (random.nextBoolean()) {
              fresh.connected(now);
            }
            now = now.plusMillis(random.nextInt(300));
          }
          Wish wish = mail(1 + random.nextInt(3), random.nextInt(50_000));

          Optional<Pace.Hold> hold = fresh.hold(wish, now);

          if (hold.isPresent()) {
            assertThat(hold.get().until()).isAfter(now);
            assertThat(fresh.hold(wish, hold.get().until())).isEmpty();
            assertThat(fresh.hold(wish, hold.get().until().minusNanos(1000))).isPresent();
          }
        });
  }

  @Test
  void shouldNameTheLimitThatHoldsLongest() {
    obey("per-second=10, per-hour=10");
    pace.count(mail(1, 0), NOON);
    assertThat(pace.hold(mail(1, 0), NOON).orElseThrow().limit()).isEqualTo("per-hour");

    obey("per-second=1, per-day=86400");
    pace.count(mail(1, 0), NOON);
    assertThat(pace.hold(mail(1, 0), NOON.plusMillis(1)).orElseThrow().limit())
        .isEqualTo("per-second");
  }

  @ParameterizedTest
  @CsvSource({
    "per-minute=10, 11, 0",
    "per-second=1, 1000, 0",
    "octets-per-minute=1KB, 1, 1000000000",
    "octets-per-day=1, 1, 9223372036854775807"
  })
  void shouldLetAMailGoThatIsLargerThanAWholeWindow(String limits, int recipients, long octets) {
    obey(limits);
    Wish large = mail(recipients, octets);

    assertThat(pace.hold(large, NOON)).isEmpty();
    pace.count(large, NOON);
    Pace.Hold next = pace.hold(large, NOON).orElseThrow();
    assertThat(next.until()).isAfter(NOON).isBefore(NOON.plus(Duration.ofDays(3)));
    assertThat(pace.hold(large, next.until())).isEmpty();
  }

  @Test
  void shouldCountConnectionsWhenTheyAreOpenedAndMailsWhenTheyGo() {
    obey("connections-per-minute=10");
    for (int i = 0; i < 100; i++) {
      pace.count(mail(1, 0), NOON);
    }
    assertThat(pace.hold(mail(1, 0), NOON)).isEmpty();

    pace.connected(NOON);
    assertThat(pace.hold(mail(50, 0), NOON).orElseThrow())
        .isEqualTo(
            new Pace.Hold("connections-per-minute", NOON.plusSeconds(6), Duration.ofSeconds(6)));
  }

  @Test
  void shouldRememberWhatWasCountedWhenALimitChanges() {
    obey("per-hour=10");
    pace.count(mail(1, 0), NOON);
    obey("per-hour=10, per-minute=100");
    assertThat(pace.hold(mail(1, 0), NOON).orElseThrow().limit()).isEqualTo("per-hour");

    obey("per-minute=100");
    assertThat(pace.hold(mail(1, 0), NOON)).isEmpty();
    // once it was gone it begins anew
    obey("per-hour=10");
    assertThat(pace.hold(mail(1, 0), NOON)).isEmpty();
    obey("");
    assertThat(pace.isFree()).isTrue();
  }

  @Test
  void shouldKeepToTheRateThatWasFoundBesideTheRules() {
    obey("per-minute=600");
    pace.adapt(60);
    for (int i = 0; i < 6; i++) {
      assertThat(pace.hold(mail(1, 0), NOON)).isEmpty();
      pace.count(mail(1, 0), NOON);
    }
    assertThat(pace.hold(mail(1, 0), NOON).orElseThrow())
        .isEqualTo(new Pace.Hold(Pace.ADAPTED, NOON.plusSeconds(1), Duration.ofSeconds(1)));

    pace.adapt(30);
    assertThat(pace.hold(mail(1, 0), NOON).orElseThrow().limit()).isEqualTo(Pace.ADAPTED);
    obey("per-minute=600, per-hour=100000");
    assertThat(pace.hold(mail(1, 0), NOON).orElseThrow().limit()).isEqualTo(Pace.ADAPTED);
    pace.adapt(0);
    assertThat(pace.hold(mail(1, 0), NOON)).isEmpty();
    obey("");
    assertThat(pace.isFree()).isTrue();
    pace.adapt(1);
    assertThat(pace.isFree()).isFalse();
  }

  @Test
  void shouldHoldNothingWithoutALimit() {
    assertThat(pace.isFree()).isTrue();
    assertThat(pace.hold(mail(1_000_000, Long.MAX_VALUE), NOON)).isEmpty();
    obey("connections=1");
    assertThat(pace.isFree()).isTrue();
  }

  @Test
  void shouldGoAtItsPartOfTheLimit() {
    obey("per-minute=600");
    pace.share(2_500, NOON);

    assertThat(gone(NOON, Duration.ofMinutes(4))).isBetween(150 * 4, 150 * 4 + 16);
  }

  /** Even where a part of a small limit is less than one. */
  @Test
  void shouldGoAtItsPartOfASmallLimit() {
    obey("per-hour=2");
    pace.share(2_500, NOON);

    assertThat(gone(NOON, Duration.ofHours(8))).isBetween(4, 5);
  }

  @Test
  void shouldGetNoBurstWithALargerPart() {
    obey("per-minute=600");
    pace.share(100, NOON);
    assertThat(gone(NOON, Duration.ofMillis(1))).isEqualTo(1);
    Instant later = NOON.plusSeconds(600);

    pace.share(Slice.PARTS, later);

    // What it had saved up at the small part, and not a tenth of all.
    assertThat(gone(later, Duration.ofMillis(1))).isLessThanOrEqualTo(2);
    assertThat(gone(later, Duration.ofMinutes(1))).isBetween(595, 605);
  }

  @Test
  void shouldNotForgetWhatItUsedWithASmallerPart() {
    obey("per-minute=600");
    assertThat(gone(NOON, Duration.ofMillis(1))).isEqualTo(60);

    pace.share(5_000, NOON);

    assertThat(pace.hold(mail(1, 0), NOON)).isPresent();
    assertThat(gone(NOON, Duration.ofMinutes(1))).isBetween(290, 300);
  }

  @Test
  void shouldLetAMailGoThatIsMoreThanItsPart() {
    obey("per-minute=100");
    pace.share(1_000, NOON);

    assertThat(pace.hold(mail(80, 0), NOON)).isEmpty();
    pace.count(mail(80, 0), NOON);

    assertThat(pace.hold(mail(1, 0), NOON).orElseThrow().until()).isAfter(NOON.plusSeconds(400));
  }

  @Test
  void shouldKeepToWhatWasFoundWhateverItsPart() {
    obey("per-minute=600");
    pace.adapt(60);
    pace.share(5_000, NOON);

    assertThat(gone(NOON, Duration.ofMinutes(2))).isBetween(120, 127);
  }

  private int gone(Instant from, Duration time) {
    int gone = 0;
    Instant now = from;
    while (now.isBefore(from.plus(time))) {
      Instant next = pace.hold(mail(1, 0), now).map(Pace.Hold::until).orElse(now);
      if (next.isAfter(now)) {
        now = next;
      } else {
        pace.count(mail(1, 0), now);
        gone++;
      }
    }
    return gone;
  }

  private void obey(String limits) {
    pace.obey(limitsOf(limits));
  }

  private static FlowLimits limitsOf(String limits) {
    return FlowLimits.NONE.with(LimitPatch.read(limits), new Responsible("setting", "x"));
  }

  private static Wish mail(int recipients, long octets) {
    return new Wish("a.example", Optional.empty(), Lane.BULK, false, recipients, octets);
  }
}
