package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import relay.domain.smtp.SmtpReply;

class GovernorTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ReplyRules RULES = ReplyRules.of(new TreeMap<>());
  private static final int THRESHOLD = 50;
  private final Governor governor = new Governor("provider:google");

  @Test
  void shouldRestrictNothingWhileMailIsTaken() {
    for (int i = 0; i < 1000; i++) {
      take(NOON.plusMillis(i * 100L));
    }

    assertThat(governor.restrictions()).isEmpty();
    assertThat(governor.perMinute()).isZero();
    assertThat(governor.connections()).isZero();
  }

  @Test
  void shouldHalveTheRateButNotBelowWhatWasTaken() {
    for (int i = 0; i < 100; i++) {
      take(NOON);
    }
    complain("451 4.7.1 you are sending too fast", NOON, 4);

    assertThat(governor.perMinute()).isEqualTo(90);
    Restriction found = governor.restrictions().get(0);
    assertThat(found.kind()).isEqualTo(Reaction.SLOW);
    assertThat(found.rule()).isEqualTo("sending-too-fast");
    assertThat(found.evidence()).containsExactly("451 4.7.1 you are sending too fast");
    assertThat(found.flow()).isEqualTo("provider:google");
    assertThat(found.from()).isEqualTo(NOON);
    assertThat(found.until()).isAfter(NOON);
  }

  @Test
  void shouldCountComplaintsOfOneMomentAsOne() {
    for (int i = 0; i < 100; i++) {
      complain("451 4.7.1 you are sending too fast", NOON, 4);
    }

    long first = governor.perMinute();
    complain("451 4.7.1 too fast", NOON.plusSeconds(70), 4);

    assertThat(first).isEqualTo(1);
    assertThat(governor.restrictions().get(0).count()).isEqualTo(101);
    assertThat(governor.restrictions().get(0).evidence()).hasSize(2);
  }

  @Test
  void shouldNeverGoBelowOneAMinute() {
    for (int minute = 0; minute < 20; minute++) {
      complain("451 4.7.1 too fast", NOON.plusSeconds(minute * 61L), 4);
    }

    assertThat(governor.perMinute()).isEqualTo(1);
  }

  @Test
  void shouldRiseByATenthAMinuteAfterTenQuietMinutesInWhichTheRateWasUsed() {
    for (int i = 0; i < 100; i++) {
      take(NOON);
    }
    complain("451 4.7.1 too fast", NOON, 4);
    assertThat(governor.perMinute()).isEqualTo(90);

    run(NOON, Duration.ofMinutes(10), 90);
    assertThat(governor.perMinute()).isEqualTo(90);
    run(NOON.plus(Duration.ofMinutes(10)), Duration.ofMinutes(2), 90);

    assertThat(governor.perMinute()).isBetween(99L, 120L);
  }

  @Test
  void shouldNotRiseWhereTheRateIsNotUsed() {
    for (int i = 0; i < 100; i++) {
      take(NOON);
    }
    complain("451 4.7.1 too fast", NOON, 4);

    run(NOON, Duration.ofMinutes(30), 10);

    assertThat(governor.perMinute()).isEqualTo(90);
  }

  @Test
  void shouldForgetARateTwoHoursAfterTheLastComplaint() {
    complain("451 4.7.1 too fast", NOON, 4);

    governor.passTime(NOON.plus(Duration.ofMinutes(119)));
    assertThat(governor.restrictions()).hasSize(1);
    governor.passTime(NOON.plus(Duration.ofMinutes(121)));

    assertThat(governor.restrictions()).isEmpty();
    assertThat(governor.perMinute()).isZero();
  }

  @Test
  void shouldHalveTheConnectionsAndGiveThemBackOneByOne() {
    complain("421 4.7.0 too many connections", NOON, 8);
    assertThat(governor.connections()).isEqualTo(4);
    complain("421 4.7.0 too many connections", NOON.plusSeconds(1), 4);
    assertThat(governor.connections()).isEqualTo(2);

    for (int minute = 1; minute <= 13; minute++) {
      governor.passTime(NOON.plus(Duration.ofMinutes(minute)));
    }

    assertThat(governor.connections()).isBetween(3, 6);
    for (int minute = 14; minute <= 40; minute++) {
      governor.passTime(NOON.plus(Duration.ofMinutes(minute)));
    }
    assertThat(governor.connections()).isZero();
    assertThat(governor.restrictions()).isEmpty();
  }

  @Test
  void shouldPauseLongerWithEachProbeInVainAndResumeWithTheFirstThatIsTaken() {
    Instant now = NOON;
    for (int minutes : new int[] {30, 60, 120, 240, 240}) {
      complain("421 4.7.0 [TS03] suspicious", now, 1, "yahoo");
      assertThat(governor.pausedUntil(now)).contains(now.plus(Duration.ofMinutes(minutes)));
      now = now.plus(Duration.ofMinutes(minutes));
      assertThat(governor.pausedUntil(now)).isEmpty();
      assertThat(governor.isProbing(now)).isTrue();
    }

    take(now);

    assertThat(governor.isProbing(now)).isFalse();
    assertThat(governor.restrictions()).isEmpty();
  }

  @Test
  void shouldProbeWhereEverythingIsDeferred() {
    for (int i = 0; i < THRESHOLD - 1; i++) {
      complain("451 4.3.0 try later", NOON, 8);
    }
    assertThat(governor.pausedUntil(NOON)).isEmpty();
    complain("451 4.3.0 try later", NOON, 8);
    assertThat(governor.pausedUntil(NOON)).contains(NOON.plusSeconds(60));

    // those under way when the pause began say nothing new
    governor.learn(deferred("451 4.3.0 try later"), NOON.minusSeconds(5), 3, THRESHOLD, NOON);
    assertThat(governor.pausedUntil(NOON)).contains(NOON.plusSeconds(60));

    Instant probe = NOON.plusSeconds(60);
    complain("451 4.3.0 try later", probe, 1);
    assertThat(governor.pausedUntil(probe)).contains(probe.plusSeconds(120));
    assertThat(governor.restrictions())
        .extracting(Restriction::rule)
        .containsExactly(Governor.EVERYTHING);
  }

  @Test
  void shouldTryAllMailAgainWhenAPauseIsEndedByHand() {
    complain("451 4.7.1 you are sending too fast", NOON, 4);
    for (int i = 0; i < THRESHOLD; i++) {
      complain("451 4.3.0 try later", NOON, 8);
    }

    governor.endPause();

    assertThat(governor.pausedUntil(NOON)).isEmpty();
    assertThat(governor.isProbing(NOON.plusSeconds(60))).isFalse();
    assertThat(governor.restrictions())
        .extracting(Restriction::kind)
        .containsExactly(Reaction.SLOW);
    complain("451 4.3.0 try later", NOON.plusSeconds(1), 8);
    assertThat(governor.pausedUntil(NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void shouldNotProbeForGreylisting() {
    for (int i = 0; i < 500; i++) {
      complain("450 4.7.1 greylisted, try again in 5 minutes", NOON.plusMillis(i), 8);
    }

    assertThat(governor.restrictions()).isEmpty();
  }

  @Test
  void shouldSlowDownWhereFarMoreIsDeferredThanUsual() {
    for (int i = 0; i < 300; i++) {
      if (i % 4 == 0) {
        take(NOON.plusMillis(i));
      } else {
        complain("451 4.3.0 no reason", NOON.plusMillis(i), 8);
      }
    }

    assertThat(governor.restrictions()).extracting(Restriction::rule).contains(Governor.MORE);
    assertThat(governor.perMinute()).isPositive();
  }

  @Test
  void shouldEndWhatAnOperatorEndsAndTellTheLog() {
    complain("451 4.7.1 too fast", NOON, 4);
    String id = governor.restrictions().get(0).id();

    assertThat(governor.end("other")).isEmpty();
    assertThat(governor.end(id)).isPresent();
    assertThat(governor.end(id)).isEmpty();

    assertThat(governor.perMinute()).isZero();
    assertThat(governor.news())
        .hasSize(2)
        .anyMatch(n -> n.contains("slow to 1") && n.contains("sending-too-fast"))
        .anyMatch(n -> n.equals("provider:google: slow is over"));
    assertThat(governor.news()).isEmpty();
  }

  @Test
  void shouldRestrictAnewWhatIsComplainedAboutRightAfterAnOperatorEndedIt() {
    complain("451 4.7.1 too fast", NOON, 4);
    complain("421 4.7.0 too many connections", NOON, 4);
    governor.restrictions().forEach(r -> governor.end(r.id()));

    complain("451 4.7.1 too fast", NOON.plusSeconds(2), 4);
    complain("421 4.7.0 too many connections", NOON.minusSeconds(1), 4);

    assertThat(governor.restrictions()).hasSize(2);
    assertThat(governor.restrictions())
        .allSatisfy(r -> assertThat(r.value().orElseThrow()).isPositive());
    assertThat(governor.perMinute()).isPositive();
    assertThat(governor.connections()).isEqualTo(2);
  }

  private void run(Instant from, Duration length, int perMinute) {
    long step = 60_000L / perMinute;
    for (long millis = step; millis <= length.toMillis(); millis += step) {
      take(from.plusMillis(millis));
    }
  }

  private void take(Instant now) {
    var taken = new Experience(Reach.REACHED, 1, 0, Optional.empty(), "");
    governor.learn(taken, now, 4, THRESHOLD, now);
  }

  private void complain(String reply, Instant now, int running) {
    governor.learn(deferred(reply), now, running, THRESHOLD, now);
  }

  private void complain(String reply, Instant now, int running, String provider) {
    governor.learn(deferred(reply, Optional.of(provider)), now, running, THRESHOLD, now);
  }

  private static Experience deferred(String reply) {
    return deferred(reply, Optional.empty());
  }

  private static Experience deferred(String text, Optional<String> provider) {
    var reply =
        SmtpReply.received(Integer.parseInt(text.substring(0, 3)), List.of(text.substring(4)));
    Optional<ReplyRule> rule = RULES.match(reply, provider);
    boolean counts = rule.map(r -> r.reaction() != Reaction.NOTHING).orElse(true);
    return new Experience(Reach.REACHED, 0, counts ? 1 : 0, counts ? rule : Optional.empty(), text);
  }
}
