package relay.ejb.queues;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueNames;
import relay.domain.queue.WaitingRooms;

/**
 * What a message carries while it is in a waiting room, beside the mail.
 *
 * @param room the queue
 * @param enteredAt when this stay began
 * @param leavesAt when this stay ends
 * @param latest when the whole wait must end
 */
record RoomMark(String room, Instant enteredAt, Instant leavesAt, Instant latest) {
  static final String LEAVES_AT = "leavesAt";
  private static final String ENTERED_AT = "enteredAt";
  private static final String LATEST = "latestAt";

  /** The first stay of a wait. */
  static RoomMark first(Lane lane, Instant from, Instant due) {
    return next(lane, from, due, WaitingRooms.latest(from, due));
  }

  /** A stay under a brake ends when the brake does, not at a time. */
  static RoomMark held(Lane lane, Instant from) {
    return new RoomMark(QueueNames.held(lane), from, Instant.EPOCH, Instant.EPOCH);
  }

  static RoomMark next(Lane lane, Instant from, Instant due, Instant latest) {
    var stay = WaitingRooms.next(from, due, latest);
    return new RoomMark(
        QueueNames.room(lane, stay.delay().toSeconds()), from, stay.leavesAt(), latest);
  }

  void writeTo(Message message) throws JMSException {
    message.setLongProperty(ENTERED_AT, enteredAt.toEpochMilli());
    message.setLongProperty(LEAVES_AT, leavesAt.toEpochMilli());
    message.setLongProperty(LATEST, latest.toEpochMilli());
  }

  static Instant enteredAt(Message message) throws JMSException {
    return instant(message, ENTERED_AT);
  }

  static Instant leavesAt(Message message) throws JMSException {
    return instant(message, LEAVES_AT);
  }

  static Instant latest(Message message) throws JMSException {
    return instant(message, LATEST);
  }

  /** A message without the mark does not belong here; it goes on at once. */
  private static Instant instant(Message message, String property) throws JMSException {
    return message.propertyExists(property)
        ? Instant.ofEpochMilli(message.getLongProperty(property))
        : Instant.EPOCH;
  }
}
