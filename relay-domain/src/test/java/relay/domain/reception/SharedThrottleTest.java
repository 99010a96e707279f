package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
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

/** Throttles of several nodes that tell each other what they count. */
class SharedThrottleTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final InetAddress HERE = IpLiteral.parse("192.0.2.1").orElseThrow();
  private static final InetAddress THERE = IpLiteral.parse("2001:db8:1:2::1").orElseThrow();
  private static final int ALL = 1000;

  private final AccountSettings settings = settings(Map.of());
  private final Map<FailureKey, FailureCount> shared = new LinkedHashMap<>();
  private final LoginThrottle a = new LoginThrottle(settings);
  private final LoginThrottle b = new LoginThrottle(settings);

  private static AccountSettings settings(Map<String, String> file) {
    return AccountSettings.from(Settings.of(AccountSettings.ALL, file, Map.of()));
  }

  /** One round of a node, as it goes over a database. */
  private void exchange(LoginThrottle node) {
    Map<FailureKey, FailureCount> told = new LinkedHashMap<>();
    node.news(ALL)
        .forEach(
            (key, news) ->
                told.put(key, node.after(shared.getOrDefault(key, FailureCount.NONE), news)));
    shared.putAll(told);
    node.told(told);
    shared.forEach(node::learn);
  }

  private static void fail(LoginThrottle node, int times, Instant now) {
    for (int i = 0; i < times; i++) {
      node.failed(HERE, "ann", now);
    }
  }

  @Test
  void shouldCountTheFailuresOfAllNodesTogether() {
    fail(a, 3, NOON);
    fail(b, 3, NOON);
    assertThat(a.waitOf(HERE, "ann", NOON)).isZero();

    exchange(a);
    exchange(b);
    exchange(a);

    assertThat(a.waitOf(HERE, "ann", NOON)).isEqualTo(settings.firstDelay().multipliedBy(2));
    assertThat(b.waitOf(HERE, NOON)).isEqualTo(a.waitOf(HERE, NOON));
    assertThat(a.waiting(NOON)).extracting(LockOut::failures).containsExactly(6, 6);
    assertThat(b.waiting(NOON)).isEqualTo(a.waiting(NOON));
  }

  @Test
  void shouldForgiveOnEveryNodeWhatOneForgives() {
    fail(a, 50, NOON);
    exchange(a);
    exchange(b);
    assertThat(b.waitOf(HERE, "ann", NOON)).isPositive();

    assertThat(b.unlock("ann")).isTrue();
    assertThat(b.unlock(HERE)).isTrue();
    exchange(b);
    exchange(a);

    assertThat(a.waitOf(HERE, "ann", NOON)).isZero();
    assertThat(a.waiting(NOON)).isEmpty();
    assertThat(a.unlock("ann")).isFalse();
  }

  @Test
  void shouldClearTheAccountOnEveryNodeAfterAGoodLoginAtOne() {
    fail(a, 50, NOON);
    exchange(a);
    exchange(b);

    b.succeeded("ann");
    exchange(b);
    exchange(a);

    assertThat(a.waiting(NOON)).extracting(LockOut::kind).containsExactly(LockOut.Kind.ADDRESS);
  }

  @Test
  void shouldTellAgainWhatCouldNotBeTold() {
    fail(a, 3, NOON);
    Map<FailureKey, FailureChange> lost = a.news(ALL);
    fail(a, 4, NOON.plusSeconds(1));
    a.keep(lost);

    exchange(a);
    exchange(b);

    assertThat(shared.values()).extracting(FailureCount::failures).containsExactly(7, 7);
    assertThat(b.waiting(NOON)).isEqualTo(a.waiting(NOON));
    assertThat(a.news(ALL)).isEmpty();
  }

  @Test
  void shouldKeepWhatIsCountedWhileTheRestIsUnderWay() {
    fail(a, 3, NOON);
    Map<FailureKey, FailureChange> underWay = a.news(ALL);
    fail(a, 3, NOON);
    Map<FailureKey, FailureCount> told = new LinkedHashMap<>();
    underWay.forEach((key, news) -> told.put(key, a.after(FailureCount.NONE, news)));

    a.told(told);

    assertThat(told.values()).extracting(FailureCount::failures).containsExactly(3, 3);
    assertThat(a.waiting(NOON)).extracting(LockOut::failures).containsExactly(6, 6);
    assertThat(a.news(ALL).values()).extracting(FailureChange::more).containsExactly(3, 3);
  }

  @Test
  void shouldForgiveWhatIsUnderWay() {
    fail(a, 9, NOON);
    Map<FailureKey, FailureChange> underWay = a.news(ALL);
    a.unlock("ann");
    a.unlock(HERE);
    a.failed(HERE, "ann", NOON);
    Map<FailureKey, FailureCount> told = new LinkedHashMap<>();
    underWay.forEach((key, news) -> told.put(key, a.after(FailureCount.NONE, news)));
    shared.putAll(told);
    a.told(told);
    exchange(a);

    assertThat(shared.values()).extracting(FailureCount::failures).containsExactly(1, 1);
    assertThat(a.waiting(NOON)).isEmpty();
  }

  @Test
  void shouldGoOnByItselfAndTellItAllOnceTheOthersAreThereAgain() {
    Instant now = NOON;
    for (int i = 0; i < 20; i++) {
      fail(a, 1, now);
      a.keep(a.news(ALL));
      now = now.plusSeconds(60);
    }
    assertThat(a.waiting(NOON)).extracting(LockOut::failures).containsExactly(20, 20);

    exchange(a);
    exchange(b);

    assertThat(b.waiting(NOON)).isEqualTo(a.waiting(NOON));
    assertThat(shared.values()).extracting(FailureCount::failures).containsExactly(20, 20);
  }

  @Test
  void shouldForgetOnAllNodesAfterTheSamePause() {
    fail(a, 50, NOON);
    exchange(a);
    exchange(b);
    Instant later = NOON.plus(settings.forgetAfter()).plusMillis(1);

    fail(b, 1, later);
    exchange(b);
    exchange(a);

    assertThat(shared.values()).extracting(FailureCount::failures).containsExactly(1, 1);
    assertThat(a.waitOf(HERE, "ann", later)).isZero();
  }

  @Test
  void shouldNotTellFailuresAgainThatAreForgotten() {
    fail(a, 4, NOON);
    Instant later = NOON.plus(settings.forgetAfter()).plusMillis(1);

    fail(a, 1, later);
    exchange(a);

    assertThat(shared.values()).containsOnly(new FailureCount(1, later));
  }

  @Test
  void shouldAlarmOnceOnTheNodeWhereTheLongestWaitIsFound() {
    fail(a, 40, NOON);
    exchange(a);
    exchange(b);

    assertThat(b.failed(HERE, "ann", NOON)).as("hears of it here for the first time").isTrue();
    assertThat(b.failed(HERE, "ann", NOON)).isFalse();
    assertThat(a.failed(HERE, "ann", NOON)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ann, true",
    "anne-söphie@exämple.com, true",
    "'', true",
    "'a\u0000b', false",
    "'a\nb', false",
    "'a\uD800b', false"
  })
  void shouldTellNoNameThatADatabaseMightNotTake(String name, boolean told) {
    a.failed(HERE, name, NOON);

    assertThat(a.news(ALL).keySet())
        .extracting(FailureKey::kind)
        .hasSize(told ? 2 : 1)
        .contains(LockOut.Kind.ADDRESS);
    assertThat(a.waitOf(HERE, name, NOON)).isZero();
  }

  @Test
  void shouldTellNoNameThatIsTooLong() {
    a.failed(HERE, "x".repeat(257), NOON);
    a.failed(HERE, "x".repeat(256), NOON);

    assertThat(a.news(ALL).keySet())
        .extracting(FailureKey::name)
        .containsExactly("x".repeat(256), "c0000201");
  }

  @Test
  void shouldShowAddressesOfOtherNodesAsTheyAreWritten() {
    for (int i = 0; i < 50; i++) {
      a.failed(HERE, NOON);
      a.failed(THERE, NOON);
    }
    exchange(a);
    exchange(b);

    assertThat(b.waiting(NOON))
        .extracting(LockOut::name)
        .containsExactlyInAnyOrder("192.0.2.1", "2001:db8:1:2:0:0:0:0/64");
  }

  @Test
  void shouldTellInSmallBatchesAndLoseNothing() {
    for (int i = 0; i < 25; i++) {
      a.failed(IpLiteral.parse("10.0.0." + i).orElseThrow(), "user" + i, NOON);
    }
    List<FailureKey> told = new ArrayList<>();
    for (Map<FailureKey, FailureChange> batch = a.news(10); !batch.isEmpty(); batch = a.news(10)) {
      assertThat(batch).hasSizeLessThanOrEqualTo(20);
      told.addAll(batch.keySet());
    }

    assertThat(told).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void shouldHoldNoMoreThanItsBoundWhileNothingCanBeTold() {
    LoginThrottle few = new LoginThrottle(settings(Map.of("login.entries-max", "100")));
    for (int i = 0; i < 1_000; i++) {
      few.failed(IpLiteral.parse("10.0." + i / 250 + "." + i % 250).orElseThrow(), "u" + i, NOON);
    }
    for (int i = 0; i < 1_000; i++) {
      few.learn(new FailureKey(LockOut.Kind.ACCOUNT, "v" + i), new FailureCount(50, NOON));
    }

    assertThat(few.waiting(NOON)).hasSize(100);
    assertThat(few.news(10_000)).hasSize(100);
  }

  /** Whatever happens in whatever order, all end up with the same counts, and none too small. */
  @Test
  void shouldAgreeInTheEnd() {
    Chance.rounds(
        300,
        random -> {
          shared.clear();
          List<LoginThrottle> nodes =
              List.of(
                  new LoginThrottle(settings),
                  new LoginThrottle(settings),
                  new LoginThrottle(settings));
          LoginThrottle alone = new LoginThrottle(settings);
          boolean forgives = random.nextBoolean();
          Instant now = NOON;
          for (int i = random.nextInt(60); i > 0; i--) {
            now = now.plusMillis(random.nextInt(5_000));
            step(random, nodes.get(random.nextInt(3)), alone, forgives, now);
          }
          nodes.forEach(this::exchange);
          nodes.forEach(this::exchange);

          for (LoginThrottle node : nodes) {
            assertThat(node.waiting(NOON)).isEqualTo(nodes.get(0).waiting(NOON));
            assertThat(node.news(ALL)).isEmpty();
            if (!forgives) {
              assertThat(failures(node)).isEqualTo(failures(alone));
            }
          }
        });
  }

  private static List<String> failures(LoginThrottle node) {
    return node.waiting(NOON).stream().map(l -> l.name() + " " + l.failures()).sorted().toList();
  }

  private void step(
      Random random, LoginThrottle node, LoginThrottle alone, boolean forgives, Instant now) {
    String name = Chance.oneOf(random, "ann", "bob");
    InetAddress address = Chance.oneOf(random, HERE, THERE);
    switch (random.nextInt(forgives ? 7 : 5)) {
      case 0, 1, 2 -> {
        node.failed(address, name, now);
        alone.failed(address, name, now);
      }
      case 3 -> exchange(node);
      case 4 -> node.keep(node.news(random.nextInt(3)));
      case 5 -> node.succeeded(name);
      default -> node.unlock(address);
    }
  }

  @Test
  void shouldCountNoFurtherThanMatters() {
    FailureCount count = FailureCount.NONE;
    for (int i = 0; i < 3; i++) {
      count = count.after(new FailureChange(false, 900_000, NOON, NOON), Duration.ofHours(1));
    }

    assertThat(count.failures()).isEqualTo(1_000_000);
  }
}
