package relay.domain.openid;

import java.util.Optional;
import relay.domain.access.Role;

/**
 * What a value that the issuer tells of somebody is worth here.
 *
 * @param name as in the settings
 * @param value letter by letter
 * @param tenant for roles of tenants; empty for those of the platform
 */
public record RoleGrant(String name, String value, Role role, Optional<String> tenant) {}
