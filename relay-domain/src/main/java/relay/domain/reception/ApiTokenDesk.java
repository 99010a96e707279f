package relay.domain.reception;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import relay.domain.tenancy.Tokens;

/**
 * Logins by API tokens of credentials. A right token is taken from an address that has to wait,
 * too: nobody can guess one, and a neighbour's mistakes must not stop an application. A wrong one
 * slows down its address; the same wrong one again counts once. Thread-safe.
 */
final class ApiTokenDesk {
  static final String WAY = "api-token";
  private static final Duration REMEMBER_BAD = Duration.ofHours(1);
  private final Accounts accounts;
  private final LoginGate gate;
  private final BoundedMemory<ByteBuffer, Instant> bad;

  ApiTokenDesk(Accounts accounts, LoginGate gate, int entriesMax) {
    this.accounts = accounts;
    this.gate = gate;
    this.bad = new BoundedMemory<>(entriesMax);
  }

  LoginDesk.StepAnswer judge(LoginMessage.ApiToken message, Instant now) {
    InetAddress address = message.address();
    String hash = Tokens.isToken(message.token()) ? Tokens.hashOf(message.token()) : "";
    Optional<Account> account =
        hash.isEmpty() ? Optional.empty() : accounts.holderOf(Accounts.API_TOKEN + hash);
    if (account.isPresent()) {
      return LoginDesk.StepAnswer.of(
          LoginStep.ended(new LoginVerdict.Granted(account.get().authenticated())));
    }
    if (gate.mustWait(address, now)) {
      return LoginDesk.StepAnswer.denied(gate.tooEarlyOr(LoginGate.WRONG_TOKEN, address, now));
    }
    LoginStep denied = LoginStep.ended(new LoginVerdict.Denied(LoginGate.WRONG_TOKEN));
    ByteBuffer print = printOf(address, hash);
    if (bad.get(print, Instant.MIN).isAfter(now)) {
      return new LoginDesk.StepAnswer(denied, List.of());
    }
    bad.put(print, now.plus(REMEMBER_BAD));
    return new LoginDesk.StepAnswer(
        denied, gate.failedAddress(WAY, address, "", "no-such-token", now));
  }

  /** All that cannot be a token are one. */
  private static ByteBuffer printOf(InetAddress address, String hash) {
    byte[] from = address.getAddress();
    byte[] what = HexFormat.of().parseHex(hash);
    return ByteBuffer.allocate(from.length + what.length).put(from).put(what).flip();
  }
}
