package relay.ejb.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows every open connection and closes those whose step is overdue: blocking writes and TLS have
 * no timer of their own. Looked at about once a second by a container thread, so it costs a mail
 * nothing. Thread-safe.
 */
final class ConnectionWatch {
  private final Set<SmtpConnection> connections = ConcurrentHashMap.newKeySet();

  void add(SmtpConnection connection) {
    connections.add(connection);
  }

  void remove(SmtpConnection connection) {
    connections.remove(connection);
  }

  void closeOverdue() {
    for (SmtpConnection connection : connections) {
      if (connection.isOverdue()) {
        connection.abort();
      }
    }
  }

  void closeAll() {
    connections.forEach(SmtpConnection::abort);
    connections.clear();
  }

  int size() {
    return connections.size();
  }
}
