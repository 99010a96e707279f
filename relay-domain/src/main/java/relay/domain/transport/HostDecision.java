package relay.domain.transport;

import relay.domain.smtp.SmtpReply;

/** What the policy of a destination says about one of its hosts. */
public sealed interface HostDecision {
  /** The word for what decided. */
  String policy();

  /** The host may be used like this. */
  record Speak(Protection protection) implements HostDecision {
    @Override
    public String policy() {
      return protection.policy();
    }
  }

  /** The host must not be used; a local reply says why. */
  record PassOver(String policy, SmtpReply reply) implements HostDecision {}
}
