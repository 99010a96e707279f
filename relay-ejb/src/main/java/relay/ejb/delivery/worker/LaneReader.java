package relay.ejb.delivery.worker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import relay.domain.mail.Content;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentUnreadable;
import relay.domain.secret.SealedContent;
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
  private final LockedMails locked;
  private final LaneGate lanes;

  LaneReader(
      MailMessage messages,
      DeliveryWorker worker,
      DeadLetters deadLetters,
      LockedMails locked,
      LaneGate lanes) {
    this.messages = messages;
    this.worker = worker;
    this.deadLetters = deadLetters;
    this.locked = locked;
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
        work(mail);
      } finally {
        mail.content().close();
      }
    } finally {
      lanes.left(lane);
    }
  }

  private void work(QueuedMail mail) {
    if (!(mail.content() instanceof SealedContent sealed)) {
      worker.work(mail);
      return;
    }
    Content content;
    try {
      content = sealed.opened();
    } catch (ContentUnreadable e) {
      locked.putAside(mail, e.getMessage());
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("a large mail cannot be read while it is worked on", e);
    }
    worker.work(mail.withContent(content));
    locked.opened(mail.entry().mail());
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
