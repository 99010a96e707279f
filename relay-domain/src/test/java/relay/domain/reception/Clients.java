package relay.domain.reception;

import java.net.InetAddress;
import java.util.Optional;
import relay.domain.mail.IpLiteral;

/** Clients as they stand in tests. */
public final class Clients {
  public static final InetAddress SOMEWHERE = address("198.51.100.7");

  private Clients() {}

  /** Somebody from the Internet on port 25. */
  public static ClientSession stranger() {
    return on("mx", ListenerRole.INBOUND, SOMEWHERE);
  }

  /** A user who logged in on the submission port. */
  public static ClientSession user(String name) {
    return withUser(on("submission", ListenerRole.SUBMISSION, SOMEWHERE), name);
  }

  public static ClientSession on(String listener, ListenerRole role, InetAddress address) {
    return new ClientSession(
        listener, role, address, "client.example", "ESMTP", Optional.empty(), Optional.empty());
  }

  public static ClientSession withUser(ClientSession client, String name) {
    return new ClientSession(
        client.listener(),
        client.role(),
        client.address(),
        client.helo(),
        client.protocol(),
        client.tls(),
        Optional.of(new AuthenticatedUser(name, Optional.empty())));
  }

  public static InetAddress address(String literal) {
    return IpLiteral.parse(literal).orElseThrow();
  }
}
