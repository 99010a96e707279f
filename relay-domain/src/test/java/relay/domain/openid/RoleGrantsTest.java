package relay.domain.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.access.Identity;
import relay.domain.access.Role;

class RoleGrantsTest {
  private static final Optional<String> ACME = Optional.of("acme");
  private static final List<RoleGrant> GRANTS =
      List.of(
          new RoleGrant("1", "acme-read", Role.TENANT_READER, ACME),
          new RoleGrant("2", "acme-change", Role.TENANT_ADMINISTRATOR, ACME),
          new RoleGrant("3", "other-read", Role.TENANT_READER, Optional.of("other")),
          new RoleGrant("4", "ops", Role.OPERATOR, Optional.empty()));

  @Test
  void shouldGiveNobodyARoleWithoutAGrant() {
    assertThat(identity()).isEmpty();
    assertThat(identity("acme", "ACME-READ", "")).isEmpty();
  }

  @Test
  void shouldGiveAllRolesOfOneTenant() {
    Identity both = identity("acme-change", "acme-read").orElseThrow();

    assertThat(both.roles()).isEqualTo(Set.of(Role.TENANT_READER, Role.TENANT_ADMINISTRATOR));
    assertThat(both.tenant()).isEqualTo(ACME);
  }

  @Test
  void shouldMakeNobodyOneOfSeveralTenants() {
    Identity first = identity("other-read", "acme-read").orElseThrow();

    assertThat(first.tenant()).isEqualTo(ACME);
    assertThat(first.roles()).containsExactly(Role.TENANT_READER);
  }

  @Test
  void shouldLetARoleOfThePlatformGoBeforeThoseOfTenants() {
    assertThat(identity("acme-change", "ops"))
        .contains(Identity.ofPlatform("oidc:al", Role.OPERATOR));
  }

  private static Optional<Identity> identity(String... values) {
    return RoleGrants.identity(GRANTS, "oidc:al", List.of(values));
  }
}
