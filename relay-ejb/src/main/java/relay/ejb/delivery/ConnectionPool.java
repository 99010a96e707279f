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
import relay.domain.delivery.IdleRoom;

/**
 * Idle sessions that wait for the next mail of their key. Bounded: beyond the limit the one idle
 * longest is closed; those of a flow whose connections are limited stay, with its attempts under
 * way, within that limit. The one idle shortest is used first, so that surplus ones age out.
 * Thread-safe; nothing is sent, and no limit asked, while the lock is held.
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
   * @param room what it counts for while it is idle; its attempt still counts as under way
   */
  void giveBack(SmtpSession session, int mailsMax, Optional<IdleRoom> room) {
    SmtpSession surplus = keep(session, mailsMax, room);
    if (surplus != null) {
      surplus.close();
    }
    // The place of the attempt is for this one until it is given back.
    room.ifPresent(flow -> closeBeyond(flow.flow(), flow.most().getAsInt() + 1));
  }

  /** Closes those of a flow that were idle longest, beyond what its limit leaves. */
  void makeRoom(IdleRoom room) {
    closeBeyond(room.flow(), room.most().getAsInt());
  }

  /** The same for all flows. */
  void makeRoom() {
    Map<String, IdleRoom> flows = new HashMap<>();
    synchronized (this) {
      oldestFirst.forEach(s -> s.room().ifPresent(room -> flows.put(room.flow(), room)));
    }
    flows.values().forEach(this::makeRoom);
  }

  private void closeBeyond(String flow, int most) {
    List<SmtpSession> surplus;
    synchronized (this) {
      List<SmtpSession> kept =
          oldestFirst.stream()
              .filter(s -> s.room().filter(room -> room.flow().equals(flow)).isPresent())
              .toList();
      surplus = kept.subList(0, Math.max(0, kept.size() - most));
      surplus.forEach(this::remove);
    }
    surplus.forEach(SmtpSession::close);
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
  private SmtpSession keep(SmtpSession session, int mailsMax, Optional<IdleRoom> room) {
    if (!session.isUsable(mailsMax) || keeping.keptMax() == 0) {
      return session;
    }
    session.idleFrom(System.nanoTime(), room);
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
