package relay.domain.reception;

import java.util.Optional;
import java.util.Set;
import relay.domain.authentication.ScramKeys;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.CurrentTenancy;

/** The accounts of the tenants' credentials, as they are known now. Thread-safe. */
public final class CredentialAccounts implements Accounts {
  private final CurrentTenancy tenancy;

  public CredentialAccounts(CurrentTenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Optional<Account> find(String loginName) {
    return tenancy.get().byLoginName(loginName).flatMap(CredentialAccounts::account);
  }

  /** By certificate or API token; the token of an issuer names its user, found by login name. */
  @Override
  public Optional<Account> holderOf(String identity) {
    if (identity.startsWith(API_TOKEN)) {
      return tenancy
          .get()
          .byTokenHash(identity.substring(API_TOKEN.length()))
          .flatMap(CredentialAccounts::account);
    }
    boolean certificate = identity.startsWith("sha256:") || identity.startsWith("subject:");
    return certificate
        ? tenancy
            .get()
            .byCertificate(identity.substring(identity.indexOf(':') + 1))
            .flatMap(CredentialAccounts::account)
        : Optional.empty();
  }

  private static Optional<Account> account(Credential credential) {
    String loginName = credential.proof().loginName().orElse(credential.id());
    AuthenticatedUser user = AuthenticatedUser.holding(credential);
    return Optional.of(
        new Account(
            credential.name(),
            loginName,
            credential.proof().password(),
            credential.proof().scram().map(ScramKeys::parse),
            Set.of(),
            user));
  }

  @Override
  public boolean allHaveScramKeys() {
    return tenancy.get().allHaveScramKeys();
  }
}
