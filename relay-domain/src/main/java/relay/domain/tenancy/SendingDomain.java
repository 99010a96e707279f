package relay.domain.tenancy;

import java.time.Instant;
import java.util.Optional;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.DomainName;

/**
 * A domain that a tenant sends from, with all domains below it that are not verified for somebody
 * else.
 *
 * @param token what the tenant publishes in DNS to prove that the domain is its own; no secret
 * @param verifiedAt when the proof was seen
 */
public record SendingDomain(
    String tenant,
    DomainName name,
    long version,
    DomainState state,
    String token,
    Optional<Instant> verifiedAt)
    implements ControlObject {
  static final String KIND = "domain";

  /** Where the proof is published: this label, then the domain. */
  public static final String PROOF_LABEL = "_relay-verification";

  /** What the TXT record of the proof holds: this, then the token. */
  public static final String PROOF_PREFIX = "relay-verification=";

  public static ControlKey key(String tenant, DomainName name) {
    return new ControlKey(KIND, tenant, name.ascii());
  }

  @Override
  public ControlKey key() {
    return key(tenant, name);
  }

  @Override
  public SendingDomain withVersion(long other) {
    return new SendingDomain(tenant, name, other, state, token, verifiedAt);
  }

  /** Proven. */
  public SendingDomain verified(Instant at) {
    return new SendingDomain(tenant, name, version, DomainState.VERIFIED, token, Optional.of(at));
  }

  public boolean isVerified() {
    return state == DomainState.VERIFIED;
  }

  /** The name of the TXT record of the proof. */
  public DomainName proofName() {
    return DomainName.of(PROOF_LABEL + "." + name.ascii());
  }

  /** The text of the TXT record of the proof. */
  public String proofText() {
    return PROOF_PREFIX + token;
  }
}
