package relay.domain.reception;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.authentication.BearerToken;
import relay.domain.authentication.TokenCheck;
import relay.domain.authentication.TokenVerdict;

/**
 * Logins by tokens of an issuer. A bad token slows down the address it came from and not the
 * account it names, for nobody can guess one; the same bad token again counts once. Thread-safe.
 */
final class TokenDesk {
  private static final Duration REMEMBER_BAD = Duration.ofHours(1);
  private final Accounts accounts;
  private final LoginGate gate;
  private final TokenCheck check;
  private final BoundedMemory<ByteBuffer, Instant> bad;

  TokenDesk(Accounts accounts, LoginGate gate, TokenCheck check, int entriesMax) {
    this.accounts = accounts;
    this.gate = gate;
    this.check = check;
    this.bad = new BoundedMemory<>(entriesMax);
  }

  LoginDesk.StepAnswer judge(LoginMessage.Token message, Instant now) {
    BearerToken token = message.token();
    String shown = token.user().orElse("");
    if (gate.mustWait(message.address(), now)) {
      return LoginDesk.StepAnswer.denied(
          gate.tooEarlyOr(LoginGate.UNAVAILABLE, message.address(), now));
    }
    if (!check.isUsable() || shown.length() > LoginGate.NAME_CHARS_MAX) {
      return LoginDesk.StepAnswer.denied(LoginGate.WRONG_TOKEN);
    }
    TokenVerdict verdict = check.judge(token.token(), now);
    if (verdict instanceof TokenVerdict.Unknown) {
      return LoginDesk.StepAnswer.denied(LoginGate.UNAVAILABLE);
    }
    if (verdict instanceof TokenVerdict.Proven proven) {
      Optional<Account> account = holder(proven).filter(a -> isWanted(a, proven, token));
      if (account.isPresent()) {
        return LoginDesk.StepAnswer.of(
            LoginStep.ended(new LoginVerdict.Granted(account.get().authenticated())));
      }
    }
    String reason =
        verdict instanceof TokenVerdict.Refused refused ? refused.reason() : "no-such-account";
    return refused(message.address(), token, shown, reason, now);
  }

  /** An account that names the subject, else the one whose login name the token holds. */
  private Optional<Account> holder(TokenVerdict.Proven proven) {
    return accounts
        .holderOf("token:" + proven.issuer() + "/" + proven.subject())
        .or(() -> accounts.find(Account.folded(proven.user())));
  }

  /** The client may name itself as the account or as the token does, and nobody else. */
  private static boolean isWanted(Account account, TokenVerdict.Proven proven, BearerToken token) {
    Optional<String> wanted = token.user().map(Account::folded);
    return wanted.isEmpty()
        || wanted.get().equals(account.loginName())
        || wanted.get().equals(Account.folded(proven.user()));
  }

  private LoginDesk.StepAnswer refused(
      InetAddress address, BearerToken token, String shown, String reason, Instant now) {
    ByteBuffer print = printOf(address, token);
    LoginStep denied = LoginStep.ended(new LoginVerdict.Denied(LoginGate.WRONG_TOKEN));
    if (bad.get(print, Instant.MIN).isAfter(now)) {
      return new LoginDesk.StepAnswer(denied, List.of());
    }
    bad.put(print, now.plus(REMEMBER_BAD));
    return new LoginDesk.StepAnswer(
        denied, gate.failedAddress(token.mechanism().word(), address, shown, reason, now));
  }

  private static ByteBuffer printOf(InetAddress address, BearerToken token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(address.getAddress());
      return ByteBuffer.wrap(sha256.digest(token.token().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
