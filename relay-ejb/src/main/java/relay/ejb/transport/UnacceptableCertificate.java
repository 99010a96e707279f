package relay.ejb.transport;

import javax.net.ssl.SSLException;
import relay.domain.transport.TlsFault;

/** The server showed a certificate that will not do, though the handshake itself succeeded. */
final class UnacceptableCertificate extends SSLException {
  private static final long serialVersionUID = 1L;
  private final TlsFault fault;

  UnacceptableCertificate(String why, TlsFault fault) {
    super(why);
    this.fault = fault;
  }

  TlsFault fault() {
    return fault;
  }
}
