package relay.domain.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class CanaryMailTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void shouldBeASmallMailThatNobodyAnswers() throws IOException {
    Content mail =
        CanaryMail.of(
            EmailAddress.parse("postmaster@bücher.example"),
            EmailAddress.parse("canary@acme.example"),
            "out/ses",
            "relay.acme.example",
            QueueId.of(NOON.toEpochMilli(), 7),
            NOON);

    String text = new String(mail.open().readAllBytes(), StandardCharsets.US_ASCII);

    assertThat(text.split("\r\n"))
        .contains(
            "Date: Thu, 1 Jan 2026 12:00:00 +0000",
            "From: <postmaster@xn--bcher-kva.example>",
            "To: <canary@acme.example>",
            "Subject: Canary of out/ses",
            "Auto-Submitted: auto-generated",
            "X-Relay-Canary: out/ses")
        .allMatch(line -> line.length() < 200);
    assertThat(text).contains("\r\n\r\nThe relay at relay.acme.example tries").endsWith("\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
  }

  @Test
  void shouldGoEachWeekFromThePostmasterUnlessTheSettingsSayOtherwise() {
    CanarySettings usual = settings(Map.of());
    CanarySettings own =
        settings(Map.of("route-canary.from", "canary@acme.example", "route-canary.every", "1d"));

    assertThat(usual.every()).isEqualTo(Duration.ofDays(7));
    assertThat(usual.retry()).isEqualTo(Duration.ofHours(1));
    assertThat(usual.from()).isEmpty();
    assertThat(own.every()).isEqualTo(Duration.ofDays(1));
    assertThat(own.from()).contains(EmailAddress.parse("canary@acme.example"));
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> settings(Map.of("route-canary.from", "nobody")))
        .withMessageContaining("mail address");
  }

  private static CanarySettings settings(Map<String, String> file) {
    return CanarySettings.from(Settings.of(CanarySettings.ALL, file, Map.of()));
  }
}
