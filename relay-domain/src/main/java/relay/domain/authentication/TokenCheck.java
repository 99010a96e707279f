package relay.domain.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges tokens: known issuer, good signature by one of the issuer's keys with an algorithm that
 * the operator allowed, our audience, valid now (RFC 8725). Thread-safe.
 */
public final class TokenCheck {
  /** Believes nobody. */
  public static final TokenCheck NONE =
      new TokenCheck(
          new TokenSettings(
              List.of(),
              Duration.ZERO,
              Duration.ZERO,
              Duration.ZERO,
              Duration.ZERO,
              Duration.ZERO,
              Duration.ZERO),
          (issuer, keyId) -> Optional.empty());

  private static final int NAME_CHARS_MAX = 256;
  private final TokenSettings settings;
  private final IssuerKeys keys;

  public TokenCheck(TokenSettings settings, IssuerKeys keys) {
    this.settings = settings;
    this.keys = keys;
  }

  /** Whether there is any issuer to believe. */
  public boolean isUsable() {
    return !settings.issuers().isEmpty();
  }

  /** The scope to tell a client about; empty when there is none, or more than one. */
  public String scope() {
    Set<String> scopes =
        settings.issuers().stream()
            .map(TokenIssuer::scope)
            .collect(java.util.stream.Collectors.toSet());
    return scopes.size() == 1 ? scopes.iterator().next() : "";
  }

  /** Judges one; may wait for the keys of the issuer as long as {@link IssuerKeys} does. */
  public TokenVerdict judge(String token, Instant now) {
    Optional<Jwt> read = Jwt.read(token);
    Optional<TokenIssuer> issuer = read.flatMap(jwt -> jwt.text("iss")).flatMap(this::issuerNamed);
    if (read.isEmpty() || issuer.isEmpty()) {
      return new TokenVerdict.Refused(read.isEmpty() ? "malformed-token" : "unknown-issuer");
    }
    Jwt jwt = read.get();
    Optional<TokenAlgorithm> algorithm = jwt.algorithm();
    if (algorithm.isEmpty() || !issuer.get().algorithms().contains(algorithm.get())) {
      return new TokenVerdict.Refused("forbidden-algorithm");
    }
    // What costs nothing comes first: the issuer is asked only about tokens that could be good.
    Optional<String> fault = faultIn(jwt, issuer.get(), now);
    if (fault.isPresent()) {
      return new TokenVerdict.Refused(fault.get());
    }
    Optional<KeySet> known = keys.keysOf(issuer.get(), jwt.keyId());
    if (known.isEmpty()) {
      return new TokenVerdict.Unknown(issuer.get().name());
    }
    if (!jwt.isSignedBy(known.get().keysFor(jwt.keyId(), algorithm.get()), algorithm.get())) {
      return new TokenVerdict.Refused("wrong-signature");
    }
    String user = jwt.text(issuer.get().userClaim()).orElse("");
    return new TokenVerdict.Proven(issuer.get().name(), jwt.text("sub").orElse(""), user);
  }

  private Optional<TokenIssuer> issuerNamed(String issuer) {
    return settings.issuers().stream().filter(i -> i.issuer().equals(issuer)).findFirst();
  }

  private Optional<String> faultIn(Jwt jwt, TokenIssuer issuer, Instant now) {
    Duration skew = settings.clockSkew();
    if (jwt.time("exp").filter(end -> now.isBefore(end.plus(skew))).isEmpty()) {
      return Optional.of("expired-token");
    }
    if (isAhead(jwt, "nbf", now.plus(skew)) || isAhead(jwt, "iat", now.plus(skew))) {
      return Optional.of("token-of-the-future");
    }
    if (jwt.texts("aud").stream().noneMatch(issuer.audiences()::contains)) {
      return Optional.of("other-audience");
    }
    if (!hasScope(jwt, issuer.scope())) {
      return Optional.of("missing-scope");
    }
    if (issuer.userClaim().equals("email") && jwt.isFalse("email_verified")) {
      return Optional.of("unverified-address");
    }
    boolean named =
        jwt.text(issuer.userClaim())
            .or(() -> jwt.text("sub"))
            .filter(n -> !n.isEmpty())
            .isPresent();
    boolean bounded =
        jwt.text("sub").orElse("").length() <= NAME_CHARS_MAX
            && jwt.text(issuer.userClaim()).orElse("").length() <= NAME_CHARS_MAX;
    return named && bounded ? Optional.empty() : Optional.of("nobody-named");
  }

  private static boolean isAhead(Jwt jwt, String claim, Instant latest) {
    return jwt.has(claim) && jwt.time(claim).filter(t -> !t.isAfter(latest)).isEmpty();
  }

  /** RFC 8693 4.2: one text with spaces; some issuers write a list, or call it scp. */
  private static boolean hasScope(Jwt jwt, String scope) {
    if (scope.isEmpty()) {
      return true;
    }
    return java.util.stream.Stream.of("scope", "scp")
        .flatMap(claim -> jwt.texts(claim).stream())
        .flatMap(text -> List.of(text.split(" ")).stream())
        .anyMatch(scope::equals);
  }
}
