package relay.ejb.brake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.egress.EgressDesk;
import relay.domain.egress.LeavingMail;
import relay.domain.routing.NextHop;
import relay.domain.traffic.Provider;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.ejb.broker.Broker;
import relay.ejb.control.ControlWatch;
import relay.ejb.queues.WaitingRoomPump;

/** Makes the brakes of the node and who carries them out. */
@ApplicationScoped
public class BrakeProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<Brake> kind() {
    return NodeBrakes.KIND;
  }

  /** Injected as Brakes. */
  @Produces
  @Singleton
  NodeBrakes brakes(
      RelayConfiguration configuration,
      ControlSource source,
      InstantSource clock,
      Instance<Sites> sites,
      Instance<LeavingMail> leaving) {
    return new NodeBrakes(
        source,
        new BrakeFile(configuration.node().dataFolder()),
        clock,
        domain -> sites.get().find(new NextHop.MailExchangers(domain)).provider().map(Provider::id),
        mail -> leaving.get().sourcesOf(mail));
  }

  /** Which mail leaves from where, for brakes that name an egress source. */
  @Produces
  @Singleton
  LeavingMail leaving(EgressDesk egress) {
    return new LeavingMail(egress);
  }

  @Produces
  @Singleton
  BrakeRecord record(ControlStore store, ControlWatch watch) {
    return new BrakeRecord(store, watch::keep);
  }

  @Produces
  @Singleton
  BrakeDesk desk(
      NodeBrakes brakes,
      BrakeRecord record,
      Broker broker,
      LeavingMail leaving,
      CurrentConfiguration configuration,
      InstantSource clock,
      RandomGenerator random) {
    return new NodeBrakeDesk(
        brakes,
        record,
        broker,
        broker,
        () -> configuration.get().brake(),
        leaving::of,
        clock,
        random);
  }

  @Produces
  @Singleton
  BrakePatrol patrol(
      NodeBrakes brakes,
      BrakeRecord record,
      Broker broker,
      WaitingRoomPump pump,
      TrafficControl traffic,
      LeavingMail leaving,
      InstantSource clock) {
    var handOver = new BrakeHandOver(brakes, record, clock);
    return new BrakePatrol(
        brakes,
        handOver,
        broker,
        broker,
        pump::callHeld,
        traffic.endings()::endPauses,
        leaving::of,
        clock);
  }
}
