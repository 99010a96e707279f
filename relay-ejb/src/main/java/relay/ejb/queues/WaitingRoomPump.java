package relay.ejb.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import relay.domain.fault.FaultPoint;
import relay.domain.mail.Content;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSettings;
import relay.domain.queue.QueuedMail;
import relay.domain.queue.WaitingMail;
import relay.domain.queue.WaitingRooms;
import relay.ejb.queues.WaitingRoom.Kind;

/**
 * Moves what is due out of the waiting rooms: into the lane, or into the next room. Looks at a room
 * only when its head can be due, takes whole batches, each in one transaction, and no more than the
 * lane can use. Thread-safe; one run at a time.
 */
public final class WaitingRoomPump implements WaitingMail, AutoCloseable {
  private static final Logger LOG = System.getLogger(WaitingRoomPump.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BATCHES_AT_ONCE = 20;
  private static final long RECEIVE_MILLIS = 2_000;
  private final ConnectionFactory factory;
  private final QueueGauge gauge;
  private final MailMessage messages;
  private final LaneOrder lanes;
  private final QueueSettings settings;
  private final long batchOctets;
  private final InstantSource clock;
  private final FaultPoint faults;
  private final List<WaitingRoom> rooms = new ArrayList<>();
  private TransactedSession session;
  private boolean failing;
  private volatile Instant retryAskedAt = Instant.EPOCH;
  private volatile Instant heldAskedAt = Instant.EPOCH;

  /**
   * @param batchOctets what a batch may hold, but for one mail that alone is larger; well below
   *     what a room keeps in memory, for the broker reads no further page before the batch is done,
   *     and the pump would wait for it
   */
  public WaitingRoomPump(
      ConnectionFactory factory,
      QueueGauge gauge,
      MailMessage messages,
      LaneOrder lanes,
      QueueSettings settings,
      long batchOctets,
      InstantSource clock,
      FaultPoint faults) {
    this.factory = factory;
    this.gauge = gauge;
    this.messages = messages;
    this.lanes = lanes;
    this.settings = settings;
    this.batchOctets = batchOctets;
    this.clock = clock;
    this.faults = faults;
    for (Lane lane : Lane.values()) {
      WaitingRooms.delaysSeconds().forEach(s -> rooms.add(WaitingRoom.timed(lane, s)));
      rooms.add(WaitingRoom.called(lane));
      rooms.add(WaitingRoom.held(lane));
    }
  }

  /** Moves what is due now; costs nearly nothing when nothing is. Never throws for the broker. */
  public synchronized void run() {
    for (WaitingRoom room : rooms) {
      if (clock.instant().isBefore(room.notBefore())) {
        continue;
      }
      try {
        look(room);
        failing = false;
      } catch (JMSException | IOException | RuntimeException e) {
        // A timer that throws is not run again, and then nothing that waits would ever go.
        recover(e);
        return;
      }
    }
  }

  @Override
  public void retryNow() {
    retryAskedAt = clock.instant();
    rooms.stream()
        .filter(room -> room.kind() == Kind.TIMED)
        .forEach(room -> room.retryAfter(retryAskedAt, Duration.ZERO));
  }

  /**
   * Lets all mail that brakes hold be looked at again, one by one: for brokers that cannot find the
   * mail of one brake. What is still to wait comes back.
   */
  public void callHeld() {
    heldAskedAt = clock.instant();
    rooms.stream()
        .filter(room -> room.kind() == Kind.HELD)
        .forEach(room -> room.retryAfter(heldAskedAt, Duration.ZERO));
  }

  /** When the next mail is due that the pump has seen at the head of a room. */
  public Optional<Instant> nextDue() {
    return rooms.stream()
        .filter(WaitingRoom::hasHead)
        .map(WaitingRoom::notBefore)
        .min(Comparator.naturalOrder());
  }

  private void look(WaitingRoom room) throws JMSException, IOException {
    for (int batch = 0; batch < BATCHES_AT_ONCE; batch++) {
      Instant now = clock.instant();
      if (gauge.isEmpty(room.queue())) {
        room.isEmptyAt(now);
        return;
      }
      if (isHalfFull(room.lane())) {
        room.retryAfter(now, PAUSE);
        return;
      }
      int due = countDue(room, now);
      if (due == 0) {
        return;
      }
      move(room, due);
    }
  }

  private boolean isHalfFull(Lane lane) {
    String queue = QueueNames.of(lane);
    return gauge.depth(queue).orElse(0) >= settings.laneMails() / 2
        || gauge.octets(queue).orElse(0) >= settings.laneSize() / 2;
  }

  /** How many at the head are due, up to a batch; takes note of when the first is when none is. */
  private int countDue(WaitingRoom room, Instant now) throws JMSException {
    TransactedSession open = session();
    try (QueueBrowser browser = open.session().createBrowser(open.queue(room.queue()))) {
      Enumeration<?> waiting = browser.getEnumeration();
      int due = 0;
      long octets = 0;
      while (due < settings.moveBatch() && octets < batchOctets && waiting.hasMoreElements()) {
        Message head = (Message) waiting.nextElement();
        octets += head instanceof BytesMessage mail ? mail.getBodyLength() : 0;
        if (due > 0 && octets > batchOctets) {
          return due;
        }
        Instant leaves =
            room.leavesAt(RoomMark.leavesAt(head), RoomMark.enteredAt(head), heldAskedAt);
        if (leaves.isAfter(now) && !(room.kind() == Kind.TIMED && isAskedFor(head))) {
          if (due == 0) {
            room.headLeavesAt(leaves);
          }
          return due;
        }
        due++;
      }
      if (due == 0) {
        room.isEmptyAt(now);
      }
      return due;
    }
  }

  private void move(WaitingRoom room, int count) throws JMSException, IOException {
    TransactedSession open = session();
    List<Content> contents = new ArrayList<>(count);
    try (MessageConsumer consumer = open.session().createConsumer(open.queue(room.queue()))) {
      for (int i = 0; i < count; i++) {
        // Null when the pump of another node was faster.
        Message message = consumer.receive(RECEIVE_MILLIS);
        if (message == null) {
          break;
        }
        place(open, room.kind(), message, contents);
      }
      faults.reached(FaultPoint.ROOM_TAKEN);
      open.commit();
      faults.reached(FaultPoint.ROOM_MOVED);
    } finally {
      contents.forEach(Content::close);
    }
  }

  private void place(TransactedSession open, Kind from, Message message, List<Content> contents)
      throws JMSException, IOException {
    QueuedMail mail;
    try {
      mail = messages.read(message);
    } catch (IllegalArgumentException e) {
      LOG.log(
          Logger.Level.ERROR, "a message in a waiting room is no mail; it is now a dead letter", e);
      String reason = "not a mail: " + e.getMessage();
      open.send(
          QueueNames.DEAD_LETTER,
          DeadLetters.letter(open.session(), message, Optional.empty(), reason, clock.instant()));
      return;
    }
    contents.add(mail.content());
    Instant now = clock.instant();
    // Without the id for duplicate detection: receive and send are one transaction.
    var onward = messages.write(open.session(), mail);
    if (from != Kind.TIMED
        || mail.dueAt().isEmpty()
        || !mail.dueAt().get().isAfter(now)
        || wasTouched(mail) && isAskedFor(message)) {
      lanes.send(open, mail.lane(), mail.owner(), onward);
      return;
    }
    RoomMark mark = RoomMark.next(mail.lane(), now, mail.dueAt().get(), RoomMark.latest(message));
    mark.writeTo(onward);
    open.send(mark.room(), onward);
  }

  private boolean isAskedFor(Message message) throws JMSException {
    return RoomMark.enteredAt(message).isBefore(retryAskedAt);
  }

  /**
   * Mail that its sender (RFC 4865) or a quota holds until a time was never on its way and stays
   * held; what was put off by a limit or a pause of its destination has a next hop.
   */
  private static boolean wasTouched(QueuedMail mail) {
    return mail.entry().attempts() > 0 || mail.hop().isPresent();
  }

  private TransactedSession session() throws JMSException {
    if (session == null) {
      session = new TransactedSession(factory);
      session.start();
    }
    return session;
  }

  private void recover(Exception failure) {
    if (!failing) {
      LOG.log(Logger.Level.WARNING, "waiting mail cannot be moved now, trying again", failure);
    }
    failing = true;
    close();
    Instant now = clock.instant();
    rooms.stream()
        .filter(room -> !now.isBefore(room.notBefore()))
        .forEach(room -> room.retryAfter(now, PAUSE));
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
