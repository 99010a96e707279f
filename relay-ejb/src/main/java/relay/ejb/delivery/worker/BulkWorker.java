package relay.ejb.delivery.worker;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueNames;

/**
 * The workers of the lane for newsletters, with sessions of their own. Without a transaction: what
 * a crash gives out again is known to the ledger.
 */
@MessageDriven(
    name = "BulkWorker",
    messageListenerInterface = MessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = QueueNames.BULK),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = BulkWorker.SESSIONS)
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BulkWorker implements MessageListener {
  /** How many mails of the lane are worked on at a time. */
  static final String SESSIONS = "32";

  @Inject private LaneReader reader;

  @Override
  public void onMessage(Message message) {
    reader.take(Lane.BULK, message);
  }
}
