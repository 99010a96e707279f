package relay.domain.reception;

import relay.domain.smtp.SmtpReply;

/** What became of a login. */
public sealed interface LoginVerdict {
  record Granted(AuthenticatedUser user) implements LoginVerdict {}

  /**
   * The reply to give: 535 for a wrong password, 454 while locked out or when no verifier is free.
   */
  record Denied(SmtpReply reply) implements LoginVerdict {}
}
