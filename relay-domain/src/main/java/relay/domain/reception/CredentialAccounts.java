package relay.domain.reception;

import java.util.Optional;
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

  private static Optional<Account> account(Credential credential) {
    String loginName = credential.proof().loginName().orElseThrow();
    AuthenticatedUser user =
        new AuthenticatedUser(
            credential.name(), Optional.empty(), credential.tenant(), Optional.of(credential.id()));
    return Optional.of(
        new Account(
            credential.name(),
            loginName,
            credential.proof().password(),
            credential.proof().scram().map(ScramKeys::parse),
            user));
  }

  @Override
  public boolean allHaveScramKeys() {
    return tenancy.get().allHaveScramKeys();
  }
}
