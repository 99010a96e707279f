package relay.ejb.user;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.AuditLog;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.control.InMemoryControlStore;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SmtpReply;
import relay.domain.user.LoginMarks;
import relay.domain.user.RememberedMarks;
import relay.ejb.login.LoginExchange;
import relay.ejb.login.LoginExchanges;

/** Doors of people as the container would make them. */
public final class UserDoors {
  /** Of the administrator. */
  public static final String PASSWORD = "a long enough one";

  private UserDoors() {}

  public static NodeUserDoor over(InMemoryControlStore store, AuditLog audit) {
    return over(store, audit, Map.of(), new ArrayList<>());
  }

  /**
   * @param written takes the events
   */
  public static NodeUserDoor over(
      InMemoryControlStore store,
      AuditLog audit,
      Map<String, String> settings,
      List<MailEvent> written) {
    InstantSource clock = InstantSource.system();
    return over(
        store,
        audit,
        settings,
        written,
        new Node(new RememberedMarks(), LoginExchanges.alone(), clock));
  }

  /** What a node shares with others. */
  public record Node(LoginMarks marks, LoginExchange exchange, InstantSource clock) {}

  /** The door of one of several nodes. */
  public static NodeUserDoor over(
      InMemoryControlStore store,
      AuditLog audit,
      Map<String, String> settings,
      List<MailEvent> written,
      Node node) {
    var all = new java.util.HashMap<>(Map.of("login.hash-memory-kib", "64"));
    all.putAll(settings);
    var door = new NodeUserDoor();
    door.configuration = CurrentConfiguration.of(new BootSettings(all, Map.of()));
    door.source = store;
    door.store = store;
    door.vault = ObjectDesks.VAULT;
    door.marks = node.marks();
    door.exchange = node.exchange();
    door.administrator =
        attempt ->
            attempt.password().equals(PASSWORD)
                ? new LoginVerdict.Granted(new AuthenticatedUser("admin", Optional.empty()))
                : new LoginVerdict.Denied(SmtpReply.local(535, "5.7.8", "wrong"));
    door.journal = journal(written);
    door.audit = audit;
    door.clock = node.clock();
    door.open();
    return door;
  }

  /** A journal that keeps its events in this list. */
  public static Journal journal(List<MailEvent> written) {
    return new Journal() {
      @Override
      public void write(List<MailEvent> events) {
        written.addAll(events);
      }

      @Override
      public void writeDurably(List<MailEvent> events) {
        written.addAll(events);
      }
    };
  }
}
