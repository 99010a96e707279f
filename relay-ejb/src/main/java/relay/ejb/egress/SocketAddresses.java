package relay.ejb.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import relay.domain.egress.LocalAddresses;

/** Asks the system by taking a socket of the address, which is given back at once. Thread-safe. */
final class SocketAddresses implements LocalAddresses {
  @Override
  public boolean has(InetAddress address) {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
