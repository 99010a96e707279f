package relay.ejb.delivery.worker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.ejb.guard.LaneGate;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.MailMessage;

/**
 * Takes messages out of a lane and has them worked on. Returns when the message may be
 * acknowledged. Thread-safe.
 */
public final class LaneReader {
  private static final Logger LOG = System.getLogger(LaneReader.class.getName());
  private final MailMessage messages;
  private final DeliveryWorker worker;
  private final DeadLetters deadLetters;
  private final LaneGate lanes;

  LaneReader(MailMessage messages, DeliveryWorker worker, DeadLetters deadLetters, LaneGate lanes) {
    this.messages = messages;
    this.worker = worker;
    this.deadLetters = deadLetters;
    this.lanes = lanes;
  }

  /**
   * @throws RuntimeException when the broker must give the message out again
   */
  void take(Lane lane, Message message) {
    try {
      QueuedMail mail = read(lane, message);
      if (mail == null) {
        return;
      }
      try {
        worker.work(mail);
      } finally {
        mail.content().close();
      }
    } finally {
      lanes.left(lane);
    }
  }

  /** Null when it was no mail and is a dead letter now. */
  private QueuedMail read(Lane lane, Message message) {
    try {
      return messages.read(message);
    } catch (IllegalArgumentException e) {
      LOG.log(Logger.Level.ERROR, "a message in lane " + lane.label() + " is no mail", e);
      deadLetters.bury(message, "not a mail: " + e.getMessage());
      return null;
    } catch (JMSException e) {
      throw new QueueUnavailable("a message of lane " + lane.label() + " cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException("a large mail cannot be kept while it is worked on", e);
    }
  }
}
