package relay.ejb.queues;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.deadletter.DeadLetterBox;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.Journal;
import relay.domain.queue.QueueSettings;
import relay.domain.secret.ContentSeal;
import relay.domain.traffic.LaneShares;
import relay.domain.traffic.TrafficControl;
import relay.ejb.broker.Broker;

/** Makes the queues of the node and what moves mail in them. */
@ApplicationScoped
public class QueuesProducer {

  @Produces
  @Singleton
  SenderPool senders(Broker broker, RelayConfiguration configuration) {
    QueueSettings settings = configuration.queue();
    return new SenderPool(
        broker.connectionFactory(), settings.sendersMax(), settings.sendTimeout());
  }

  void close(@Disposes SenderPool senders) {
    senders.close();
  }

  @Produces
  @Singleton
  MailMessage messages(RelayConfiguration configuration, ContentSeal seal) {
    return new MailMessage(
        configuration.queue().contentInMemoryMax(),
        new ContentFiles(configuration.node().dataFolder().resolve("large-mails"), seal),
        seal);
  }

  @Produces
  @Singleton
  LaneOrder lanes(Broker broker, LaneShares shares) {
    return new LaneOrder(queue -> broker.depth(queue).orElse(0), shares);
  }

  /** Injected as MailQueues. */
  @Produces
  @Singleton
  JmsMailQueues queues(
      SenderPool senders, MailMessage messages, LaneOrder lanes, InstantSource clock) {
    return new JmsMailQueues(senders, messages, lanes, clock);
  }

  /** Injected as WaitingMail, too. */
  @Produces
  @Singleton
  WaitingRoomPump pump(
      Broker broker,
      MailMessage messages,
      LaneOrder lanes,
      RelayConfiguration configuration,
      InstantSource clock,
      FaultPoint faults) {
    return new WaitingRoomPump(
        broker.connectionFactory(),
        broker,
        messages,
        lanes,
        configuration.queue(),
        configuration.broker().roomMemory() / 2,
        clock,
        faults);
  }

  @Produces
  @Singleton
  WaitingMailCalls calls(Broker broker, TrafficControl traffic, InstantSource clock) {
    return new WaitingMailCalls(traffic.calls(), broker, broker, clock);
  }

  /** Injected as InDoubtMails, too. */
  @Produces
  @Singleton
  BrokerInDoubtMails inDoubt(Broker broker, WaitingRoomPump pump, InstantSource clock) {
    return new BrokerInDoubtMails(
        broker.connectionFactory(), broker, broker, pump::callHeld, clock);
  }

  /** Injected as QueueDepths. */
  @Produces
  @Singleton
  BrokerDepths depths(Broker broker, WaitingRoomPump pump) {
    return new BrokerDepths(broker, pump::nextDue);
  }

  /** Injected as EventObserver. */
  @Produces
  @Singleton
  DeliveryEventSender eventSender(SenderPool senders) {
    return new DeliveryEventSender(senders);
  }

  @Produces
  @Singleton
  DeadLetters deadLetters(SenderPool senders, Journal journal, InstantSource clock) {
    return new DeadLetters(senders, journal, clock);
  }

  @Produces
  @Singleton
  DeadLetterBox letters(Broker broker, MailMessage messages, ContentSeal seal) {
    return new BrokerDeadLetters(
        broker.connectionFactory(), broker, new LetterReader(messages, seal));
  }
}
