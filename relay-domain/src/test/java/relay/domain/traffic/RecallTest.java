package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import relay.domain.traffic.Calls.Call;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** For which flows mail is called, and when. */
class RecallTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Recipient BOB = Recipient.of(EmailAddress.parse("bob@example.org"));
  private static final String DEFERRED = "4.7.1 not now, thank you";
  private static final String TOO_FAST = "4.7.0 you are much too fast for us";
  private final Map<String, String> file = new HashMap<>();
  private TrafficSettings settings = read();
  private final TrafficControl control =
      new TrafficControl(
          () -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, 128));
  private Instant now = NOON;

  private TrafficSettings read() {
    file.put(
        "traffic.reply-rule.fast",
        "slow | * | 421 | too fast | 421 4.7.0 you are much too fast for us");
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
  }

  private void set(String name, String value) {
    file.put(name, value);
    settings = read();
  }

  private void unset(String name) {
    file.remove(name);
    settings = read();
  }

  @Test
  void shouldCallMailWhoseProvidersLimitIsTakenAway() {
    set("traffic.default-limits", "per-minute=10");
    waitFor(100);
    assertThat(control.calls().due(now)).isEmpty();

    unset("traffic.default-limits");

    assertThat(call().flows()).containsExactly("site:mx.test");
    assertThat(call().most()).isEqualTo(Recall.MOST);
  }

  @Test
  void shouldCallMailOfADomainWhoseOwnRuleIsTakenAwayByTheNameOfBefore() {
    set("traffic.domain.some.example.limits", "per-minute=10");
    waitFor(100);

    unset("traffic.domain.some.example.limits");

    assertThat(call().flows()).containsExactly("domain:some.example");
  }

  @Test
  void shouldCallWhatGoesInFiveMinutesWhereALimitIsRaised() {
    set("traffic.default-limits", "per-minute=10");
    waitFor(100);

    set("traffic.default-limits", "per-minute=20");

    assertThat(call().most()).isEqualTo(100);
  }

  @Test
  void shouldNotCallForLessThanAQuarterMore() {
    set("traffic.default-limits", "per-minute=10");
    waitFor(100);

    set("traffic.default-limits", "per-minute=12");

    assertThat(control.calls().due(now)).isEmpty();
  }

  @Test
  void shouldCallNothingForAFlowThatMailDoesNotWaitFor() {
    set("traffic.default-limits", "per-minute=10");
    ((Go) ask()).permit().release(Reach.REACHED, now);

    unset("traffic.default-limits");

    assertThat(control.calls().due(now)).isEmpty();
  }

  @Test
  void shouldCallMailWhenARateThatWasFoundEndsByHand() {
    report(421, TOO_FAST);
    waitFor(100);
    assertThat(control.calls().due(now)).isEmpty();

    control.endings().end(control.flows(now).get(0).restrictions().get(0).id());

    assertThat(call().flows()).containsExactly("site:mx.test");
  }

  @Test
  void shouldCallMailWhenARateThatWasFoundEndsByItself() {
    report(421, TOO_FAST);
    now = NOON.plus(Duration.ofMinutes(119));
    waitFor(100);
    assertThat(control.calls().due(now)).isEmpty();

    now = NOON.plus(Duration.ofMinutes(121));

    assertThat(call().flows()).containsExactly("site:mx.test");
  }

  @Test
  void shouldCallMailWhenAPauseEndsByHandAndNotBefore() {
    pause();
    waitFor(100);
    assertThat(control.calls().due(now)).isEmpty();

    control.endings().endPauses();

    assertThat(call().flows()).containsExactly("site:mx.test");
  }

  @Test
  void shouldCallMailWhenTheProbeAfterAPauseIsTaken() {
    pause();
    waitFor(100);
    assertThat(control.calls().due(now)).isEmpty();
    now = NOON.plusSeconds(61);
    Permit probe = ((Go) ask()).permit();
    assertThat(control.calls().due(now)).isEmpty();

    probe.release(reply(250, "2.0.0 ok"), now);

    assertThat(call().flows()).containsExactly("site:mx.test");
  }

  @Test
  void shouldCallNoMoreOnceFewerWereFoundThanWereAskedFor() {
    set("traffic.default-limits", "per-minute=10");
    waitFor(100);
    unset("traffic.default-limits");
    control.calls().answered(call(), Recall.MOST, now);
    assertThat(control.calls().due(now)).as("what was called is on its way").isEmpty();

    now = now.plusSeconds(15);
    control.calls().answered(call(), 3, now);
    now = now.plusSeconds(60);

    assertThat(control.calls().due(now)).isEmpty();
  }

  @Test
  void shouldLookOnceMoreForWhatAWorkerHadInItsHands() {
    set("traffic.default-limits", "per-minute=10");
    waitFor(100);
    unset("traffic.default-limits");
    control.calls().answered(call(), 0, now);

    now = now.plusSeconds(11);

    assertThat(call().flows()).isEqualTo(Set.of("site:mx.test"));
  }

  private Call call() {
    return control.calls().due(now).orElseThrow();
  }

  private void waitFor(int mails) {
    for (int i = 0; i < mails; i++) {
      if (ask() instanceof Go go) {
        go.permit().release(Reach.REACHED, now);
      }
    }
    assertThat(ask()).isInstanceOf(Later.class);
  }

  private void pause() {
    for (int i = 0; i < 200 && ask() instanceof Go go; i++) {
      go.permit().release(reply(451, DEFERRED), now);
    }
    assertThat(((Later) ask()).reason()).contains("paused");
  }

  /** Servers complain about the rate of a few mails that went at the same time. */
  private void report(int code, String text) {
    List<Permit> permits =
        List.of(((Go) ask()).permit(), ((Go) ask()).permit(), ((Go) ask()).permit());
    permits.forEach(permit -> permit.release(reply(code, text), now));
  }

  private static TransmissionReport reply(int code, String text) {
    var said = SmtpReply.received(code, List.of(text));
    return new TransmissionReport(
        List.of(new RecipientReply(BOB, said, Stage.RCPT, false, HostTrace.NONE, false)));
  }

  private Decision ask() {
    Site site = settings.flows().site(List.of("mx.test"));
    return control.ask(Wish.of("some.example", Lane.BULK, false).at(site), now);
  }
}
