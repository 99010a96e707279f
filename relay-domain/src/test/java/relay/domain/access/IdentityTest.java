package relay.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.Permission;
import relay.domain.tenancy.Scope;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

class IdentityTest {
  private static final Scope RECEIPTS = Tenancies.scope(Set.of("receipts"), Set.of(), Set.of());

  @Test
  void shouldMakeTheRolesOfTheCredentialsPermissions() {
    assertThat(rolesOf(Scope.WHOLE_TENANT, Permission.SEND)).containsExactly(Role.SENDER);
    assertThat(rolesOf(Scope.WHOLE_TENANT, Permission.READ)).containsExactly(Role.TENANT_READER);
    assertThat(rolesOf(Scope.WHOLE_TENANT, Permission.ADMINISTER))
        .containsExactly(Role.TENANT_ADMINISTRATOR);
    assertThat(rolesOf(Scope.WHOLE_TENANT, Permission.SEND, Permission.READ))
        .containsExactlyInAnyOrder(Role.SENDER, Role.TENANT_READER);
    assertThat(rolesOf(Scope.WHOLE_TENANT)).isEmpty();
  }

  @Test
  void shouldTakeACredentialForAPartOfItsTenantForASenderAndNoMore() {
    assertThat(rolesOf(RECEIPTS, Permission.READ)).containsExactly(Role.SENDER);
    assertThat(rolesOf(RECEIPTS, Permission.ADMINISTER)).containsExactly(Role.SENDER);
    assertThat(rolesOf(RECEIPTS)).isEmpty();
  }

  @Test
  void shouldGiveNoRoleToACredentialThatIsGone() {
    var user = new AuthenticatedUser("x", Optional.empty(), "acme", Optional.of("c-gone"));

    assertThat(Identity.of(user, Tenancy.EMPTY).roles()).isEmpty();
  }

  @Test
  void shouldTakeAUserOfTheSettingsFileForASenderOfItsTenant() {
    Identity shop = Identity.of(new AuthenticatedUser("shop", Optional.empty()), Tenancy.EMPTY);

    assertThat(shop.roles()).containsExactly(Role.SENDER);
    assertThat(shop.tenant()).contains("default");
    assertThat(shop.credential()).contains("shop");
  }

  private static Set<Role> rolesOf(Scope scope, Permission... permissions) {
    Credential made =
        Tenancies.credential("acme", "c-1").withScope(scope).withPermissions(Set.of(permissions));
    var user = new AuthenticatedUser("x", Optional.empty(), "acme", Optional.of("c-1"));
    return Identity.of(user, Tenancies.with(Tenant.of("acme"), made)).roles();
  }
}
