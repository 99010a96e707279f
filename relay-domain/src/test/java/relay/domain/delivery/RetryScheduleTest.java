package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.mail.OptionsBuilder.asking;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.MailOwner;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;

class RetryScheduleTest {
  private static final SmtpReply BUSY = SmtpReply.received(450, List.of("busy"));

  @ParameterizedTest
  @CsvSource({
    "OTP, 0 30 90 210 450 690, 900",
    "TRANSACTIONAL, 0 60 240 540 1140 2340 4740 8340 15540 29940 44340, 172800",
    "BULK, 0 600 1800 4200 7800 15000 29400 43800, 172800"
  })
  void shouldTryAtTheTimesOfTheLane(Lane lane, String seconds, long expirySeconds) {
    var schedule = schedule(Map.of("retry.jitter-percent", "0"));
    var expiresAt = schedule.expiryOf(MailOwner.of(lane), lane, NOON, MailOptions.NONE);
    var mail = aMail().lane(lane).expiresAt(expiresAt).build();

    List<Long> times = new ArrayList<>(List.of(0L));
    Optional<Instant> next = Optional.of(NOON);
    while ((next = schedule.next(mail, times.size(), BUSY, next.get())).isPresent()) {
      times.add(Duration.between(NOON, next.get()).toSeconds());
    }

    var expected = List.of(seconds.split(" ")).stream().map(Long::valueOf).toList();
    assertThat(times).startsWith(expected.toArray(Long[]::new));
    assertThat(times.get(times.size() - 1)).isLessThan(expirySeconds);
    assertThat(Duration.between(NOON, expiresAt)).isEqualTo(Duration.ofSeconds(expirySeconds));
  }

  @Test
  void shouldSpreadTheTimesByChanceWithinTheJitter() {
    var schedule = schedule(Map.of());
    var mail = aMail().build();

    var waits =
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(i -> schedule.next(mail, 4, BUSY, NOON).orElseThrow())
            .map(due -> Duration.between(NOON, due).toMillis() / 1000.0)
            .toList();

    assertThat(waits).allSatisfy(w -> assertThat(w).isBetween(510.0, 690.0));
    assertThat(waits).anySatisfy(w -> assertThat(w).isLessThan(530));
    assertThat(waits).anySatisfy(w -> assertThat(w).isGreaterThan(670));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "450 | Greylisted, try again in 5 minutes           | 300",
        "451 | 4.7.1 Greylisting in effect, please come back later (300 seconds) | 300",
        "450 | please retry after 90s                       | 90",
        "421 | Too fast, wait 2 min.                        | 120",
        "451 | You are greylisted for 00:10:00              | 600",
        "450 | try again in 1 hour                          | 3600",
        "450 | try again in 59 seconds                      | ",
        "450 | try again in 61 minutes                      | ",
        "450 | try again later                              | ",
        "421 | idle for more than 300 seconds, closing      | ",
        "450 | try again, error at 10.20.30 m               | ",
        "550 | try again in 5 minutes                       | ",
        "450 | try again in 99999999 minutes                | "
      })
  void shouldObeyAServersOwnTimeWithinReason(int code, String text, Long seconds) {
    var reply = SmtpReply.received(code, List.of(text));
    var mail = aMail().build();

    var zero = schedule(Map.of("retry.jitter-percent", "0")).next(mail, 7, reply, NOON);
    var due = Duration.between(NOON, zero.orElseThrow()).toSeconds();

    assertThat(due).isEqualTo(seconds == null ? 3600 : seconds);
  }

  @Test
  void shouldNeverComeEarlierThanAsked() {
    var reply = SmtpReply.received(450, List.of("try again in 5 minutes"));

    for (int i = 0; i < 100; i++) {
      var due = schedule(Map.of()).next(aMail().build(), 1, reply, NOON).orElseThrow();
      assertThat(due).isBetween(NOON.plusSeconds(300), NOON.plusSeconds(345));
    }
  }

  @Test
  void shouldNotObeyTimesInOurOwnReplies() {
    var ours = SmtpReply.local(451, "4.4.1", "try again in 5 minutes");

    var due = schedule(Map.of("retry.jitter-percent", "0")).next(aMail().build(), 1, ours, NOON);

    assertThat(due).contains(NOON.plusSeconds(60));
  }

  @Test
  void shouldGiveUpWhenTheNextAttemptWouldComeTooLate() {
    var schedule = schedule(Map.of("retry.jitter-percent", "0"));
    var mail = aMail().expiresAt(NOON.plusSeconds(60)).build();

    assertThat(schedule.next(mail, 1, BUSY, NOON)).isEmpty();
    assertThat(schedule.next(mail, 1, BUSY, NOON.minusMillis(1))).isPresent();
  }

  @Test
  void shouldObeyTheSendersLimitWhenItIsEarlier() {
    var schedule = schedule(Map.of("retry.jitter-percent", "0"));
    var strict = aMail().options(by(NOON.plusSeconds(30), true)).build();
    var notice = aMail().options(by(NOON.plusSeconds(30), false)).build();

    assertThat(schedule.next(strict, 1, BUSY, NOON)).isEmpty();
    assertThat(schedule.next(notice, 1, BUSY, NOON)).isPresent();
    assertThat(schedule.delayNoticeAt(notice)).contains(NOON.plusSeconds(30));
    assertThat(schedule.delayNoticeAt(strict)).contains(NOON.plusSeconds(3600));
  }

  @Test
  void shouldCountExpiryFromTheReleaseOfAHeldMail() {
    var release = NOON.plusSeconds(7 * 86400);
    var held = asking().heldUntil(release).build();

    assertThat(
            schedule(Map.of())
                .expiryOf(MailOwner.of(Lane.TRANSACTIONAL), Lane.TRANSACTIONAL, NOON, held))
        .isEqualTo(release.plusSeconds(48 * 3600));
  }

  @Test
  void shouldTakeTimesDownToSecondsFromTheSettings() {
    var schedule =
        schedule(
            Map.of(
                "retry.transactional.delays", "1s,2s",
                "retry.transactional.expire-after", "5s",
                "retry.transactional.delay-notice-after", "3s",
                "retry.jitter-percent", "0"));
    var mail = aMail().build();

    assertThat(schedule.next(mail, 1, BUSY, NOON)).contains(NOON.plusSeconds(1));
    assertThat(schedule.next(mail, 9, BUSY, NOON)).contains(NOON.plusSeconds(2));
    assertThat(
            schedule.expiryOf(
                MailOwner.of(Lane.TRANSACTIONAL), Lane.TRANSACTIONAL, NOON, MailOptions.NONE))
        .isEqualTo(NOON.plusSeconds(5));
    assertThat(schedule.delayNoticeAt(mail)).contains(NOON.plusSeconds(3));
  }

  @Test
  void shouldRefuseAScheduleWithoutDelays() {
    assertThatThrownBy(() -> schedule(Map.of("retry.otp.delays", "")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("at least one");
  }

  private static MailOptions by(Instant deadline, boolean returnAfter) {
    return asking().deliverBy(new DeliverBy(deadline, returnAfter, false)).build();
  }

  private static RetrySchedule schedule(Map<String, String> file) {
    var settings = RetrySettings.from(Settings.of(RetrySettings.ALL, file, Map.of()));
    return new RetrySchedule(RetryRules.of(settings), new Random(42));
  }
}
