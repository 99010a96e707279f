package relay.domain.reception;

import java.net.InetAddress;
import relay.domain.authentication.BearerToken;
import relay.domain.authentication.ChannelBindings;
import relay.domain.authentication.ProvenIdentities;
import relay.domain.authentication.ScramChallenge;
import relay.domain.authentication.ScramFirst;

/** What a client says that logs in otherwise than by name and password. */
public sealed interface LoginMessage {

  /** Where the client is. */
  InetAddress address();

  /**
   * SCRAM begins.
   *
   * @param first which has no fault under this session
   * @param session the channel bindings that there are
   */
  record ScramOpening(ScramFirst first, ChannelBindings session, InetAddress address)
      implements LoginMessage {

    /** In a session with nothing to bind to. */
    public ScramOpening(ScramFirst first, InetAddress address) {
      this(first, ChannelBindings.NONE, address);
    }
  }

  /**
   * The answer to a challenge of SCRAM.
   *
   * @param challenge as it was given; used once
   */
  record ScramAnswer(ScramChallenge challenge, String answer, InetAddress address)
      implements LoginMessage {}

  /** A token of an issuer. */
  record Token(BearerToken token, InetAddress address) implements LoginMessage {}

  /** A token of a credential; never logged, so this has no readable text. */
  record ApiToken(String token, InetAddress address) implements LoginMessage {
    @Override
    public String toString() {
      return "ApiToken[address=" + address.getHostAddress() + "]";
    }
  }

  /**
   * A certificate that TLS has seen the key of.
   *
   * @param actingAs the account the client names; empty: whoever the certificate belongs to
   */
  record Certificate(ProvenIdentities proven, String actingAs, InetAddress address)
      implements LoginMessage {}
}
