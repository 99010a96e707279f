package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class TlsPolicySettingsTest {
  private static final Map<String, String> RULES =
      Map.of(
          "tls-policy.default", "may",
          "tls-policy.bank.domains", "bank.example, *.bank.example",
          "tls-policy.bank.level", "secure",
          "tls-policy.bank.names", "mx.bank.example,.Provider.example",
          "tls-policy.old.domains", "old.bank.example",
          "tls-policy.old.level", "none",
          "tls-policy.plain.domains", "partner.example");

  @Test
  void shouldAskTheDestinationWhenTheOperatorSaysNothing() {
    assertThat(settings(Map.of()).ruleFor("example.org"))
        .isEqualTo(new TlsRule("", TlsLevel.AUTO, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, MAY, tls-policy.default",
    "[192.0.2.1], MAY, tls-policy.default",
    "bank.example, SECURE, tls-policy.bank.level",
    "a.b.bank.example, SECURE, tls-policy.bank.level",
    "old.bank.example, NONE, tls-policy.old.level",
    "partner.example, VERIFY, tls-policy.plain.level",
    "www.partner.example, MAY, tls-policy.default"
  })
  void shouldFindTheClosestRule(String domain, TlsLevel level, String key) {
    TlsRule rule = settings(RULES).ruleFor(domain);

    assertThat(rule.level()).isEqualTo(level);
    assertThat(TlsPolicySettings.keyOf(rule)).isEqualTo(key);
  }

  @Test
  void shouldPinTheNamesOfTheOperatorOrElseTheDomain() {
    assertThat(settings(RULES).ruleFor("bank.example").namesFor("bank.example"))
        .containsExactly("mx.bank.example", ".provider.example");
    assertThat(new TlsRule("x", TlsLevel.SECURE, List.of()).namesFor("a.example"))
        .containsExactly("a.example", ".a.example");
  }

  @ParameterizedTest
  @CsvSource({
    "tls-policy.x.level, verify, tls-policy.x.domains",
    "tls-policy.bank.level, verify, secure only",
    "tls-policy.old.domains, bank.example, another rule",
    "tls-policy.default, strict, one of",
    "tls-policy.bank.names, not a name, a host name"
  })
  void shouldRefuseRulesThatDoNotFit(String key, String value, String why) {
    var wrong = new java.util.HashMap<>(RULES);
    wrong.put(key, value);

    assertThatThrownBy(() -> settings(wrong))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(why);
  }

  private static TlsPolicySettings settings(Map<String, String> file) {
    return TlsPolicySettings.from(Settings.of(TlsPolicySettings.ALL, file, Map.of()));
  }
}
