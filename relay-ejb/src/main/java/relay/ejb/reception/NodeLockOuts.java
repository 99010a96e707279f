package relay.ejb.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.reception.LockOut;
import relay.domain.reception.LockOuts;
import relay.domain.reception.LoginDesk;
import relay.ejb.http.AdministratorAccount;
import relay.ejb.login.LoginExchange;
import relay.ejb.user.NodeUserDoor;

/**
 * The lock-outs of all nodes: of the login desk that all mail doors share, of the people who
 * administer, and of the administrator of the first start.
 */
@ApplicationScoped
public class NodeLockOuts implements LockOuts {
  @Inject LoginDesk logins;
  @Inject NodeUserDoor users;
  @Inject AdministratorAccount administrator;
  @Inject Journal journal;
  @Inject InstantSource clock;
  @Inject LoginExchange exchange;

  @Override
  public List<LockOut> waiting() {
    Instant now = clock.instant();
    return Stream.of(
            logins.waiting(now), users.desk().waiting(now), administrator.desk().waiting(now))
        .flatMap(List::stream)
        .sorted(Comparator.comparing(LockOut::until).reversed())
        .toList();
  }

  @Override
  public boolean unlockAccount(String loginName) {
    exchange.tellNow();
    boolean unlocked =
        logins.unlockAccount(loginName)
            | users.desk().unlockAccount(loginName)
            | administrator.desk().unlockAccount(loginName);
    return recorded(unlocked, EventField.USER, loginName);
  }

  @Override
  public boolean unlockAddress(InetAddress address) {
    exchange.tellNow();
    boolean unlocked =
        logins.unlockAddress(address)
            | users.desk().unlockAddress(address)
            | administrator.desk().unlockAddress(address);
    return recorded(unlocked, EventField.CLIENT, address.getHostAddress());
  }

  private boolean recorded(boolean unlocked, String field, String who) {
    if (unlocked) {
      exchange.tellNow();
      journal.write(
          List.of(
              new MailEvent(
                  EventType.UNLOCKED,
                  clock.instant(),
                  Optional.empty(),
                  0,
                  0,
                  Optional.empty(),
                  Map.of(field, who))));
    }
    return unlocked;
  }
}
