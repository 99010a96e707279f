package relay.domain.transport;

import java.util.Optional;
import relay.domain.smtp.SmtpReply;

/** What the policy of a destination says about one of its hosts. */
public sealed interface HostDecision {
  /** The word for what decided. */
  String policy();

  /**
   * The policy of somebody else behind this; empty where there can be none: hosts of routes, hosts
   * spoken to in clear text by our own will.
   */
  Optional<AppliedPolicy> applied();

  /** The host may be used like this. */
  record Speak(Protection protection, Optional<AppliedPolicy> applied) implements HostDecision {
    @Override
    public String policy() {
      return protection.policy();
    }
  }

  /** The host must not be used; a local reply says why. */
  record PassOver(String policy, SmtpReply reply, Optional<AppliedPolicy> applied)
      implements HostDecision {}
}
