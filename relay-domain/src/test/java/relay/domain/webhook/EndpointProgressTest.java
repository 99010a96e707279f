package relay.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.journal.JournalPosition;

class EndpointProgressTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final BackOff BACK_OFF = new BackOff(Duration.ofHours(1));
  private final EndpointProgress fresh = EndpointProgress.startingAt(JournalPlace.atFile(3));

  private static PostAttempt attempt(Instant at, int status) {
    return new PostAttempt(at, "p", 2, false, status, "", 30, Optional.empty());
  }

  @Test
  void shouldWaitLongerAfterEachFailureAndRememberWhenItBegan() {
    Instant later = NOW.plusSeconds(60);
    EndpointProgress once = fresh.failed(attempt(NOW, 500), BACK_OFF, new Random(1));
    EndpointProgress twice = once.failed(attempt(later, 0), BACK_OFF, new Random(1));

    assertThat(once.isFailing()).isTrue();
    assertThat(Duration.between(NOW, once.nextTry())).isBetween(seconds(4), seconds(7));
    assertThat(Duration.between(later, twice.nextTry())).isBetween(seconds(8), seconds(13));
    assertThat(twice.failingSince()).contains(NOW);
    assertThat(twice.failures()).isEqualTo(2);
    assertThat(twice.place()).isEqualTo(fresh.place());
  }

  @Test
  void shouldForgetItsFailuresWithTheFirstSuccess() {
    EndpointProgress failing = fresh.failed(attempt(NOW, 500), BACK_OFF, new Random(1));

    EndpointProgress told = failing.told(attempt(NOW.plusSeconds(9), 204));

    assertThat(told.isFailing()).isFalse();
    assertThat(told.failingSince()).isEmpty();
    assertThat(told.nextTry()).isEqualTo(Instant.EPOCH);
    assertThat(told.attempts()).extracting(PostAttempt::status).containsExactly(500, 204);
  }

  @Test
  void shouldKnowWhenItHasFailedForTooLong() {
    Duration limit = Duration.ofDays(3);
    EndpointProgress failing = fresh.failed(attempt(NOW, 500), BACK_OFF, new Random(1));

    assertThat(fresh.hasFailedFor(limit, NOW)).isFalse();
    assertThat(failing.hasFailedFor(limit, NOW.plus(limit).minusMillis(1))).isFalse();
    assertThat(failing.hasFailedFor(limit, NOW.plus(limit))).isTrue();
    assertThat(failing.unburdened().hasFailedFor(limit, NOW.plus(limit))).isFalse();
  }

  @Test
  void shouldKeepTheNewestAttemptsOnly() {
    EndpointProgress progress = fresh;
    for (int i = 0; i < EndpointProgress.ATTEMPTS_KEPT + 5; i++) {
      progress = progress.told(attempt(NOW.plusSeconds(i), 200));
    }

    assertThat(progress.attempts()).hasSize(EndpointProgress.ATTEMPTS_KEPT);
    assertThat(progress.attempts().get(0).at()).isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void shouldBeginItsFileAnewAfterATimeInWhichItMayHaveBeenWrittenAnew() {
    JournalPlace place = new JournalPlace(new JournalPosition(7, 4096), 7, "0000000000000000000a");
    EndpointProgress off = fresh.skipped(place).failed(attempt(NOW, 410), BACK_OFF, new Random(1));

    EndpointProgress again = off.fresh();

    assertThat(again.place().chunk()).isEqualTo(new JournalPosition(7, 0));
    assertThat(again.place().isPast(7, "0000000000000000000a")).isTrue();
    assertThat(again.place().isPast(7, "0000000000000000000b")).isFalse();
    assertThat(again.place().isPast(8, "00000000000000000000")).isFalse();
    assertThat(again.isFailing()).isFalse();
  }

  @Test
  void shouldKeepTheReplayApartFromWhatIsNew() {
    JournalPlace replay = JournalPlace.atFile(1).after(1, "0000000000000000000a");

    EndpointProgress during = fresh.replayed(replay);
    EndpointProgress ended = during.replayEnded("r1");

    assertThat(during.place()).isEqualTo(fresh.place());
    assertThat(during.replayPlace()).contains(replay);
    assertThat(ended.replayPlace()).isEmpty();
    assertThat(ended.replayDone()).isEqualTo("r1");
  }

  @Test
  void shouldBeTheSameAfterItsWayOverTheDisk() {
    Chance.rounds(
        200,
        random -> {
          EndpointProgress progress = fresh;
          for (int i = random.nextInt(8); i > 0; i--) {
            progress = step(progress, random);
          }

          assertThat(ProgressJson.read(ProgressJson.write(progress))).isEqualTo(progress);
        });
  }

  private static EndpointProgress step(EndpointProgress from, Random random) {
    JournalPlace place =
        JournalPlace.atFile(random.nextInt(9)).after(random.nextInt(9), "id" + random.nextInt());
    Instant at = NOW.plusMillis(random.nextInt(1_000_000));
    return switch (random.nextInt(6)) {
      case 0 -> from.skipped(place.at(new JournalPosition(4, random.nextInt(999))));
      case 1 -> from.told(attempt(at, 200));
      case 2 -> from.failed(attempt(at, random.nextInt(600)), BACK_OFF, random);
      case 3 -> from.replayed(place);
      case 4 -> from.replayEnded("r" + random.nextInt(9));
      default -> from.fresh();
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1:2", "1:2 3", "x 3 id", "1:2 x id", "1:2 3 id more"})
  void shouldTakeNoOtherTextForAPlace(String text) {
    assertThatThrownBy(() -> JournalPlace.parse(text)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void shouldNeverPauseLongerThanTheLongestAndAFifth() {
    Chance.rounds(
        300,
        random -> {
          int failures = 1 + random.nextInt(100_000);

          Duration pause = BACK_OFF.after(failures, random);

          assertThat(pause).isBetween(seconds(4), Duration.ofMinutes(72));
        });
  }

  @Test
  void shouldWaitAsLongAsTheEndpointAsksWithinTheLongest() {
    Random random = new Random(1);

    assertThat(BACK_OFF.after(1, asking(Duration.ofMinutes(10)), random))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(BACK_OFF.after(1, asking(Duration.ofSeconds(1)), random))
        .isGreaterThanOrEqualTo(seconds(4));
    assertThat(BACK_OFF.after(1, asking(Duration.ofDays(30)), random)).isLessThan(seconds(7));
  }

  private static PostAttempt asking(Duration pause) {
    return new PostAttempt(NOW, "p", 1, false, 429, "", 3, Optional.of(pause));
  }

  @Test
  void shouldCountOnly2xxAsTaken() {
    for (int status : List.of(200, 202, 204, 299)) {
      assertThat(attempt(NOW, status).isSuccess()).isTrue();
    }
    for (int status : List.of(0, 100, 301, 302, 307, 400, 404, 410, 500, 503)) {
      assertThat(attempt(NOW, status).isSuccess()).isFalse();
    }
    assertThat(attempt(NOW, 410).isGone()).isTrue();
    assertThat(attempt(NOW, 404).isGone()).isFalse();
    assertThat(attempt(NOW, 503).says()).isEqualTo("answered 503");
    assertThat(
            new PostAttempt(NOW, "p", 1, false, 0, "connection refused", 1, Optional.empty())
                .says())
        .isEqualTo("connection refused");
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
