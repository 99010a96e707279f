package relay.domain.reception;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The accounts of the settings file. Immutable. */
public final class ConfiguredAccounts implements Accounts {
  private final Map<String, Account> byLoginName;
  private final boolean allHaveScramKeys;

  /**
   * @param accounts each with its own login name
   */
  public ConfiguredAccounts(List<Account> accounts) {
    byLoginName =
        accounts.stream()
            .collect(Collectors.toUnmodifiableMap(Account::loginName, Function.identity()));
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
}
