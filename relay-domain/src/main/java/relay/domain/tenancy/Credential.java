package relay.domain.tenancy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.NetworkRange;

/**
 * What an application or a person hands in mail with.
 *
 * @param id made by {@link ObjectIds}
 * @param name for people
 * @param createdAt from when its clean sending counts
 * @param expiresAt from then on it is refused; empty: never
 * @param networks the only addresses it is taken from; empty: all
 */
public record Credential(
    String tenant,
    String id,
    long version,
    CredentialKind kind,
    String name,
    CredentialState state,
    Proof proof,
    Scope scope,
    Set<Permission> permissions,
    Instant createdAt,
    Optional<Instant> expiresAt,
    List<NetworkRange> networks,
    SendingLimits limits)
    implements ControlObject {
  static final String KIND = "credential";

  public Credential {
    permissions = Set.copyOf(permissions);
    networks = List.copyOf(networks);
  }

  /** One that may send whatever its tenant may. */
  public static Credential sender(
      String tenant, String id, CredentialKind kind, Proof proof, Instant createdAt) {
    return new Credential(
        tenant,
        id,
        0,
        kind,
        proof.loginName().orElse(id),
        CredentialState.ACTIVE,
        proof,
        Scope.WHOLE_TENANT,
        Set.of(Permission.SEND),
        createdAt,
        Optional.empty(),
        List.of(),
        SendingLimits.NONE);
  }

  public static ControlKey key(String tenant, String id) {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public ControlKey key() {
    return key(tenant, id);
  }

  @Override
  public Credential withVersion(long other) {
    return with(other, state, proof, scope);
  }

  public Credential withState(CredentialState other) {
    return with(version, other, proof, scope);
  }

  public Credential withProof(Proof other) {
    return with(version, state, other, scope);
  }

  public Credential withScope(Scope other) {
    return with(version, state, proof, other);
  }

  public Credential withPermissions(Set<Permission> other) {
    return new Credential(
        tenant, id, version, kind, name, state, proof, scope, other, createdAt, expiresAt, networks,
        limits);
  }

  public boolean isExpiredAt(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }

  /** Whether it may be used from this address. */
  public boolean admits(InetAddress address) {
    for (int i = 0; i < networks.size(); i++) {
      if (networks.get(i).contains(address)) {
        return true;
      }
    }
    return networks.isEmpty();
  }

  private Credential with(
      long otherVersion, CredentialState otherState, Proof otherProof, Scope otherScope) {
    return new Credential(
        tenant,
        id,
        otherVersion,
        kind,
        name,
        otherState,
        otherProof,
        otherScope,
        permissions,
        createdAt,
        expiresAt,
        networks,
        limits);
  }
}
