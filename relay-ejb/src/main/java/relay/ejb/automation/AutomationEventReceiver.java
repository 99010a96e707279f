package relay.ejb.automation;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import relay.domain.queue.QueueNames;

/** The receiver of events of contacts. Without a transaction, see {@link EventDoor}. */
@MessageDriven(
    name = "AutomationEventReceiver",
    messageListenerInterface = MessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destination",
          propertyValue = QueueNames.AUTOMATION_EVENTS),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AutomationEventReceiver implements MessageListener {
  @Inject private EventDoor door;

  @Override
  public void onMessage(Message message) {
    door.take(message);
  }
}
