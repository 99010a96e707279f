package relay.rar.session;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import relay.domain.authentication.ChannelBindings;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.ProxyProtocol;
import relay.domain.mail.NetworkRange;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ListenerRole;
import relay.rar.tls.Agreed;

/** What is known of the client; some of it is forgotten when TLS or a proxy changes the picture. */
public final class Peer {
  private final ListenerSettings listener;
  private InetAddress neighbour;
  private InetAddress address;
  private String helo = "";
  private boolean spokenFor;
  private boolean extended;
  private Optional<String> tls = Optional.empty();
  private List<X509Certificate> certificates = List.of();
  private ChannelBindings bindings = ChannelBindings.NONE;
  private Optional<AuthenticatedUser> user = Optional.empty();
  private Optional<AuthenticatedUser> opener = Optional.empty();
  private ClientSession plain;
  private ClientSession utf8;

  Peer(ListenerSettings listener, InetAddress address) {
    this.listener = listener;
    this.neighbour = address;
    this.address = address;
  }

  /** The address after PROXY and before XCLIENT: the one that may be trusted with XCLIENT. */
  public InetAddress neighbour() {
    return neighbour;
  }

  public InetAddress address() {
    return address;
  }

  /** Connected from here, and for itself: a proxy's own address says nothing of its client. */
  public boolean isOnThisMachine() {
    boolean direct = listener.proxy() == ProxyProtocol.NONE && !spokenFor;
    return direct && address.isLoopbackAddress();
  }

  /** A PROXY header told the truth about this connection. */
  public void cameFrom(InetAddress client) {
    neighbour = client;
    address = client;
    changed();
  }

  /** XCLIENT told for whom our neighbour speaks; everything said before is void. */
  public void speaksFor(Optional<InetAddress> client) {
    // Certificate and TLS session are the proxy's and say nothing about its client.
    certificates = List.of();
    bindings = ChannelBindings.NONE;
    address = client.orElse(address);
    spokenFor = true;
    forget();
  }

  public void greeted(String name, boolean withExtensions) {
    helo = name;
    extended = withExtensions;
    changed();
  }

  public boolean hasGreeted() {
    return !helo.isEmpty();
  }

  /** EHLO, not HELO. */
  public boolean isExtended() {
    return extended;
  }

  public boolean isEncrypted() {
    return tls.isPresent();
  }

  /** RFC 3207 4.2: what was learnt in clear text is forgotten. */
  public void encrypted(Agreed agreed) {
    tls = Optional.of(agreed.words());
    certificates = agreed.certificates();
    bindings = agreed.bindings();
    forget();
  }

  /** What the client showed during the handshake, its own first; mostly empty. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** What a SCRAM exchange can be bound to. */
  public ChannelBindings bindings() {
    return bindings;
  }

  public Optional<AuthenticatedUser> user() {
    return user;
  }

  public void loggedIn(AuthenticatedUser who) {
    user = Optional.of(who);
    changed();
  }

  /** Whether an address that a login over POP3 has opened could be this client's own. */
  public boolean mayBeLetIn() {
    return listener.role() == ListenerRole.SUBMISSION
        && user.isEmpty()
        && !isWithin(listener.proxyPeers())
        && !isWithin(listener.xclientPeers());
  }

  /** A proxy that does not name its client leaves its own address, behind which is anybody. */
  private boolean isWithin(List<NetworkRange> ranges) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** For whom this client may send one mail without a login; empty: for nobody. */
  public void letIn(Optional<AuthenticatedUser> who) {
    if (!opener.equals(who)) {
      opener = who;
      changed();
    }
  }

  private void forget() {
    helo = "";
    extended = false;
    user = Optional.empty();
    opener = Optional.empty();
    changed();
  }

  private void changed() {
    plain = null;
    utf8 = null;
  }

  /** The facts for policy, trace and journal. */
  public ClientSession facts(boolean smtpUtf8) {
    if (smtpUtf8) {
      utf8 = utf8 == null ? make(true) : utf8;
      return utf8;
    }
    plain = plain == null ? make(false) : plain;
    return plain;
  }

  private ClientSession make(boolean smtpUtf8) {
    return new ClientSession(
        listener.name(),
        listener.role(),
        address,
        helo,
        protocol(smtpUtf8),
        tls,
        user.or(() -> opener));
  }

  /** The words of RFC 3848 and RFC 6531 4.3. */
  private String protocol(boolean smtpUtf8) {
    String base = smtpUtf8 ? "UTF8SMTP" : extended ? "ESMTP" : "SMTP";
    return base + (isEncrypted() ? "S" : "") + (user.isPresent() ? "A" : "");
  }
}
