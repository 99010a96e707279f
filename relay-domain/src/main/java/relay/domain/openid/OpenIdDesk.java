package relay.domain.openid;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import relay.domain.access.Identity;
import relay.domain.authentication.IdTokenCheck;
import relay.domain.authentication.IdTokenVerdict;
import relay.domain.authentication.TokenIssuer;
import relay.domain.authentication.TokenSettings;
import relay.domain.secret.SecretVault;

/** Begins and ends logins by an issuer's word. Thread-safe; keeps nothing between the two. */
public final class OpenIdDesk {
  private static final int TEXT_CHARS_MAX = 4096;
  private static final String NAME = "oidc";
  private final OpenIdSettings settings;
  private final TokenSettings tokens;
  private final OpenIdProvider provider;
  private final SecretVault vault;
  private final RandomGenerator random;

  /**
   * @param tokens whose times count for ID tokens, too
   * @param random a secure one
   */
  public OpenIdDesk(
      OpenIdSettings settings,
      TokenSettings tokens,
      OpenIdProvider provider,
      SecretVault vault,
      RandomGenerator random) {
    this.settings = settings;
    this.tokens = tokens;
    this.provider = provider;
    this.vault = vault;
    this.random = random;
  }

  /** Who somebody is by the issuer's word. */
  public sealed interface Verdict {
    /** He is this. */
    record Proven(Identity identity) implements Verdict {}

    /**
     * He proves nothing.
     *
     * @param reason one word for the journal
     * @param name that the issuer gives him; empty text when it does not come to that
     */
    record Refused(String reason, String name) implements Verdict {}

    /** The issuer cannot be reached now. */
    record Unreachable() implements Verdict {}
  }

  /** Begins a login; empty when the issuer cannot be reached. */
  public Optional<OpenIdDoor.Begun> begin(Instant now) {
    return provider.document().map(document -> begun(document, now));
  }

  private OpenIdDoor.Begun begun(ProviderDocument document, Instant now) {
    LoginOpening opening = LoginOpening.begin(random, now);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", settings.redirect().toString());
    query.put("scope", String.join(" ", settings.scopes()));
    query.put("state", opening.state());
    query.put("nonce", opening.nonce());
    query.put("code_challenge", opening.challenge());
    query.put("code_challenge_method", "S256");
    String at = document.authorization().toString();
    URI location = URI.create(at + (at.contains("?") ? "&" : "?") + form(query));
    return new OpenIdDoor.Begun(location, opening.sealed(vault.box()));
  }

  /** Ends a login; may wait for the issuer. */
  public Verdict finish(OpenIdDoor.Return back, Instant now) {
    Optional<LoginOpening> opening = LoginOpening.opened(back.cookie(), vault.box());
    if (opening.isEmpty() || !same(opening.get().state(), back.state())) {
      // a login that somebody else began, to have this browser logged in as himself
      return refused("other-browser");
    }
    if (now.isAfter(opening.get().begunAt().plus(settings.loginTime()))) {
      return refused("too-late");
    }
    if (back.issuer().filter(issuer -> !issuer.equals(settings.issuer())).isPresent()) {
      return refused("other-issuer");
    }
    if (back.code().isEmpty() || back.code().length() > TEXT_CHARS_MAX) {
      return refused("no-code");
    }
    Optional<ProviderDocument> document = provider.document();
    return document.isEmpty()
        ? new Verdict.Unreachable()
        : redeemed(document.get(), opening.get(), back.code(), now);
  }

  private Verdict redeemed(
      ProviderDocument document, LoginOpening opening, String code, Instant now) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", settings.redirect().toString());
    form.put("code_verifier", opening.verifier());
    OpenIdProvider.Exchange exchange = provider.redeem(document, form);
    if (exchange instanceof OpenIdProvider.Exchange.Unreachable) {
      return new Verdict.Unreachable();
    }
    if (!(exchange instanceof OpenIdProvider.Exchange.Token token)) {
      return refused("wrong-code");
    }
    IdTokenVerdict verdict =
        new IdTokenCheck(issuer(document), tokens, provider.keys())
            .judge(token.idToken(), opening.nonce(), settings.roleClaim(), now);
    if (verdict instanceof IdTokenVerdict.Unknown) {
      return new Verdict.Unreachable();
    }
    return verdict instanceof IdTokenVerdict.Refused refused
        ? refused(refused.reason())
        : granted((IdTokenVerdict.Proven) verdict);
  }

  private Verdict granted(IdTokenVerdict.Proven proven) {
    String name = NAME + ":" + proven.name();
    return RoleGrants.identity(settings.grants(), name, proven.values())
        .<Verdict>map(Verdict.Proven::new)
        .orElseGet(() -> new Verdict.Refused("no-role", name));
  }

  private TokenIssuer issuer(ProviderDocument document) {
    return new TokenIssuer(
        NAME,
        settings.issuer(),
        List.of(settings.clientId()),
        document.keys(),
        settings.userClaim(),
        settings.algorithms(),
        "");
  }

  private static Verdict refused(String reason) {
    return new Verdict.Refused(reason, "");
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** As browsers send forms. */
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
