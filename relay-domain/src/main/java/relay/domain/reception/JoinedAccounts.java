package relay.domain.reception;

import java.util.Optional;

/**
 * Accounts that are kept in two places. The first place wins: nobody takes the name of a user of
 * the settings file by making a credential. Thread-safe.
 */
public final class JoinedAccounts implements Accounts {
  private final Accounts first;
  private final Accounts second;

  public JoinedAccounts(Accounts first, Accounts second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public Optional<Account> find(String loginName) {
    Optional<Account> found = first.find(loginName);
    return found.isPresent() ? found : second.find(loginName);
  }

  @Override
  public boolean allHaveScramKeys() {
    return first.allHaveScramKeys() && second.allHaveScramKeys();
  }

  @Override
  public Optional<Account> holderOf(String identity) {
    Optional<Account> found = first.holderOf(identity);
    return found.isPresent() ? found : second.holderOf(identity);
  }
}
