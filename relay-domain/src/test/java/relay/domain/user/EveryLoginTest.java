package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Codes, marks and sessions under chance, and under many threads at once. */
class EveryLoginTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** Of a million codes three are right; whatever else is typed is wrong, and no error. */
  @Test
  void shouldTakeTheCodesOfThreeStepsAndNothingElse() {
    Set<String> right = new HashSet<>();
    for (long step = Totp.step(NOON) - 1; step <= Totp.step(NOON) + 1; step++) {
      right.add(Totp.code(KEY, step, 6));
    }
    for (String code : right) {
      assertThat(Totp.match(KEY, code, NOON)).isPresent();
      assertThat(Totp.match(KEY, code + "0", NOON)).isEmpty();
      assertThat(Totp.match(KEY, code.substring(1), NOON)).isEmpty();
      assertThat(Totp.match(KEY, inArabicDigits(code), NOON)).isEmpty();
    }
    Chance.rounds(
        2000,
        random -> {
          StringBuilder code = new StringBuilder();
          for (int i = random.nextInt(9); i > 0; i--) {
            code.append(
                Chance.oneOf(random, "0", "1", "5", "9", "-", "\u0661", "a", "\ud83d", "+"));
          }
          String bare = code.toString();
          assertThat(Totp.match(KEY, bare, NOON).isPresent()).isEqualTo(right.contains(bare));
        });
  }

  @Test
  void shouldTellTheStepWhoseCodeItIs() {
    for (int back = -1; back <= 1; back++) {
      long step = Totp.step(NOON) + back;

      assertThat(Totp.match(KEY, Totp.code(KEY, step, 6), NOON)).hasValue(step);
    }
    assertThat(Totp.step(Instant.EPOCH)).isZero();
    assertThat(Totp.step(Instant.EPOCH.minusMillis(1))).isEqualTo(-1);
    assertThat(Totp.step(Instant.EPOCH.plusSeconds(29))).isZero();
    assertThat(Totp.step(Instant.EPOCH.plusSeconds(30))).isEqualTo(1);
  }

  @Test
  void shouldWriteKeysThatAppsReadBack() {
    Chance.rounds(
        500,
        random -> {
          byte[] key = new byte[random.nextInt(40)];
          random.nextBytes(key);

          assertThat(decoded(Totp.base32(key), key.length)).isEqualTo(key);
        });
  }

  /** Held against a plain map of the last step of each user. */
  @Test
  void shouldTakeStepsOnlyForward() {
    Chance.rounds(
        200,
        random -> {
          RememberedMarks marks = new RememberedMarks();
          Map<String, Long> last = new HashMap<>();
          for (int i = 0; i < 200; i++) {
            String user = Chance.oneOf(random, "ann", "ben", "cleo");
            long step = random.nextInt(100);
            boolean newer = step > last.getOrDefault(user, Long.MIN_VALUE);

            assertThat(marks.takeStep(user, step)).isEqualTo(newer);
            if (newer) {
              last.put(user, step);
            }
          }
        });
  }

  @Test
  void shouldTakeEachStepOnceHoweverManyTryAtOnce() throws Exception {
    RememberedMarks marks = new RememberedMarks();
    List<Callable<Integer>> tries = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tries.add(
          () -> {
            int taken = 0;
            for (int step = 0; step < 2000; step++) {
              taken += marks.takeStep("ann", step) ? 1 : 0;
            }
            return taken;
          });
    }

    int taken = 0;
    for (int each : atOnce(tries)) {
      taken += each;
    }

    assertThat(taken).isBetween(1, 2000);
    assertThat(marks.takeStep("ann", 1999)).isFalse();
    assertThat(marks.takeStep("ann", 2000)).isTrue();
  }

  @Test
  void shouldForgetTheOldestMarkOfTooMany() {
    RememberedMarks marks = new RememberedMarks();
    for (int i = 0; i < 10_001; i++) {
      marks.takeStep("u" + i, 5);
      marks.endSessions("u" + i, NOON);
      if (i == 5_000) {
        marks.takeStep("u0", 6);
        marks.endSessions("u0", NOON.plusSeconds(1));
      }
    }

    assertThat(marks.takeStep("u0", 6)).isFalse();
    assertThat(marks.endedUntil("u0")).contains(NOON.plusSeconds(1));
    assertThat(marks.takeStep("u1", 5)).isTrue();
    assertThat(marks.endedUntil("u1")).isEmpty();
    assertThat(marks.takeStep("u10000", 5)).isFalse();
  }

  @Test
  void shouldHoldNoMoreSessionsThanItMayWhateverHappens() throws Exception {
    SessionSettings settings = settings(Map.of("session.max", "20", "session.max-per-user", "3"));
    SessionBook book = new SessionBook(() -> settings, new Random(3));
    List<Callable<Integer>> visitors = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      visitors.add(
          () -> {
            Identity who = Identity.ofPlatform("u" + number, Role.OPERATOR);
            int most = 0;
            for (int visit = 0; visit < 200; visit++) {
              Session session = book.open(who, 1, NOON);
              book.use(session.token(), NOON);
              if (visit % 5 == 0) {
                book.close(session.token());
              }
              most = Math.max(most, book.size());
            }
            return most;
          });
    }

    for (int most : atOnce(visitors)) {
      assertThat(most).isBetween(1, 20);
    }
    assertThat(book.size()).isLessThanOrEqualTo(20);
  }

  /** A token is a session's or nobody's, whatever somebody sends. */
  @Test
  void shouldKnowNoTokenThatItDidNotGive() {
    SessionBook book = new SessionBook(() -> settings(Map.of()), new Random(3));
    Session session = book.open(Identity.ofPlatform("ann", Role.OPERATOR), 1, NOON);
    String token = session.token();

    for (String forged :
        List.of("", token + " ", token.toUpperCase(Locale.ROOT), token.substring(1), "\0")) {
      assertThat(book.use(forged, NOON)).isEmpty();
      book.close(forged);
    }
    assertThat(book.use(token, NOON)).contains(session);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "session.idle | 59s | a duration such as 250ms, 30s, 5m, 4h, 5d; from 60s to 1d",
        "session.life | 169h | a duration such as 250ms, 30s, 5m, 4h, 5d; from 60s to 7d",
        "session.max | 0 | a whole number from 1 to 100000",
        "session.max-per-user | 1001 | a whole number from 1 to 1000"
      })
  void shouldNameTheSettingThatCannotBe(String key, String value, String rule) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("setting " + key + " = " + value + ": must be " + rule);
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(tasks)) {
        results.add(each.get(120, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String inArabicDigits(String code) {
    StringBuilder text = new StringBuilder();
    code.chars().forEach(c -> text.append((char) (c - '0' + 0x661 - 1)));
    return text.toString();
  }

  private static byte[] decoded(String base32, int length) {
    byte[] octets = new byte[length];
    int bits = 0;
    int buffer = 0;
    int at = 0;
    for (char c : base32.toCharArray()) {
      buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
      bits += 5;
      if (bits >= 8 && at < length) {
        bits -= 8;
        octets[at++] = (byte) (buffer >> bits);
      }
      buffer &= (1 << bits) - 1;
    }
    return octets;
  }

  private static SessionSettings settings(Map<String, String> file) {
    return SessionSettings.from(Settings.of(SessionSettings.ALL, file, Map.of()));
  }
}
