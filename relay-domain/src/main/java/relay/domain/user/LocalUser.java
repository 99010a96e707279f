package relay.domain.user;

import java.util.List;
import java.util.Optional;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.secret.PasswordHash;

/**
 * Somebody who administers.
 *
 * @param tenant to whom he belongs; empty text for people of the platform
 * @param id login name, in lower case, unique on the platform
 * @param name for people
 * @param sealedTotp key of his codes, sealed; present exactly when the second factor is TOTP
 * @param recoveryHashes of the recovery codes that he has not used
 */
public record LocalUser(
    String tenant,
    String id,
    long version,
    String name,
    Role role,
    UserState state,
    SecondFactor secondFactor,
    PasswordHash password,
    Optional<String> sealedTotp,
    List<String> recoveryHashes)
    implements ControlObject {
  static final String KIND = "user";

  public LocalUser {
    recoveryHashes = List.copyOf(recoveryHashes);
  }

  public static ControlKey key(String tenant, String id) {
    return new ControlKey(KIND, tenant, id);
  }

  /** What the key of a user's codes is sealed for. */
  public static String totpPlace(ControlKey key) {
    return key + " totp";
  }

  @Override
  public ControlKey key() {
    return key(tenant, id);
  }

  @Override
  public LocalUser withVersion(long other) {
    return new LocalUser(
        tenant, id, other, name, role, state, secondFactor, password, sealedTotp, recoveryHashes);
  }

  /** The same once a recovery code is used up. */
  LocalUser withoutRecovery(String hash) {
    List<String> left = recoveryHashes.stream().filter(h -> !h.equals(hash)).toList();
    return new LocalUser(
        tenant, id, version, name, role, state, secondFactor, password, sealedTotp, left);
  }

  /**
   * The same with another second factor, by codes.
   *
   * @param sealed key of the codes
   * @param hashes of the recovery codes
   */
  public LocalUser withSecondFactor(String sealed, List<String> hashes) {
    return new LocalUser(
        tenant,
        id,
        version,
        name,
        role,
        state,
        SecondFactor.TOTP,
        password,
        Optional.of(sealed),
        hashes);
  }

  /** What he may do. */
  public Identity identity() {
    return tenant.isEmpty() ? Identity.ofPlatform(id, role) : Identity.ofTenant(id, role, tenant);
  }
}
