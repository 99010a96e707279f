package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** The settings of the rules: what they are by default, and what they may be. */
class BounceRulesTest {
  private static final BounceRules USUAL = rules(Map.of());

  @Test
  void shouldBeCautiousByDefault() {
    assertThat(USUAL.enabled()).isTrue();
    assertThat(USUAL.hard()).isEqualTo(1);
    assertThat(USUAL.hardWithoutStatus()).isEqualTo(2);
    assertThat(USUAL.points()).isEqualTo(5);
    assertThat(USUAL.days()).isEqualTo(3);
    assertThat(USUAL.window()).isEqualTo(Duration.ofDays(30));
    assertThat(USUAL.fullFor()).isEqualTo(Duration.ofDays(14));
    assertThat(USUAL.domainResults()).isEqualTo(2);
    assertThat(USUAL.domainApart()).isEqualTo(Duration.ofDays(1));
    assertThat(USUAL.weights())
        .containsOnly(
            Map.entry(ReplyClass.MAILBOX_FULL, 1.0),
            Map.entry(ReplyClass.POLICY, 0.5),
            Map.entry(ReplyClass.EXPIRED, 0.5),
            Map.entry(ReplyClass.UNKNOWN, 1.0),
            Map.entry(ReplyClass.RELAY_DENIED, 0.5));
  }

  @Test
  void shouldSuppressForThirtyDaysThenForHalfAYearThenForEver() {
    assertThat(USUAL.term(0)).contains(Duration.ofDays(30));
    assertThat(USUAL.term(1)).contains(Duration.ofDays(180));
    assertThat(USUAL.term(2)).isEmpty();
    assertThat(USUAL.term(1_000)).isEmpty();
  }

  @Test
  void shouldTakeATermOfZeroForEver() {
    BounceRules rules = rules(Map.of("suppression.terms", "0s, 1d"));

    assertThat(rules.term(0)).isEmpty();
    assertThat(rules.term(1)).contains(Duration.ofDays(1));
  }

  @Test
  void shouldTakeEverySettingFromTheFile() {
    BounceRules rules =
        rules(
            Map.of(
                "suppression.by-rule", "false",
                "suppression.hard", "3",
                "suppression.hard-without-status", "4",
                "suppression.soft-points", "2.5",
                "suppression.soft-days", "7",
                "suppression.soft-window", "10d",
                "suppression.full-for", "20d",
                "suppression.weights", "too-big=3, unknown=0.25",
                "suppression.domain-results", "5",
                "suppression.domain-apart", "6h"));

    assertThat(rules.enabled()).isFalse();
    assertThat(rules.hard()).isEqualTo(3);
    assertThat(rules.hardWithoutStatus()).isEqualTo(4);
    assertThat(rules.points()).isEqualTo(2.5);
    assertThat(rules.days()).isEqualTo(7);
    assertThat(rules.window()).isEqualTo(Duration.ofDays(10));
    assertThat(rules.fullFor()).isEqualTo(Duration.ofDays(20));
    assertThat(rules.domainResults()).isEqualTo(5);
    assertThat(rules.domainApart()).isEqualTo(Duration.ofHours(6));
    assertThat(rules.weights())
        .containsOnly(Map.entry(ReplyClass.TOO_BIG, 3.0), Map.entry(ReplyClass.UNKNOWN, 0.25));
  }

  @Test
  void shouldChangeForATenantWhatItsRuleNamesAndNothingElse() {
    BounceRules other = USUAL.with(Map.of("soft-points", "9", "weights", "policy=2"));

    assertThat(other.points()).isEqualTo(9);
    assertThat(other.weights()).containsOnly(Map.entry(ReplyClass.POLICY, 2.0));
    assertThat(other.hard()).isEqualTo(USUAL.hard());
    assertThat(other.terms()).isEqualTo(USUAL.terms());
    assertThat(USUAL.with(Map.of())).isEqualTo(USUAL);
  }

  @Test
  void shouldLetEachOfItsSettingsBeOtherwiseForATenant() {
    Map<String, String> otherwise =
        Map.of(
            "by-rule", "false",
            "hard", "9",
            "hard-without-status", "9",
            "soft-days", "9",
            "soft-window", "9d",
            "full-for", "9d",
            "terms", "9d",
            "domain-results", "9",
            "domain-apart", "9h");

    BounceRules other = USUAL.with(otherwise);

    assertThat(other.enabled()).isFalse();
    assertThat(other.hard()).isEqualTo(9);
    assertThat(other.hardWithoutStatus()).isEqualTo(9);
    assertThat(other.days()).isEqualTo(9);
    assertThat(other.window()).isEqualTo(Duration.ofDays(9));
    assertThat(other.fullFor()).isEqualTo(Duration.ofDays(9));
    assertThat(other.terms()).containsExactly(Duration.ofDays(9));
    assertThat(other.domainResults()).isEqualTo(9);
    assertThat(other.domainApart()).isEqualTo(Duration.ofHours(9));
    assertThat(other.points()).isEqualTo(USUAL.points());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip-blocked=1",
        "content-spam=1",
        "reputation-domain=1",
        "rate-limited=1",
        "greylisted=1",
        "auth-failed=1",
        "system-error=1",
        "network=1",
        "recipient-unknown=1",
        "nonsense=1",
        "policy",
        "policy=",
        "policy=-1",
        "policy=1000",
        "policy=0.123"
      })
  void shouldNeverWeighWhatIsNotTheRecipientsFault(String weights) {
    assertThatThrownBy(() -> rules(Map.of("suppression.weights", weights)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("suppression.weights")
        .hasMessageContaining("mailbox-full, policy, expired");
  }

  @ParameterizedTest
  @CsvSource({
    "suppression.soft-points, 0",
    "suppression.soft-points, -1",
    "suppression.soft-points, NaN",
    "suppression.soft-points, 1001",
    "suppression.soft-points, many",
    "suppression.hard, 0",
    "suppression.hard-without-status, 101",
    "suppression.soft-days, 0",
    "suppression.soft-days, 366",
    "suppression.soft-window, 1h",
    "suppression.full-for, 400d",
    "suppression.terms, soon",
    "suppression.domain-results, 1",
    "suppression.domain-apart, 1s"
  })
  void shouldRefuseWhatNobodyMeans(String key, String value) {
    assertThatThrownBy(() -> rules(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(key);
  }

  @ParameterizedTest
  @EnumSource(ReplyClass.class)
  void shouldKnowEachClassInEveryFormInWhichItIsWritten(ReplyClass about) {
    String lower = about.name().toLowerCase(java.util.Locale.ROOT);

    assertThat(BounceRules.classOf(about.name())).contains(about);
    assertThat(BounceRules.classOf(lower)).contains(about);
    assertThat(BounceRules.classOf(lower.replace('_', '-'))).contains(about);
  }

  @Test
  void shouldKnowTheJournalsWordForTheDnsAndNoOthers() {
    assertThat(BounceRules.classOf("dns_temporary")).contains(ReplyClass.DNS_TEMP);
    assertThat(BounceRules.classOf("not_secure")).isEmpty();
    assertThat(BounceRules.classOf("")).isEmpty();
  }

  private static BounceRules rules(Map<String, String> given) {
    return BounceRules.from(Settings.of(SuppressionSettings.ALL, given, Map.of()));
  }
}
