package relay.domain.http;

import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginVerdict;

/**
 * The one account of the operator (port): name {@value #NAME}, password made at first start.
 * Thread-safe.
 */
public interface Administrator {
  String NAME = "admin";

  /**
   * Checks a name and a password; a wrong one costs time, too many wrong ones lock the address out
   * for a while.
   */
  LoginVerdict login(LoginAttempt attempt);
}
