package relay.domain.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.Permission;
import relay.domain.tenancy.Scope;
import relay.domain.tenancy.Tenancy;

/**
 * Somebody who has proven who he is, as far as it matters for what he may do.
 *
 * @param name as the audit names him
 * @param tenant to whom he belongs; empty for people of the platform
 * @param credential as the journal names whoever handed in a mail; empty: he hands in none
 */
public record Identity(
    String name, Set<Role> roles, Optional<String> tenant, Optional<String> credential) {

  public Identity {
    roles = Set.copyOf(roles);
    boolean needsTenant = roles.stream().anyMatch(Role::isOfTenant);
    if (needsTenant && tenant.isEmpty() || tenant.isPresent() && hasPlatformRole(roles)) {
      throw new IllegalArgumentException(
          "roles of a tenant need one, and roles of the platform have none");
    }
  }

  private static boolean hasPlatformRole(Set<Role> roles) {
    return roles.stream().anyMatch(role -> !role.isOfTenant());
  }

  /** Somebody of the platform. */
  public static Identity ofPlatform(String name, Role role) {
    return new Identity(name, Set.of(role), Optional.empty(), Optional.empty());
  }

  /** Somebody of a tenant who hands in no mail. */
  public static Identity ofTenant(String name, Role role, String tenant) {
    return new Identity(name, Set.of(role), Optional.of(tenant), Optional.empty());
  }

  /**
   * Whoever hands in mail. A credential's permissions are its roles; one that is for a part of its
   * tenant only, is a sender and no more.
   */
  public static Identity of(AuthenticatedUser user, Tenancy tenancy) {
    if (user.credential().isEmpty()) {
      return new Identity(
          user.name(), Set.of(Role.SENDER), Optional.of(user.tenant()), Optional.of(user.name()));
    }
    String id = user.credential().get();
    Set<Role> roles =
        tenancy.credential(id).map(Identity::rolesOf).orElse(EnumSet.noneOf(Role.class));
    return new Identity(id, roles, Optional.of(user.tenant()), Optional.of(id));
  }

  private static Set<Role> rolesOf(Credential credential) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Set<Permission> permissions = credential.permissions();
    boolean isWhole = credential.scope().equals(Scope.WHOLE_TENANT);
    if (permissions.contains(Permission.SEND) || !isWhole && !permissions.isEmpty()) {
      roles.add(Role.SENDER);
    }
    if (permissions.contains(Permission.READ) && isWhole) {
      roles.add(Role.TENANT_READER);
    }
    if (permissions.contains(Permission.ADMINISTER) && isWhole) {
      roles.add(Role.TENANT_ADMINISTRATOR);
    }
    return roles;
  }
}
