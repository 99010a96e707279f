package relay.domain.reception;

import static relay.domain.reception.AccountSettingsFixture.CHEAP;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import relay.domain.authentication.ScramKeys;
import relay.domain.mail.Lane;
import relay.domain.secret.PasswordHash;

/** Accounts that a test changes while the desk works. */
final class ChangingAccounts implements Accounts {
  final Map<String, Account> byName = new HashMap<>();
  boolean broken;

  void put(String name, String password) {
    PasswordHash hash = PasswordHash.of(password, CHEAP, new Random(password.hashCode()));
    Optional<Lane> lane = name.equals("shop") ? Optional.of(Lane.OTP) : Optional.empty();
    byName.put(name, new Account(name, name, hash, lane));
  }

  void scram(String name, String password) {
    byName.put(
        name,
        new Account(
            name,
            name,
            Optional.empty(),
            Optional.of(ScramKeys.of(password, 4096, new Random(password.hashCode()))),
            Set.of(),
            new AuthenticatedUser(name, Optional.empty())));
  }

  @Override
  public Optional<Account> find(String loginName) {
    if (broken) {
      throw new AccountsUnavailable("database gone", null);
    }
    return Optional.ofNullable(byName.get(loginName));
  }
}
