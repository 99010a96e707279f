package relay.domain.openid;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.access.Identity;
import relay.domain.access.Role;

/** Turns what an issuer tells of somebody into what he may do. Pure. */
final class RoleGrants {
  private RoleGrants() {}

  /**
   * Who he is here: with a role of the platform he belongs to no tenant, and without one to the
   * tenant of the first grant that he has; nobody belongs to several.
   *
   * @param values that the issuer tells
   * @return empty when none of the grants is his
   */
  static Optional<Identity> identity(List<RoleGrant> grants, String name, List<String> values) {
    List<RoleGrant> his = grants.stream().filter(g -> values.contains(g.value())).toList();
    boolean isOfPlatform = his.stream().anyMatch(grant -> grant.tenant().isEmpty());
    Optional<String> tenant =
        isOfPlatform ? Optional.empty() : his.stream().findFirst().flatMap(RoleGrant::tenant);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    his.stream().filter(g -> g.tenant().equals(tenant)).forEach(g -> roles.add(g.role()));
    return roles.isEmpty()
        ? Optional.empty()
        : Optional.of(new Identity(name, roles, tenant, Optional.empty()));
  }
}
