package relay.domain.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;

class FiguresTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final QueueId MAIL = new QueueId("0123456789abcdefghjk");
  private final Figures figures = new Figures(NOW, 5);

  @Test
  void shouldCountMailsAndRecipientsApart() {
    figures.written(List.of(received("otp", 3), received("bulk", 1)));

    assertThat(figures.total(Figure.ACCEPTED)).isEqualTo(2);
    assertThat(figures.total(Figure.RECIPIENTS)).isEqualTo(4);
    assertThat(figures.total(Lane.OTP, Figure.RECIPIENTS)).isEqualTo(3);
    assertThat(figures.total(Lane.TRANSACTIONAL, Figure.ACCEPTED)).isZero();
  }

  @Test
  void shouldCountEventsAboutNoMail() {
    figures.written(
        List.of(
            new MailEvent(
                EventType.LOGIN_FAILED, NOW, Optional.empty(), 0, 0, Optional.empty(), Map.of())));

    assertThat(figures.total(Figure.LOGIN_FAILED)).isEqualTo(1);
  }

  @Test
  void shouldGiveTheRateOfTheLastMinuteOnly() {
    for (int second = 0; second < 120; second++) {
      figures.written(List.of(delivered("b.example", NOW.plusSeconds(second), 1)));
    }

    assertThat(figures.perSecond(Figure.DELIVERED, NOW.plusSeconds(120))).isEqualTo(1.0);
    assertThat(figures.perSecond(Figure.DELIVERED, NOW.plusSeconds(150))).isEqualTo(0.5);
    assertThat(figures.perSecond(Figure.DELIVERED, NOW.plusSeconds(500))).isZero();
  }

  @Test
  void shouldGivePercentilesWithinASixteenth() {
    long seed = Chance.seed();
    var random = new Random(seed);
    long[] values = random.longs(5000, 1, 1_000_000).toArray();
    for (long value : values) {
      figures.written(List.of(delivered("b.example", NOW, value)));
    }
    Arrays.sort(values);

    var latency = figures.latency(Lane.OTP, NOW);

    assertThat(latency.count()).isEqualTo(5000);
    assertThat(ratio(latency.p50(), values[2500])).as("seed %s", seed).isCloseTo(1, within(0.08));
    assertThat(ratio(latency.p90(), values[4500])).as("seed %s", seed).isCloseTo(1, within(0.08));
    assertThat(ratio(latency.p99(), values[4950])).as("seed %s", seed).isCloseTo(1, within(0.08));
  }

  @Test
  void shouldForgetLatenciesAfterSixMinutes() {
    figures.written(List.of(delivered("b.example", NOW, 500)));

    assertThat(figures.latency(Lane.OTP, NOW.plus(Duration.ofMinutes(4))).count()).isEqualTo(1);
    assertThat(figures.latency(Lane.OTP, NOW.plus(Duration.ofMinutes(6))).count()).isZero();
  }

  @Test
  void shouldKeepTheBusiestDomainsAndSumUpTheOthers() {
    for (int i = 0; i < 1000; i++) {
      figures.written(List.of(delivered("d" + i + ".example", NOW, 1)));
      figures.written(List.of(delivered("busy.example", NOW, 1)));
    }

    var rows = figures.domains();

    assertThat(rows).hasSizeLessThanOrEqualTo(6);
    assertThat(rows.get(0).domain()).isEqualTo("busy.example");
    assertThat(rows.get(0).counts().get(Figure.DELIVERED)).isEqualTo(1000);
    assertThat(rows.get(rows.size() - 1).domain()).isEqualTo(DomainFigures.OTHER);
  }

  private static double ratio(long one, long other) {
    return (double) one / other;
  }

  private static MailEvent received(String lane, int recipients) {
    return new MailEvent(
        EventType.RECEIVED,
        NOW,
        Optional.of(MAIL),
        0,
        0,
        Optional.empty(),
        Map.of(
            EventField.LANE,
            lane,
            EventField.RECIPIENTS,
            java.util.Collections.nCopies(recipients, "bob@b.example")));
  }

  private static MailEvent delivered(String domain, Instant at, long ageMillis) {
    return new MailEvent(
        EventType.DELIVERED,
        at,
        Optional.of(MAIL),
        0,
        1,
        Optional.of(new EmailAddress("bob", domain)),
        Map.of(EventField.LANE, "otp", EventField.AGE_MILLIS, ageMillis));
  }
}
