package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.Stage;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.RuleTrial.Said;

class RuleTrialTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String HOST = "mx.our-host.example";
  private static final String LIMIT = "421 4.7.0 Hourly limit for you reached";
  private static final String PAUSE = "pause | * | 4 | hourly limit | " + LIMIT;

  @Test
  void shouldPutTheChangedRuleBeforeTheShippedOnes() {
    RuleTrial before = RuleTrial.of(settings());
    RuleTrial after = RuleTrial.of(settings(), Map.of("ours", PAUSE));

    SmtpReply reply = SmtpReply.read(LIMIT).orElseThrow();

    assertThat(before.match(HOST, reply).map(ReplyRule::id)).isNotEqualTo(Optional.of("ours"));
    assertThat(after.match(HOST, reply).orElseThrow().id()).isEqualTo("ours");
    assertThat(after.match(HOST, reply).orElseThrow().reaction()).isEqualTo(Reaction.PAUSE);
  }

  @Test
  void shouldTakeARuleOfTheOperatorAway() {
    TrafficSettings own = settings("traffic.reply-rule.ours", PAUSE);

    SmtpReply reply = SmtpReply.read(LIMIT).orElseThrow();

    assertThat(RuleTrial.of(own).match(HOST, reply).orElseThrow().id()).isEqualTo("ours");
    assertThat(RuleTrial.of(own, Map.of("ours", "")).match(HOST, reply))
        .isEqualTo(RuleTrial.of(settings()).match(HOST, reply));
  }

  @Test
  void shouldRefuseARuleWhoseSampleItDoesNotMatch() {
    Map<String, String> odd = Map.of("ours", "pause | * | 4 | nothing of it | " + LIMIT);

    assertThatThrownBy(() -> RuleTrial.of(settings(), odd)).hasMessageContaining("sample");
  }

  @Test
  void shouldFireOnceForWhatASinglePauseWouldHaveKeptBack() {
    RuleTrial trial = RuleTrial.of(settings(), Map.of("ours", PAUSE));

    for (int second = 0; second < 1_200; second++) {
      trial.play(said(LIMIT, second, "default"));
    }

    RuleTrial.Fired fired = trial.fired("ours");
    assertThat(fired.count()).isEqualTo(1);
    assertThat(fired.first().get(0).flow()).isEqualTo("site:" + HOST);
    assertThat(fired.first().get(0).at()).isEqualTo(NOON);
    assertThat(fired.first().get(0).evidence()).containsExactly("sample");
  }

  @Test
  void shouldFireAgainWhenTheProbeAfterThePauseIsRefused() {
    RuleTrial trial = RuleTrial.of(settings(), Map.of("ours", PAUSE));

    // Half an hour, then one, then two: the ladder of the controller.
    for (int second = 0; second < 3 * 3_600; second += 60) {
      trial.play(said(LIMIT, second, "default"));
    }

    assertThat(trial.fired("ours").count()).isEqualTo(3);
  }

  @Test
  void shouldCountEachSourceAndEachHalvingOfTheRate() {
    RuleTrial trial =
        RuleTrial.of(settings(), Map.of("ours", "slow | * | 4 | hourly limit | " + LIMIT));
    for (int second = 0; second < 240; second++) {
      trial.play(said("250 2.0.0 taken", second, "mail-2"));
      trial.play(said("250 2.0.0 taken", second, "default"));
    }

    trial.play(said(LIMIT, 240, "mail-2"));
    trial.play(said(LIMIT, 241, "mail-2"));
    trial.play(said(LIMIT, 400, "mail-2"));
    trial.play(said(LIMIT, 400, "default"));

    assertThat(trial.fired("ours").first())
        .extracting(RuleTrial.Firing::flow)
        .containsExactly("site:" + HOST + "@mail-2", "site:" + HOST + "@mail-2", "site:" + HOST);
  }

  @Test
  void shouldShowAFewFiringsAndCountAll() {
    RuleTrial trial = RuleTrial.of(settings(), Map.of("ours", PAUSE));
    for (int host = 0; host < 50; host++) {
      trial.play(
          new Said(
              "mx.h" + host + ".example",
              "default",
              SmtpReply.read(LIMIT).orElseThrow(),
              Stage.RCPT,
              NOON,
              "sample"));
    }

    assertThat(trial.fired("ours").count()).isEqualTo(50);
    assertThat(trial.fired("ours").first()).hasSize(RuleTrial.FIRINGS_SHOWN);
    assertThat(trial.fired("never")).isEqualTo(RuleTrial.Fired.NEVER);
  }

  private static Said said(String reply, int second, String source) {
    return new Said(
        HOST,
        source,
        SmtpReply.read(reply).orElseThrow(),
        Stage.RCPT,
        NOON.plus(Duration.ofSeconds(second)),
        "sample");
  }

  private static TrafficSettings settings(String... given) {
    Map<String, String> values = given.length == 0 ? Map.of() : Map.of(given[0], given[1]);
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, values, Map.of()));
  }
}
