package relay.ejb.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.delivery.ConnectionKeeping;

/**
 * Idle sessions that wait for the next mail of their key. Bounded: beyond the limit the one idle
 * longest is closed. The one idle shortest is used first, so that surplus ones age out.
 * Thread-safe; nothing is sent while the lock is held.
 */
final class ConnectionPool {
  private final ConnectionKeeping keeping;
  private final Map<SessionKey, Deque<SmtpSession>> idle = new HashMap<>();
  private final Set<SmtpSession> oldestFirst = new LinkedHashSet<>();
  private boolean open = true;

  ConnectionPool(ConnectionKeeping keeping) {
    this.keeping = keeping;
  }

  Optional<SmtpSession> take(SessionKey key) {
    synchronized (this) {
      Deque<SmtpSession> sessions = idle.get(key);
      if (sessions == null) {
        return Optional.empty();
      }
      SmtpSession session = sessions.peekLast();
      remove(session);
      return Optional.of(session);
    }
  }

  /**
   * Keeps a session that carried a mail, or closes it when it or the pool has had enough.
   *
   * @param mailsMax over one connection
   */
  void giveBack(SmtpSession session, int mailsMax) {
    SmtpSession surplus = keep(session, mailsMax);
    if (surplus != null) {
      surplus.close();
    }
  }

  /** Closes what has been idle for too long. */
  void sweep(long nowNanos) {
    List<SmtpSession> old = new ArrayList<>();
    synchronized (this) {
      for (SmtpSession session : oldestFirst) {
        if (!session.isIdleLongerThan(keeping.idleMax(), nowNanos)) {
          break;
        }
        old.add(session);
      }
      old.forEach(this::remove);
    }
    old.forEach(SmtpSession::close);
  }

  /** Closes all and keeps none from now on. */
  void close() {
    List<SmtpSession> all;
    synchronized (this) {
      open = false;
      all = List.copyOf(oldestFirst);
      oldestFirst.clear();
      idle.clear();
    }
    all.forEach(SmtpSession::close);
  }

  synchronized int size() {
    return oldestFirst.size();
  }

  /** The session to close instead, this one or another; null when none. */
  private SmtpSession keep(SmtpSession session, int mailsMax) {
    if (!session.isUsable(mailsMax) || keeping.keptMax() == 0) {
      return session;
    }
    session.idleFrom(System.nanoTime());
    synchronized (this) {
      if (!open) {
        return session;
      }
      SmtpSession surplus = null;
      if (oldestFirst.size() >= keeping.keptMax()) {
        surplus = oldestFirst.iterator().next();
        remove(surplus);
      }
      oldestFirst.add(session);
      idle.computeIfAbsent(session.key(), k -> new ArrayDeque<>(2)).addLast(session);
      return surplus;
    }
  }

  private void remove(SmtpSession session) {
    oldestFirst.remove(session);
    Deque<SmtpSession> sessions = idle.get(session.key());
    sessions.remove(session);
    if (sessions.isEmpty()) {
      idle.remove(session.key());
    }
  }
}
