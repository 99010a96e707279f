package relay.ejb.reception;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueUnavailable;
import relay.domain.reception.Receipt;
import relay.domain.reception.Submission;
import relay.domain.smtp.SmtpReply;
import relay.ejb.queues.DeadLetters;

/**
 * Takes in what producers put into the submission queue. A message is acknowledged once its mail is
 * committed, or once it lies, with the reason, in the queue for malformed ones; one that comes
 * again after a crash becomes the same mail, for its id is made from the message's. Thread-safe.
 */
public final class JmsDoor {
  private static final Logger LOG = System.getLogger(JmsDoor.class.getName());
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private final Reception reception;
  private final SubmissionMessage messages;
  private final DeadLetters deadLetters;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration patience;

  JmsDoor(
      Reception reception,
      SubmissionMessage messages,
      DeadLetters deadLetters,
      InstantSource clock,
      RandomGenerator random,
      Duration patience) {
    this.reception = reception;
    this.messages = messages;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.random = random;
    this.patience = patience;
  }

  /**
   * @throws QueueUnavailable when the broker must give the message out again later
   */
  void take(Message message) {
    try {
      long sent = message.getJMSTimestamp();
      Instant handedIn = sent > 0 ? Instant.ofEpochMilli(sent) : clock.instant();
      QueueId id = id(message, handedIn);
      take(message, messages.read(message, reception.policy(), id, clock.instant()), id, handedIn);
    } catch (MalformedSubmission e) {
      LOG.log(Logger.Level.WARNING, "a message from a producer is no mail: " + e.getMessage());
      deadLetters.returnToProducer(message, e.getMessage());
    } catch (JMSException e) {
      throw new QueueUnavailable("a message from a producer cannot be read", e);
    }
  }

  /** Without an id of the message nothing can tell its repetition from another of the same kind. */
  private QueueId id(Message message, Instant handedIn) throws JMSException {
    String name = message.getJMSMessageID();
    return name == null ? QueueId.next(handedIn, random) : QueueId.derived(handedIn, name);
  }

  private void take(Message message, Submission submission, QueueId id, Instant handedIn)
      throws JMSException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Receipt receipt = reception.submitOnce(submission, id, handedIn);
      if (!(receipt instanceof Receipt.Refused refused)) {
        return;
      }
      SmtpReply reply = refused.reply();
      if (reply.isPermanent()) {
        deadLetters.returnToProducer(message, reply.toString());
        return;
      }
      if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
        throw new QueueUnavailable("mail from a producer cannot be taken now: " + reply, null);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
