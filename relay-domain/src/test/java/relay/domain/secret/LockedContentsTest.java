package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import relay.domain.mail.QueueId;

class LockedContentsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WAIT = Duration.ofMinutes(15);
  private final LockedContents locked = new LockedContents(WAIT);

  @Test
  void shouldTellTheFirstMailOfEachTrouble() {
    assertThat(locked.add(mail(1), "a", NOW)).isTrue();
    assertThat(locked.add(mail(2), "a", NOW)).isFalse();
    assertThat(locked.add(mail(1), "a", NOW.plus(WAIT))).isFalse();
    assertThat(locked.add(mail(3), "b", NOW)).isTrue();

    assertThat(locked.count(NOW)).isEqualTo(3);
    assertThat(locked.troubles()).containsExactly("a", "b");
  }

  @Test
  void shouldBeEmptyAgainWhenAllWereOpened() {
    locked.add(mail(1), "a", NOW);

    locked.remove(mail(2));
    locked.remove(mail(1));

    assertThat(locked.count(NOW)).isZero();
    assertThat(locked.troubles()).isEmpty();
    assertThat(locked.add(mail(1), "a", NOW)).isTrue();
  }

  @Test
  void shouldForgetWhatDoesNotComeBack() {
    locked.add(mail(1), "a", NOW);
    locked.add(mail(2), "a", NOW.plus(WAIT.multipliedBy(2)));

    assertThat(locked.count(NOW.plus(WAIT.multipliedBy(3)))).isEqualTo(2);
    assertThat(locked.count(NOW.plus(WAIT.multipliedBy(3)).plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void shouldRememberOnlySoMany() {
    for (int i = 0; i < LockedContents.MAILS_MAX + 5; i++) {
      locked.add(mail(i), "a", NOW);
    }
    locked.add(mail(1), "b", NOW);

    assertThat(locked.count(NOW)).isEqualTo(LockedContents.MAILS_MAX);
    assertThat(locked.troubles()).contains("b");
  }

  private static QueueId mail(int number) {
    String digits = Integer.toString(number);
    return new QueueId("0".repeat(20 - digits.length()) + digits);
  }
}
