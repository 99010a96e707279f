package relay.domain.user;

import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlSource;
import relay.domain.reception.Account;
import relay.domain.reception.Accounts;
import relay.domain.reception.AuthenticatedUser;

/** The passwords of local users, as they are known now. They open no mail door. Thread-safe. */
final class UserAccounts implements Accounts {
  private final ControlSource source;

  UserAccounts(ControlSource source) {
    this.source = source;
  }

  @Override
  public Optional<Account> find(String loginName) {
    return user(loginName)
        .filter(user -> user.state() == UserState.ACTIVE)
        .map(
            user ->
                new Account(
                    user.id(),
                    user.id(),
                    Optional.of(user.password()),
                    Optional.empty(),
                    Set.of(),
                    new AuthenticatedUser(user.id(), Optional.empty())));
  }

  Optional<LocalUser> user(String id) {
    return source.state().all(UserKind.USER).stream().filter(u -> u.id().equals(id)).findFirst();
  }
}
