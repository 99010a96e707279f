package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.IpLiteral;
import relay.domain.settings.Settings;

/** How guessing is slowed down, and the memories that this takes. */
class EveryThrottleTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final InetAddress HERE = address("192.0.2.1");

  private final AccountSettings settings = settings(Map.of());

  private static AccountSettings settings(Map<String, String> file) {
    return AccountSettings.from(Settings.of(AccountSettings.ALL, file, Map.of()));
  }

  @Test
  void shouldDoubleTheWaitUpToTheLockOut() {
    LoginThrottle throttle = new LoginThrottle(settings);
    Duration before = Duration.ZERO;
    Instant now = NOON;
    int lockOuts = 0;
    for (int i = 1; i <= 200; i++) {
      lockOuts += throttle.failed(HERE, "ann", now) ? 1 : 0;
      Duration wait = throttle.waitOf(HERE, "ann", now);

      if (i < settings.failuresFree()) {
        assertThat(wait).isZero();
      } else if (before.isZero()) {
        assertThat(wait).isEqualTo(settings.firstDelay());
      } else {
        assertThat(wait)
            .isEqualTo(
                before.multipliedBy(2).compareTo(settings.lockOut()) < 0
                    ? before.multipliedBy(2)
                    : settings.lockOut());
      }
      before = wait;
      now = now.plus(wait);
    }
    assertThat(before).isEqualTo(settings.lockOut());
    assertThat(lockOuts).as("told once, when the longest wait begins").isEqualTo(1);
  }

  @Test
  void shouldLetGoWhenTheWaitIsOverToTheMilli() {
    LoginThrottle throttle = new LoginThrottle(settings);
    for (int i = 0; i < settings.failuresFree(); i++) {
      throttle.failed(HERE, "ann", NOON);
    }
    Duration wait = throttle.waitOf(HERE, "ann", NOON);

    assertThat(wait).isPositive();
    assertThat(throttle.waitOf(HERE, "ann", NOON.plus(wait).minusMillis(1)))
        .isEqualTo(Duration.ofMillis(1));
    assertThat(throttle.waitOf(HERE, "ann", NOON.plus(wait))).isZero();
    assertThat(throttle.waiting(NOON)).hasSize(2);
    assertThat(throttle.waiting(NOON.plus(wait))).isEmpty();
  }

  /** Own good logins must not buy endless tries at the accounts of others. */
  @Test
  void shouldClearTheAccountAndNotTheAddressAfterAGoodLogin() {
    LoginThrottle throttle = new LoginThrottle(settings);
    for (int i = 0; i < 50; i++) {
      throttle.failed(HERE, "ann", NOON);
      throttle.succeeded("ann");
    }

    assertThat(throttle.waitOf(address("198.51.100.1"), "ann", NOON)).isZero();
    assertThat(throttle.waitOf(HERE, NOON)).isEqualTo(settings.lockOut());
    assertThat(throttle.waitOf(HERE, "bob", NOON)).isEqualTo(settings.lockOut());
    assertThat(throttle.unlock(HERE)).isTrue();
    assertThat(throttle.unlock(HERE)).isFalse();
    assertThat(throttle.waitOf(HERE, NOON)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.1, ::ffff:192.0.2.1, true"
  })
  void shouldTakeOneSiteForOneGuesser(String one, String other, boolean same) {
    LoginThrottle throttle = new LoginThrottle(settings);
    for (int i = 0; i < 50; i++) {
      throttle.failed(address(one), NOON);
    }

    assertThat(throttle.waitOf(address(other), NOON).isZero()).isNotEqualTo(same);
  }

  @Test
  void shouldForgetFailuresAfterAWhileAndNotBefore() {
    LoginThrottle throttle = new LoginThrottle(settings);
    for (int i = 1; i < settings.failuresFree(); i++) {
      throttle.failed(HERE, "ann", NOON);
    }
    Instant later = NOON.plus(settings.forgetAfter());

    LoginThrottle other = new LoginThrottle(settings);
    for (int i = 1; i < settings.failuresFree(); i++) {
      other.failed(HERE, "ann", NOON);
    }
    throttle.failed(HERE, "ann", later.plusMillis(1));
    other.failed(HERE, "ann", later);

    assertThat(throttle.waitOf(HERE, "ann", later.plusMillis(1))).isZero();
    assertThat(other.waitOf(HERE, "ann", later)).isPositive();
  }

  /** A clock that is put back must neither free a guesser nor lock him out for days. */
  @Test
  void shouldBearAClockThatStepsBack() {
    LoginThrottle throttle = new LoginThrottle(settings);
    for (int i = 0; i < 50; i++) {
      throttle.failed(HERE, "ann", NOON);
    }
    Instant before = NOON.minusSeconds(3_600);

    assertThat(throttle.waitOf(HERE, "ann", before)).isPositive();
    throttle.failed(HERE, "ann", before);
    assertThat(throttle.waitOf(HERE, "ann", before)).isEqualTo(settings.lockOut());
  }

  @Test
  void shouldRememberNoMoreThanItsBound() {
    AccountSettings few = settings(Map.of("login.entries-max", "1000"));
    LoginThrottle throttle = new LoginThrottle(few);
    for (int i = 0; i < 5_000; i++) {
      throttle.failed(address("10.0." + i / 250 + "." + (1 + i % 250)), "user" + i, NOON);
      for (int k = 0; k < 3; k++) {
        throttle.failed(address("10.0." + i / 250 + "." + (1 + i % 250)), "user" + i, NOON);
      }
    }

    assertThat(throttle.waiting(NOON)).hasSizeLessThanOrEqualTo(2 * few.entriesMax());
  }

  @Test
  void shouldForgetWhatWasLongestUnused() {
    Chance.rounds(
        100,
        random -> {
          BoundedMemory<Integer, Integer> memory = new BoundedMemory<>(5);
          Map<Integer, Integer> expected = new LinkedHashMap<>(16, 0.75f, true);
          for (int i = 0; i < 100; i++) {
            int key = random.nextInt(12);
            if (random.nextBoolean()) {
              memory.put(key, i);
              expected.put(key, i);
              if (expected.size() > 5) {
                expected.remove(expected.keySet().iterator().next());
              }
            } else {
              assertThat(memory.get(key, -1)).isEqualTo(expected.getOrDefault(key, -1));
            }
          }
          assertThat(memory.copy()).isEqualTo(expected);
          assertThat(memory.size()).isLessThanOrEqualTo(5);
        });
  }

  @Test
  void shouldMakeEveryLineEndWholeAndChangeNothingElse() {
    Chance.rounds(
        2_000,
        random -> {
          byte[] octets = mail(random);
          byte[] whole = LineEnds.normalised(octets);

          assertThat(LineEnds.areWhole(whole)).isTrue();
          assertThat(LineEnds.normalised(whole)).isSameAs(whole);
          assertThat(withoutLineEnds(whole)).isEqualTo(withoutLineEnds(octets));
          assertThat(LineEnds.areWhole(octets)).isEqualTo(whole == octets);
          assertThat(lines(whole)).isEqualTo(lines(octets));
        });
  }

  private static byte[] mail(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(Chance.oneOf(random, "a", ".", "\r\n", "\r", "\n", "\r\n.\r\n", "\r\r\n"));
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String withoutLineEnds(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1).replace("\r", "").replace("\n", "");
  }

  private static List<String> lines(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
  }

  private static InetAddress address(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }
}
