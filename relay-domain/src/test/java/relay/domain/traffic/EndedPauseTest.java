package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.Recipient;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** An operator has mail to some destinations tried now. */
class EndedPauseTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Recipient BOB = Recipient.of(EmailAddress.parse("bob@example.org"));
  private static final SmtpReply DEFERRED =
      SmtpReply.received(451, List.of("4.7.1 not now, thank you"));
  private Instant now = NOON;
  private final TrafficSettings settings =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));
  private final TrafficControl control =
      new TrafficControl(() -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, 16));

  @BeforeEach
  void deferEverything() {
    pause("one.example", "mx.one.test");
    pause("two.example", "mx.two.test");
    assertThat(isPaused("one.example", "mx.one.test")).isTrue();
    assertThat(isPaused("two.example", "mx.two.test")).isTrue();
  }

  @Test
  void shouldEndThePauseOfTheFlowOfADestinationAndNoOther() {
    control.endings().endPauses("one.example"::equals);

    assertThat(isPaused("one.example", "mx.one.test")).isFalse();
    assertThat(isPaused("two.example", "mx.two.test")).isTrue();
  }

  @Test
  void shouldEndNoPauseOfADestinationThatMailNeverWentTo() {
    control.endings().endPauses("three.example"::equals);

    assertThat(isPaused("one.example", "mx.one.test")).isTrue();
    assertThat(isPaused("two.example", "mx.two.test")).isTrue();
  }

  @Test
  void shouldEndAllPausesForAllMail() {
    control.endings().endPauses(hop -> true);

    assertThat(isPaused("one.example", "mx.one.test")).isFalse();
    assertThat(isPaused("two.example", "mx.two.test")).isFalse();
  }

  @Test
  void shouldPauseAgainWhenTheServersSayTheSameAgain() {
    control.endings().endPauses(hop -> true);
    now = NOON.plusSeconds(3_600);

    pause("one.example", "mx.one.test");

    assertThat(isPaused("one.example", "mx.one.test")).isTrue();
  }

  private void pause(String domain, String host) {
    for (int i = 0; i < 200 && !isPaused(domain, host); i++) {
      Decision decision = control.ask(wish(domain, host), now);
      if (decision instanceof Go go) {
        var reply = new RecipientReply(BOB, DEFERRED, Stage.RCPT, false, HostTrace.NONE, false);
        go.permit().release(new TransmissionReport(List.of(reply)), now);
      }
    }
  }

  private boolean isPaused(String domain, String host) {
    Decision decision = control.ask(wish(domain, host), now);
    if (decision instanceof Go go) {
      go.permit().release(Reach.UNKNOWN, now);
      return false;
    }
    return ((Later) decision).reason().contains("paused");
  }

  private Wish wish(String domain, String host) {
    return Wish.of(domain, Lane.BULK, false).at(settings.flows().site(List.of(host)));
  }
}
