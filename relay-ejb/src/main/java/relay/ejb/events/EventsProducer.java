package relay.ejb.events;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.ejb.broker.Broker;
import relay.ejb.journal.JournalReader;
import relay.ejb.queues.EventMessages;
import relay.ejb.queues.SenderPool;

/** Makes the one teller of the node. */
@ApplicationScoped
public class EventsProducer {

  /** Injected as Follower, too. */
  @Produces
  @Singleton
  EventTeller teller(
      JournalReader journal,
      SenderPool senders,
      Broker broker,
      CurrentConfiguration current,
      RelayConfiguration configuration) {
    return new EventTeller(
        journal,
        new PlaceFile(configuration.node().dataFolder().resolve("event-topic.place")),
        new EventMessages(senders),
        broker,
        () -> current.get().events());
  }
}
