package relay.ejb.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.listener.ListenerSettings;
import relay.domain.mail.DomainName;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.HostSearch;
import relay.domain.routing.HostSearchSettings;
import relay.domain.routing.Ourselves;
import relay.domain.transport.TransportRules;
import relay.ejb.sandbox.SandboxFolder;
import relay.ejb.sandbox.SandboxReceiver;

/** Makes the one client of the node, has a container thread watch it, and ends it. */
@ApplicationScoped
public class TransmissionProducer {
  private static final long SWEEP_MILLIS = 1000;

  @Resource private ManagedScheduledExecutorService timer;
  private ScheduledFuture<?> sweeping;

  /** Who stands behind a next hop; for the client and for diagnosis. */
  @Produces
  @Singleton
  HostSearch hosts(RelayConfiguration configuration, DomainLookup lookup, RandomGenerator random)
      throws SocketException {
    return new HostSearch(lookup, ourselves(configuration), configuration.hostSearch(), random);
  }

  /** Injected as Transmission. */
  @Produces
  @Singleton
  SmtpTransmission transmission(
      RelayConfiguration configuration,
      HostSearch hosts,
      TransportRules rules,
      SandboxFolder sandbox,
      InstantSource clock) {
    var transmission =
        new SmtpTransmission(
            hosts, rules, new SandboxReceiver(sandbox), configuration.transmission(), clock);
    sweeping =
        timer.scheduleWithFixedDelay(
            transmission::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    return transmission;
  }

  void end(@Disposes SmtpTransmission transmission) {
    sweeping.cancel(false);
    transmission.close();
  }

  private static Ourselves ourselves(RelayConfiguration configuration) throws SocketException {
    HostSearchSettings search = configuration.hostSearch();
    Set<DomainName> names =
        Stream.concat(
                Stream.of(DomainName.of(configuration.node().hostName())),
                search.ownNames().stream())
            .collect(Collectors.toSet());
    Set<InetAddress> interfaces =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .collect(Collectors.toSet());
    Set<Integer> ports =
        configuration.smtp().listeners().stream()
            .map(ListenerSettings::port)
            .collect(Collectors.toSet());
    return new Ourselves(names, search.ownAddresses(), interfaces, ports);
  }
}
