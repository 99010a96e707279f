package relay.domain.openid;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import relay.domain.authentication.IssuerKeys;
import relay.domain.authentication.KeySet;
import relay.domain.authentication.TokenFactory;
import relay.domain.configuration.RelayConfiguration;

/**
 * An OpenID Connect issuer in memory, as strict as a real one: each code is good once, for the
 * address and the proof it was made for. Everybody who comes is alice.
 */
public final class FakeIssuer implements OpenIdProvider {
  public static final String CLIENT = "relay";
  private final TokenFactory keys = new TokenFactory();
  private final String name;
  private final InstantSource clock;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile Map<String, String> claims = Map.of();
  private volatile KeyPair signer = keys.rsa;
  private volatile boolean down;

  /**
   * @param name where it is, too
   */
  public FakeIssuer(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
  }

  /** Settings of a relay that believes it; more may be added. */
  public Map<String, String> settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("oidc.issuer", name);
    all.put("oidc.client-id", CLIENT);
    all.put("oidc.redirect", "http://127.0.0.1:8080/api/v1/session/oidc/callback");
    all.put("oidc.grant.staff.value", "postmasters");
    all.put("oidc.grant.staff.role", "operator");
    all.putAll(more);
    return all;
  }

  RelayConfiguration relay(Map<String, String> more) {
    return RelayConfiguration.of(settings(more), Map.of());
  }

  /** Claims as JSON, by name: they come beside the usual ones, or in their place. */
  public void setClaims(Map<String, String> more) {
    claims = more;
  }

  /** As if somebody else signed with a key of his own. */
  void forge() {
    signer = new TokenFactory().rsa;
  }

  void setDown(boolean isDown) {
    down = isDown;
  }

  /** Where a browser goes on that a relay sent here: as alice, at once. */
  public URI login(URI location) {
    Map<String, String> query = fields(location.getRawQuery());
    String code = "code" + numbers.incrementAndGet();
    codes.put(code, query);
    String back = query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state");
    return URI.create(back + "&iss=" + name);
  }

  /** What it tells of itself. */
  public String documentText() {
    return ("{'issuer':'@','authorization_endpoint':'@/authorize',"
            + "'token_endpoint':'@/token','jwks_uri':'@/keys'}")
        .replace('\'', '"')
        .replace("@", name);
  }

  /** Its public keys. */
  public String keySet() {
    return keys.keySet();
  }

  /** The ID token for a code; empty when it is good for none. */
  public Optional<String> exchange(Map<String, String> form) {
    Map<String, String> begun = codes.remove(form.getOrDefault("code", ""));
    LoginOpening proof =
        new LoginOpening("", "", form.getOrDefault("code_verifier", ""), Instant.EPOCH);
    boolean isRight =
        begun != null
            && "authorization_code".equals(form.get("grant_type"))
            && begun.get("redirect_uri").equals(form.get("redirect_uri"))
            && begun.get("client_id").equals(CLIENT)
            && begun.get("code_challenge").equals(proof.challenge())
            && "S256".equals(begun.get("code_challenge_method"));
    return isRight ? Optional.of(idToken(begun.get("nonce"))) : Optional.empty();
  }

  private String idToken(String nonce) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("iss", quoted(name));
    all.put("aud", quoted(CLIENT));
    all.put("sub", quoted("7"));
    all.put("email", quoted("alice@example.com"));
    all.put("nonce", quoted(nonce));
    all.put("groups", "[\"staff\",\"postmasters\"]");
    all.put("exp", Long.toString(clock.instant().getEpochSecond() + 300));
    all.putAll(claims);
    StringBuilder text = new StringBuilder();
    all.forEach((claim, value) -> text.append(",\"").append(claim).append("\":").append(value));
    return TokenFactory.signed(
        "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"r\"}",
        "{" + text.substring(1) + "}",
        "SHA256withRSA",
        signer);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** A query or a form taken apart. */
  public static Map<String, String> fields(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : form.split("&")) {
      int at = pair.indexOf('=');
      String value = URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8);
      fields.put(pair.substring(0, at), value);
    }
    return fields;
  }

  @Override
  public Optional<ProviderDocument> document() {
    return down ? Optional.empty() : Optional.of(ProviderDocument.parse(documentText(), name));
  }

  @Override
  public Exchange redeem(ProviderDocument at, Map<String, String> form) {
    return down
        ? new Exchange.Unreachable()
        : exchange(form).<Exchange>map(Exchange.Token::new).orElseGet(Exchange.Refused::new);
  }

  @Override
  public IssuerKeys keys() {
    return (issuer, keyId) -> Optional.of(KeySet.parse(keySet()));
  }
}
