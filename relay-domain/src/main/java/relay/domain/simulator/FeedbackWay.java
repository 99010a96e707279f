package relay.domain.simulator;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.ProxyProtocol;
import relay.domain.listener.TlsMode;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.ReversePath;
import relay.domain.reception.ListenerRole;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.FeedbackAddress;
import relay.domain.tenancy.InboundPlace;

/**
 * By which door bounces and complaints come back to the relay that they are about: the listener
 * that other servers use, and addresses where they count. Thread-safe.
 */
public final class FeedbackWay {
  /** An address and port of this machine. */
  public record Door(InetAddress address, int port) {}

  private final Optional<ListenerSettings> listener;
  private final CurrentTenancy tenancy;

  public FeedbackWay(List<ListenerSettings> listeners, CurrentTenancy tenancy) {
    this.listener = listeners.stream().filter(FeedbackWay::isOpen).findFirst();
    this.tenancy = tenancy;
  }

  /** Whether a client without a proxy and without TLS is served at a known port. */
  private static boolean isOpen(ListenerSettings listener) {
    return listener.role() == ListenerRole.INBOUND
        && listener.proxy() == ProxyProtocol.NONE
        && listener.tls() != TlsMode.IMPLICIT
        && listener.port() != 0;
  }

  /** Where the relay is to be reached from this machine; empty: nothing comes back. */
  public Optional<Door> door() {
    return listener.map(l -> new Door(reachable(l.address()), l.port()));
  }

  private static InetAddress reachable(InetAddress bound) {
    return bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
  }

  /** Why nothing comes back to mail of this sender, and what to do; empty when it does. */
  Optional<String> obstacle(ReversePath sender) {
    if (listener.isEmpty()) {
      return Optional.of(
          "nothing can come back: there is no listener of role inbound with a port and without"
              + " PROXY or implicit TLS (listener.NAME.role)");
    }
    return sender.address().filter(this::isBounceAddress).isPresent()
        ? Optional.empty()
        : Optional.of(
            "nothing can come back to this sender: the stream needs return_path=token, and its"
                + " tenant an inbound domain with feedback=true");
  }

  private boolean isBounceAddress(EmailAddress address) {
    return address
        .domainName()
        .flatMap(domain -> tenancy.get().inbound(domain))
        .map(domain -> domain.place(address.localPart()))
        .filter(
            place ->
                place instanceof InboundPlace.Feedback feedback
                    && feedback.address() == FeedbackAddress.BOUNCE)
        .isPresent();
  }
}
