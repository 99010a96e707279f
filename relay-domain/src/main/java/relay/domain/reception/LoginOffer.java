package relay.domain.reception;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import relay.domain.authentication.ChannelBinding;
import relay.domain.authentication.Mechanism;
import relay.domain.authentication.TokenCheck;

/**
 * Which mechanisms of AUTH a session is offered: what the operator wants, as far as the accounts
 * can use it. Thread-safe.
 */
public final class LoginOffer {
  /** Passwords only; for doors that have nothing else. */
  public static final LoginOffer PASSWORDS =
      new LoginOffer(
          EnumSet.of(Mechanism.PLAIN, Mechanism.LOGIN),
          new ConfiguredAccounts(List.of()),
          TokenCheck.NONE,
          Set.of());

  private final Set<Mechanism> wanted;
  private final Accounts accounts;
  private final TokenCheck tokens;
  private final Set<ChannelBinding> bindings;

  /**
   * @param wanted by the operator
   * @param tokens which tokens are believed
   * @param bindings of which a session must have one for SCRAM-SHA-256-PLUS
   */
  public LoginOffer(
      Set<Mechanism> wanted, Accounts accounts, TokenCheck tokens, Set<ChannelBinding> bindings) {
    this.wanted = wanted.isEmpty() ? EnumSet.noneOf(Mechanism.class) : EnumSet.copyOf(wanted);
    this.accounts = accounts;
    this.tokens = tokens;
    this.bindings = Set.copyOf(bindings);
  }

  /** The scope that a client's token should have; empty when there is nothing to say. */
  public String scope() {
    return tokens.scope();
  }

  /**
   * What is offered now.
   *
   * @param certificate whether the client showed one
   * @param session what its TLS session can be bound to; empty without TLS
   */
  public Set<Mechanism> mechanisms(boolean certificate, Set<ChannelBinding> session) {
    Set<Mechanism> offered = EnumSet.copyOf(wanted);
    if (!accounts.allHaveScramKeys()) {
      offered.remove(Mechanism.SCRAM_SHA_256);
      offered.remove(Mechanism.SCRAM_SHA_256_PLUS);
    }
    if (Collections.disjoint(bindings, session)) {
      offered.remove(Mechanism.SCRAM_SHA_256_PLUS);
    }
    if (!tokens.isUsable()) {
      offered.remove(Mechanism.OAUTHBEARER);
      offered.remove(Mechanism.XOAUTH2);
    }
    if (!certificate) {
      offered.remove(Mechanism.EXTERNAL);
    }
    return offered;
  }
}
