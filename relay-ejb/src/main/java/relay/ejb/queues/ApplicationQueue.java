package relay.ejb.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import relay.domain.mail.EmailAddress;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.ejb.broker.Broker;

/**
 * Hands mail for an inbound domain to an application: a BytesMessage with the mail as of RFC 5322,
 * and its envelope as properties. Thread-safe.
 */
public final class ApplicationQueue {
  private static final int CHUNK_OCTETS = 64 << 10;
  private final SenderPool senders;

  public ApplicationQueue(SenderPool senders) {
    this.senders = senders;
  }

  /**
   * Puts the mail for one recipient there; again after a crash it is there once.
   *
   * @throws QueueUnavailable when the broker did not commit
   */
  public void put(String queue, QueuedMail mail, EmailAddress recipient) {
    try {
      senders.run(
          session -> {
            BytesMessage message = session.session().createBytesMessage();
            message.setStringProperty("queueId", mail.entry().mail().text());
            message.setStringProperty("from", mail.envelope().sender().toString());
            message.setStringProperty("to", recipient.toString());
            message.setStringProperty("tenant", mail.owner().tenant());
            message.setStringProperty(
                JmsMailQueues.DUPLICATE_ID, mail.entry() + " " + queue + " " + recipient);
            write(message, mail);
            session.send(queue, message);
            session.commit();
          });
    } catch (JMSException e) {
      if (!Broker.isRepeatedSend(e)) {
        throw new QueueUnavailable("the broker did not take a mail for " + queue, e);
      }
    }
  }

  private static void write(BytesMessage message, QueuedMail mail) throws JMSException {
    try (InputStream in = mail.content().open()) {
      byte[] chunk = new byte[CHUNK_OCTETS];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        message.writeBytes(chunk, 0, n);
      }
    } catch (IOException e) {
      throw new QueueUnavailable("the content of a mail cannot be read from its file", e);
    }
  }
}
