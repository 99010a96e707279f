package relay.ejb.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.delivery.TargetProbe;
import relay.domain.delivery.Transmission;
import relay.domain.delivery.TransmissionSettings;
import relay.domain.lease.Slices;
import relay.domain.listener.ListenerSettings;
import relay.domain.mail.DomainName;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.HostSearch;
import relay.domain.routing.HostSearchSettings;
import relay.domain.routing.Ourselves;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;
import relay.domain.tlsreport.SessionTally;
import relay.domain.transport.TransportRules;
import relay.ejb.delivery.targets.MaildirTransmission;
import relay.ejb.delivery.targets.TargetTransmission;
import relay.ejb.delivery.targets.WebTransmission;
import relay.ejb.sandbox.SandboxFolder;
import relay.ejb.sandbox.SandboxReceiver;
import relay.ejb.transport.TlsClient;

/** Makes the one client of the node, has a container thread watch it, and ends it. */
@ApplicationScoped
public class TransmissionProducer {
  private static final Duration SWEEP = Duration.ofSeconds(1);

  @Inject private RelayTimer timer;
  private Repeated sweeping;

  /** Who stands behind a next hop; for the client and for diagnosis. */
  @Produces
  @Singleton
  HostSearch hosts(RelayConfiguration configuration, DomainLookup lookup, RandomGenerator random)
      throws SocketException {
    return new HostSearch(lookup, ourselves(configuration), configuration.hostSearch(), random);
  }

  /** Carries by SMTP and LMTP alone; for everything see {@link #transmission}. */
  @Produces
  @Singleton
  @Typed(SmtpTransmission.class)
  SmtpTransmission smtp(
      RelayConfiguration configuration,
      HostSearch hosts,
      TransportRules rules,
      SandboxFolder sandbox,
      SessionTally tally,
      Slices slices,
      InstantSource clock) {
    var transmission =
        new SmtpTransmission(
            hosts, rules, new SandboxReceiver(sandbox), tally, configuration.transmission(), clock);
    // What this node gives back, another may open connections by at once.
    slices.beforeOthersHaveIt(transmission::makeRoom);
    sweeping =
        Repeated.start("the watch over connections", timer, SWEEP, SWEEP, transmission::sweep);
    return transmission;
  }

  /** For tests of routes; watched like attempts. */
  @Produces
  @Singleton
  TargetProbe probe(SmtpTransmission smtp) {
    return smtp.probe();
  }

  /** To wherever a route may lead. */
  @Produces
  @Singleton
  Transmission transmission(
      SmtpTransmission smtp,
      RelayConfiguration configuration,
      HostSearch hosts,
      InstantSource clock) {
    TransmissionSettings settings = configuration.transmission();
    TlsClient tls =
        TlsClient.create("delivery.trust-anchors", settings.trustAnchors().map(Path::of), clock);
    Path folder =
        settings
            .mailFolder()
            .map(Path::of)
            .orElse(configuration.node().dataFolder().resolve("maildirs"));
    return new TargetTransmission(
        smtp,
        new WebTransmission(hosts::addressesOfChosen, tls, settings.timeouts()),
        new MaildirTransmission(folder));
  }

  void end(@Disposes SmtpTransmission transmission) {
    sweeping.stop();
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
