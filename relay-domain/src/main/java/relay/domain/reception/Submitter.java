package relay.domain.reception;

import java.util.Optional;
import relay.domain.tenancy.ClientRange;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.ForeignSender;
import relay.domain.tenancy.Permission;
import relay.domain.tenancy.Tenant;

/**
 * On whose behalf a client hands in mail.
 *
 * @param credential empty for users of the settings file and for clients without a login
 * @param range empty unless the client's address is what it may send by
 * @param name id of the credential or range, or name of the user of the settings file; empty text
 *     for addresses that the settings file trusts
 */
record Submitter(
    Tenant tenant, Optional<Credential> credential, Optional<ClientRange> range, String name) {

  /** Whether there is no address that it could not send from. */
  boolean isUnrestricted() {
    return !tenant.ownDomainsOnly()
        && (credential.isEmpty()
            || credential.get().scope().domains().isEmpty()
                && credential.get().scope().addresses().isEmpty());
  }

  boolean isRewritten() {
    return tenant.foreignSender() == ForeignSender.REWRITE;
  }

  boolean maySend() {
    return credential.isEmpty() || credential.get().permissions().contains(Permission.SEND);
  }
}
