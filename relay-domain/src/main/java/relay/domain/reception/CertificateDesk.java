package relay.domain.reception;

import java.time.Instant;
import java.util.Optional;
import relay.domain.authentication.Mechanism;

/**
 * Logins by client certificate (SASL EXTERNAL). TLS has proven that the client holds the key; here
 * it is decided whose the certificate is. One that several accounts name opens the one that the
 * client asks for, else that of its strongest name. Thread-safe.
 */
final class CertificateDesk {
  private final Accounts accounts;
  private final LoginGate gate;

  CertificateDesk(Accounts accounts, LoginGate gate) {
    this.accounts = accounts;
    this.gate = gate;
  }

  LoginDesk.StepAnswer judge(LoginMessage.Certificate message, Instant now) {
    if (gate.mustWait(message.address(), now)) {
      return LoginDesk.StepAnswer.denied(
          gate.tooEarlyOr(LoginGate.UNAVAILABLE, message.address(), now));
    }
    String wanted = Account.folded(message.actingAs());
    Optional<Account> account =
        message.proven().all().stream()
            .map(accounts::holderOf)
            .flatMap(Optional::stream)
            .filter(a -> wanted.isEmpty() || wanted.equals(a.loginName()))
            .findFirst();
    if (account.isPresent()) {
      return LoginDesk.StepAnswer.of(
          LoginStep.ended(new LoginVerdict.Granted(account.get().authenticated())));
    }
    String shown = message.actingAs().isEmpty() ? message.proven().shown() : message.actingAs();
    return new LoginDesk.StepAnswer(
        LoginStep.ended(new LoginVerdict.Denied(LoginGate.WRONG_CERTIFICATE)),
        gate.failedAddress(
            Mechanism.EXTERNAL.word(), message.address(), shown, "no-such-certificate", now));
  }
}
