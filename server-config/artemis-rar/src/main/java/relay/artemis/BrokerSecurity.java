package relay.artemis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import relay.domain.queue.BrokerDoorSettings;
import relay.domain.queue.QueueNames;

/**
 * Who may do what at the embedded broker. Connections from inside the process are the relay itself
 * and may do everything. Those through the door need the password and may hand in mail and events,
 * and use queues of their own for the events; the relay's lanes and waiting rooms are closed to
 * them, as is management; they may listen to the events that are told to applications. Thread-safe.
 */
final class BrokerSecurity implements ActiveMQSecurityManager5 {
  private static final UserPrincipal RELAY = new UserPrincipal("the relay itself");
  private final BrokerDoorSettings door;

  BrokerSecurity(BrokerDoorSettings door) {
    this.door = door;
  }

  @Override
  public Subject authenticate(
      String user, String password, RemotingConnection connection, String domain) {
    if (isInside(connection)) {
      return subject(RELAY);
    }
    return validateUser(user, password) ? subject(new UserPrincipal(door.user())) : null;
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType wish, String address) {
    if (subject == null) {
      return false;
    }
    if (subject.getPrincipals().contains(RELAY)) {
      return true;
    }
    String queue = address.startsWith("jms.queue.") ? address.substring(10) : address;
    if (isTold(queue)) {
      return mayListen(wish);
    }
    if (QueueNames.isOurs(queue)) {
      return wish == CheckType.SEND
          && (queue.equals(QueueNames.SUBMISSION) || queue.equals(QueueNames.AUTOMATION_EVENTS));
    }
    return mayUseOwnQueues(wish) && !queue.startsWith("activemq") && !queue.startsWith("$");
  }

  /** The topic of events with its subscriptions, and the queue of feedback. */
  private static boolean isTold(String address) {
    return Stream.of(QueueNames.EVENTS, QueueNames.FEEDBACK_EVENTS)
        .anyMatch(name -> address.equals(name) || address.startsWith(name + "::"));
  }

  private static boolean mayListen(CheckType wish) {
    return switch (wish) {
      case CONSUME,
          BROWSE,
          CREATE_DURABLE_QUEUE,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE ->
          true;
      default -> false;
    };
  }

  private static boolean mayUseOwnQueues(CheckType wish) {
    return switch (wish) {
      case CONSUME,
          BROWSE,
          CREATE_ADDRESS,
          CREATE_DURABLE_QUEUE,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE,
          DELETE_ADDRESS ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean validateUser(String user, String password) {
    return user != null
        && password != null
        && isSame(user, door.user()) & isSame(password, door.password());
  }

  /** Not asked by this broker, which asks {@link #authorize}. */
  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType wish) {
    return false;
  }

  private static boolean isInside(RemotingConnection connection) {
    return connection != null && connection.getTransportConnection() instanceof InVMConnection;
  }

  /** In a time that does not tell how much of it was right. */
  private static boolean isSame(String given, String right) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static Subject subject(UserPrincipal who) {
    Subject subject = new Subject();
    subject.getPrincipals().add(who);
    return subject;
  }
}
