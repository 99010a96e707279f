package relay.domain.reception;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The accounts of the settings file. Immutable. */
public final class ConfiguredAccounts implements Accounts {
  private final Map<String, Account> byLoginName;
  private final Map<String, Account> byIdentity = new HashMap<>();
  private final boolean allHaveScramKeys;

  /**
   * @param accounts each with its own login name and identities
   */
  public ConfiguredAccounts(List<Account> accounts) {
    byLoginName =
        accounts.stream()
            .collect(Collectors.toUnmodifiableMap(Account::loginName, Function.identity()));
    accounts.forEach(a -> a.identities().forEach(identity -> byIdentity.put(identity, a)));
    allHaveScramKeys =
        accounts.stream().allMatch(a -> a.password().isEmpty() || a.scram().isPresent());
  }

  @Override
  public Optional<Account> find(String loginName) {
    return Optional.ofNullable(byLoginName.get(loginName));
  }

  @Override
  public boolean allHaveScramKeys() {
    return allHaveScramKeys;
  }

  @Override
  public Optional<Account> holderOf(String identity) {
    return Optional.ofNullable(byIdentity.get(identity));
  }
}
