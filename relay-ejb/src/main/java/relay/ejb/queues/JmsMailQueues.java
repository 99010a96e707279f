package relay.ejb.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.ejb.broker.Broker;

/**
 * The queues at a broker that allows local transactions: one send, one commit, in our own code,
 * where a failure throws. Moves carry the entry's id for the broker's duplicate detection.
 * Thread-safe.
 */
public final class JmsMailQueues implements MailQueues {
  /** Artemis drops a message whose id of this name came to the same address before. */
  static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  private final SenderPool senders;
  private final MailMessage messages;
  private final LaneOrder lanes;
  private final InstantSource clock;

  /** Lanes are filled as mail comes. */
  public JmsMailQueues(SenderPool senders, MailMessage messages, InstantSource clock) {
    this(senders, messages, LaneOrder.AS_IT_COMES, clock);
  }

  public JmsMailQueues(
      SenderPool senders, MailMessage messages, LaneOrder lanes, InstantSource clock) {
    this.senders = senders;
    this.messages = messages;
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public void put(QueuedMail mail) {
    try {
      senders.run(
          session -> {
            send(session, mail, clock.instant(), false);
            session.commit();
          });
    } catch (JMSException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void move(List<QueuedMail> mails, Instant decidedAt) {
    if (mails.isEmpty()) {
      return;
    }
    try {
      sendAll(mails, decidedAt);
    } catch (JMSException e) {
      if (!Broker.isRepeatedSend(e)) {
        throw unavailable(e);
      }
      // One of them is there already, and the broker kept none: this is a repeat after a crash, so
      // that each may go by itself.
      mails.forEach(mail -> moveAgain(mail, decidedAt));
    }
  }

  private void moveAgain(QueuedMail mail, Instant decidedAt) {
    try {
      sendAll(List.of(mail), decidedAt);
    } catch (JMSException e) {
      if (!Broker.isRepeatedSend(e)) {
        throw unavailable(e);
      }
    }
  }

  private void sendAll(List<QueuedMail> mails, Instant decidedAt) throws JMSException {
    senders.run(
        session -> {
          for (QueuedMail mail : mails) {
            send(session, mail, decidedAt, true);
          }
          session.commit();
        });
  }

  private void send(TransactedSession session, QueuedMail mail, Instant from, boolean isMove)
      throws JMSException {
    BytesMessage message = messages.write(session.session(), mail);
    if (isMove) {
      message.setStringProperty(DUPLICATE_ID, mail.entry().toString());
    }
    if (mail.isFeedback()) {
      session.send(QueueNames.FEEDBACK, message);
    } else if (mail.hold().isPresent()) {
      RoomMark mark = RoomMark.held(mail.lane(), from);
      mark.writeTo(message);
      session.send(mark.room(), message);
    } else if (mail.dueAt().isPresent() && mail.dueAt().get().isAfter(from)) {
      RoomMark mark = RoomMark.first(mail.lane(), from, mail.dueAt().get());
      mark.writeTo(message);
      session.send(mark.room(), message);
    } else {
      lanes.send(session, mail.lane(), mail.owner(), message);
    }
  }

  private static QueueUnavailable unavailable(JMSException cause) {
    return new QueueUnavailable("the broker did not commit: " + cause.getMessage(), cause);
  }
}
