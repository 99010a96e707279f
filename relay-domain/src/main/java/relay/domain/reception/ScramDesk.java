package relay.domain.reception;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.authentication.ScramChallenge;
import relay.domain.authentication.ScramFirst;
import relay.domain.authentication.ScramKeys;

/**
 * Logins by SCRAM-SHA-256. Cheap for us, so there is no bound on how many are judged at a time; the
 * throttle is the one of passwords. Thread-safe.
 */
final class ScramDesk {
  private final Accounts accounts;
  private final LoginGate gate;
  private final byte[] secret;
  private final int iterations;
  private final RandomGenerator random;

  ScramDesk(
      Accounts accounts, LoginGate gate, byte[] secret, int iterations, RandomGenerator random) {
    this.accounts = accounts;
    this.gate = gate;
    this.secret = secret.clone();
    this.iterations = iterations;
    this.random = random;
  }

  LoginDesk.StepAnswer open(LoginMessage.ScramOpening message, Instant now) {
    ScramFirst first = message.first();
    if (first.user().length() > LoginGate.NAME_CHARS_MAX) {
      return LoginDesk.StepAnswer.denied(LoginGate.WRONG);
    }
    String name = Account.folded(first.user());
    if (gate.mustWait(message.address(), name, now)) {
      return LoginDesk.StepAnswer.denied(
          gate.tooEarlyOr(LoginGate.UNAVAILABLE, message.address(), name, now));
    }
    Optional<ScramKeys> keys = accounts.find(name).flatMap(Account::scram);
    return LoginDesk.StepAnswer.of(
        new LoginStep.Challenge(
            first.challenge(keys, message.session(), secret, iterations, random)));
  }

  LoginDesk.StepAnswer judge(LoginMessage.ScramAnswer message, Instant now) {
    ScramChallenge challenge = message.challenge();
    String name = Account.folded(challenge.user());
    if (gate.mustWait(message.address(), name, now)) {
      return LoginDesk.StepAnswer.denied(
          gate.tooEarlyOr(LoginGate.UNAVAILABLE, message.address(), name, now));
    }
    // Found anew: the account may be gone, or its password changed, since the challenge.
    Optional<Account> account =
        accounts.find(name).filter(a -> a.scram().filter(challenge::isAbout).isPresent());
    Optional<String> proof = challenge.proofFor(message.answer());
    if (account.isPresent() && proof.isPresent()) {
      gate.succeeded(message.address(), name, now);
      return LoginDesk.StepAnswer.of(
          new LoginStep.Ended(new LoginVerdict.Granted(account.get().authenticated()), proof));
    }
    return new LoginDesk.StepAnswer(
        LoginStep.ended(new LoginVerdict.Denied(LoginGate.WRONG)),
        gate.failed(challenge.mechanism().word(), message.address(), name, challenge.user(), now));
  }
}
