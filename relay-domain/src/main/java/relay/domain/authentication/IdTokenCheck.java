package relay.domain.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges ID tokens of one issuer (OpenID Connect Core 3.1.3.7): everything that {@link TokenCheck}
 * asks of a token, and that it was made for one login, by one client. Thread-safe.
 */
public final class IdTokenCheck {
  private static final int VALUES_MAX = 1000;
  private final TokenCheck check;
  private final String clientId;

  /**
   * @param issuer whose audience is the client id
   * @param settings its times count, its issuers do not
   */
  public IdTokenCheck(TokenIssuer issuer, TokenSettings settings, IssuerKeys keys) {
    this.clientId = issuer.audiences().get(0);
    this.check =
        new TokenCheck(
            new TokenSettings(
                List.of(issuer),
                settings.clockSkew(),
                settings.keysRefresh(),
                settings.keysStaleMax(),
                settings.keysRetry(),
                settings.keysTimeout(),
                settings.keysWait()),
            keys);
  }

  /**
   * Judges one; may wait for the keys of the issuer as long as {@link IssuerKeys} does.
   *
   * @param nonce that the login was begun with
   * @param claim whose values are wanted; dots lead into objects
   */
  public IdTokenVerdict judge(String token, String nonce, String claim, Instant now) {
    TokenVerdict verdict = check.judge(token, now);
    if (verdict instanceof TokenVerdict.Unknown) {
      return new IdTokenVerdict.Unknown();
    }
    if (verdict instanceof TokenVerdict.Refused refused) {
      return new IdTokenVerdict.Refused(refused.reason());
    }
    Jwt jwt = Jwt.read(token).orElseThrow();
    Optional<String> fault = faultIn(jwt, nonce);
    if (fault.isPresent()) {
      return new IdTokenVerdict.Refused(fault.get());
    }
    TokenVerdict.Proven proven = (TokenVerdict.Proven) verdict;
    List<String> values = jwt.textsAt(claim).stream().limit(VALUES_MAX).toList();
    return new IdTokenVerdict.Proven(
        proven.user().isEmpty() ? proven.subject() : proven.user(), values);
  }

  private Optional<String> faultIn(Jwt jwt, String nonce) {
    if (!same(jwt.text("nonce").orElse(""), nonce)) {
      return Optional.of("other-login");
    }
    // a token for several must say for whom it was made, and one that says so must mean us
    boolean isForSeveral = jwt.texts("aud").size() > 1;
    Optional<String> party = jwt.text("azp");
    boolean isOurs = party.map(clientId::equals).orElse(!isForSeveral);
    return isOurs ? Optional.empty() : Optional.of("other-client");
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
