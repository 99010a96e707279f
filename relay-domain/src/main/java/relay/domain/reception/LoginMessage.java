package relay.domain.reception;

import java.net.InetAddress;
import relay.domain.authentication.ScramChallenge;
import relay.domain.authentication.ScramFirst;

/** What a client says that logs in otherwise than by name and password. */
public sealed interface LoginMessage {

  /** Where the client is. */
  InetAddress address();

  /** SCRAM begins. */
  record ScramOpening(ScramFirst first, InetAddress address) implements LoginMessage {}

  /**
   * The answer to a challenge of SCRAM.
   *
   * @param challenge as it was given; used once
   */
  record ScramAnswer(ScramChallenge challenge, String answer, InetAddress address)
      implements LoginMessage {}
}
