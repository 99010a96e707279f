package relay.ejb.queues;

import java.time.Duration;
import java.time.Instant;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueNames;

/**
 * What the pump knows about one room: before which time its head cannot be due. Used by the pump's
 * thread; the known time may be read by others.
 */
final class WaitingRoom {
  private static final Duration LOOK = Duration.ofMillis(200);
  private final Kind kind;
  private final Lane lane;
  private final String queue;
  private final Duration stay;
  private volatile Instant notBefore = Instant.EPOCH;
  private volatile boolean hasHead;

  /** What ends a stay. */
  enum Kind {
    /** Its time. */
    TIMED,
    /** The next place in the lane. */
    CALLED,
    /** The end of a brake; the broker moves it then, where it can. */
    HELD
  }

  private WaitingRoom(Kind kind, Lane lane, String queue, Duration stay) {
    this.kind = kind;
    this.lane = lane;
    this.queue = queue;
    this.stay = stay;
  }

  static WaitingRoom timed(Lane lane, int seconds) {
    return new WaitingRoom(
        Kind.TIMED, lane, QueueNames.room(lane, seconds), Duration.ofSeconds(seconds));
  }

  static WaitingRoom called(Lane lane) {
    return new WaitingRoom(Kind.CALLED, lane, QueueNames.called(lane), LOOK);
  }

  /** Not looked at unless asked to. */
  static WaitingRoom held(Lane lane) {
    var room = new WaitingRoom(Kind.HELD, lane, QueueNames.held(lane), Duration.ofDays(365));
    room.notBefore = Instant.MAX;
    return room;
  }

  Kind kind() {
    return kind;
  }

  /** When the wait of a mail ends that is at the head now. */
  Instant leavesAt(Instant marked, Instant entered, Instant askedAt) {
    return switch (kind) {
      case TIMED -> marked;
      case CALLED -> Instant.MIN;
      case HELD -> entered.isBefore(askedAt) ? Instant.MIN : Instant.MAX;
    };
  }

  Lane lane() {
    return lane;
  }

  String queue() {
    return queue;
  }

  Instant notBefore() {
    return notBefore;
  }

  /** True when a mail is known to wait here until {@link #notBefore}. */
  boolean hasHead() {
    return hasHead;
  }

  /** Nothing waits: what comes from now on stays for the whole delay. */
  void isEmptyAt(Instant now) {
    hasHead = false;
    notBefore = kind == Kind.HELD ? Instant.MAX : now.plus(stay);
  }

  void headLeavesAt(Instant leaves) {
    hasHead = kind == Kind.TIMED;
    notBefore = leaves;
  }

  /** Looked at in vain; look again after the pause. */
  void retryAfter(Instant now, Duration pause) {
    notBefore = now.plus(pause);
  }
}
