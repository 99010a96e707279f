package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailDateTest {
  @Test
  void shouldWriteDatesAsRfc5322InEveryLocale() {
    assertThat(MailDate.of(Instant.parse("2026-01-01T12:00:00Z")))
        .isEqualTo("Thu, 1 Jan 2026 12:00:00 +0000");
    assertThat(MailDate.of(Instant.parse("2026-09-30T23:59:59.999Z")))
        .isEqualTo("Wed, 30 Sep 2026 23:59:59 +0000");
  }
}
