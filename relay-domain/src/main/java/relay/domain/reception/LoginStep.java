package relay.domain.reception;

import java.util.Optional;
import relay.domain.authentication.ScramChallenge;

/** What follows a {@link LoginMessage}. */
public sealed interface LoginStep {

  /** The client is asked this; its answer comes as {@link LoginMessage.ScramAnswer}. */
  record Challenge(ScramChallenge challenge) implements LoginStep {}

  /**
   * The login is over.
   *
   * @param proof of ours, to be sent to a client that succeeded with SCRAM
   */
  record Ended(LoginVerdict verdict, Optional<String> proof) implements LoginStep {}

  static LoginStep ended(LoginVerdict verdict) {
    return new Ended(verdict, Optional.empty());
  }
}
