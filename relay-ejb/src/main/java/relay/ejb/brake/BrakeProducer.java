package relay.ejb.brake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import relay.domain.brake.BrakeDesk;
import relay.domain.configuration.CurrentConfiguration;
import relay.ejb.broker.Broker;
import relay.ejb.queues.WaitingRoomPump;

/** Makes the brakes of the node and who carries them out. */
@ApplicationScoped
public class BrakeProducer {

  /** Injected as Brakes. */
  @Produces
  @Singleton
  NodeBrakes brakes(CurrentConfiguration configuration, InstantSource clock) {
    var file = new BrakeFile(configuration.get().node().dataFolder());
    return new NodeBrakes(file, () -> configuration.get().brake(), clock);
  }

  @Produces
  @Singleton
  BrakeDesk desk(
      NodeBrakes brakes,
      Broker broker,
      CurrentConfiguration configuration,
      InstantSource clock,
      RandomGenerator random) {
    return new NodeBrakeDesk(
        brakes, broker, broker, () -> configuration.get().brake(), clock, random);
  }

  @Produces
  @Singleton
  BrakePatrol patrol(NodeBrakes brakes, Broker broker, WaitingRoomPump pump, InstantSource clock) {
    return new BrakePatrol(brakes, broker, broker, pump::callHeld, clock);
  }
}
