package relay.domain.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.access.Role;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.settings.InvalidSetting;

class OpenIdSettingsTest {
  private final FakeIssuer issuer =
      new FakeIssuer("https://login.example.com", () -> Instant.EPOCH);

  @Test
  void shouldLetNobodyInThisWayUnlessThereIsAnIssuer() {
    assertThat(RelayConfiguration.of(Map.of(), Map.of()).openId().isOn()).isFalse();
    assertThat(issuer.relay(Map.of()).openId().isOn()).isTrue();
  }

  @Test
  void shouldReadGrantsInTheOrderOfTheirNames() {
    var settings =
        issuer
            .relay(
                Map.of(
                    "oidc.grant.acme.value", "acme people",
                    "oidc.grant.acme.tenant", "acme"))
            .openId();

    assertThat(settings.grants())
        .extracting(RoleGrant::name, RoleGrant::value, RoleGrant::role)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("acme", "acme people", Role.TENANT_READER),
            org.assertj.core.groups.Tuple.tuple("staff", "postmasters", Role.OPERATOR));
  }

  @ParameterizedTest
  @CsvSource({
    "oidc.client-id, '', must be given",
    "oidc.redirect, '', must be given",
    "oidc.redirect, https://relay.example.com/elsewhere, ends with",
    "oidc.redirect, http://relay.example.com/api/v1/session/oidc/callback, https",
    "oidc.issuer, http://login.example.com, https",
    "oidc.scopes, 'email,profile', openid",
    "oidc.algorithms, '', must be given",
    "oidc.algorithms, HS256, RS256",
    "oidc.grant.staff.value, '', must be given",
    "oidc.grant.staff.role, sender, platform-administrator",
    "oidc.grant.staff.role, tenant-reader, must be given for a role of a tenant",
    "oidc.grant.staff.tenant, acme, left out for one of the platform"
  })
  void shouldNameTheSettingThatDoesNotGoWithTheOthers(String key, String value, String rule) {
    Map<String, String> wrong = new HashMap<>(issuer.settings(Map.of()));
    wrong.put(key, value);

    assertThatThrownBy(() -> RelayConfiguration.of(wrong, Map.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("oidc.")
        .hasMessageContaining(rule);
  }

  @Test
  void shouldAskForAGrantSinceNobodyWouldBeLetInWithoutOne() {
    Map<String, String> without = new HashMap<>(issuer.settings(Map.of()));
    without.remove("oidc.grant.staff.value");
    without.remove("oidc.grant.staff.role");

    assertThatThrownBy(() -> RelayConfiguration.of(without, Map.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("oidc.grant.*.value");
  }

  @Test
  void shouldTakeTheSecretFromOnePlaceOnly() {
    Map<String, String> two = Map.of("oidc.client-secret", "a", "oidc.client-secret-file", "b");

    assertThatThrownBy(() -> issuer.relay(two))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("oidc.client-secret-file");
  }
}
