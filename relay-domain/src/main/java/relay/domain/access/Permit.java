package relay.domain.access;

import java.util.Optional;
import relay.domain.mail.MailOwner;

/**
 * Leave to do one thing, as far as it reaches.
 *
 * @param identity who does it
 */
public record Permit(Identity identity, Reach reach) {

  /** The only tenant whose things may be touched; empty: all. */
  public Optional<String> tenant() {
    return reach == Reach.EVERYTHING ? Optional.empty() : Optional.of(identity.tenant().get());
  }

  /** The only credential whose mail may be seen; empty: all within the tenant. */
  public Optional<String> credential() {
    return reach == Reach.OWN_MAIL
        ? Optional.of(identity.credential().orElse("none"))
        : Optional.empty();
  }

  /** Whether a mail of this owner is within reach. */
  public boolean covers(MailOwner owner) {
    return tenant().map(owner.tenant()::equals).orElse(true)
        && credential().map(owner.credential()::equals).orElse(true);
  }
}
