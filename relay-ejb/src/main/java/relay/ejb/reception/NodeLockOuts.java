package relay.ejb.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.reception.LockOut;
import relay.domain.reception.LockOuts;
import relay.domain.reception.LoginDesk;

/** The lock-outs of the login desk that all mail doors of this node share. */
@ApplicationScoped
public class NodeLockOuts implements LockOuts {
  @Inject LoginDesk logins;
  @Inject Journal journal;
  @Inject InstantSource clock;

  @Override
  public List<LockOut> waiting() {
    return logins.waiting(clock.instant());
  }

  @Override
  public boolean unlockAccount(String loginName) {
    return recorded(logins.unlockAccount(loginName), EventField.USER, loginName);
  }

  @Override
  public boolean unlockAddress(InetAddress address) {
    return recorded(logins.unlockAddress(address), EventField.CLIENT, address.getHostAddress());
  }

  private boolean recorded(boolean unlocked, String field, String who) {
    if (unlocked) {
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
