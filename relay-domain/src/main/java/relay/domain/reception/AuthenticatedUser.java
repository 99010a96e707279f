package relay.domain.reception;

import java.util.Optional;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Credential;

/**
 * A user who has proven who he is.
 *
 * @param name the account, for people
 * @param lane where this user's mail goes unless the mail says otherwise
 * @param tenant for whom he sends
 * @param credential id of the credential that he used; empty for users of the settings file and for
 *     those whom another door knows
 */
public record AuthenticatedUser(
    String name, Optional<Lane> lane, String tenant, Optional<String> credential) {

  /** The holder of a credential. */
  public static AuthenticatedUser holding(Credential credential) {
    return new AuthenticatedUser(
        credential.name(), Optional.empty(), credential.tenant(), Optional.of(credential.id()));
  }

  /** A user of the settings file. */
  public AuthenticatedUser(String name, Optional<Lane> lane) {
    this(name, lane, MailOwner.DEFAULT_TENANT, Optional.empty());
  }
}
