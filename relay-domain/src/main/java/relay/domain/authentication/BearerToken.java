package relay.domain.authentication;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as OAUTHBEARER or XOAUTH2 brings it; without a readable text, because who has it can log
 * in.
 *
 * @param user for whom the client wants to log in; empty: whoever the token is about
 */
public record BearerToken(Mechanism mechanism, Optional<String> user, String token) {
  private static final String TOKEN =
      "(?i:auth=Bearer) (?<token>[A-Za-z0-9._~+/=-]{1,12288})\u0001";
  private static final String PAIR = "[A-Za-z]{1,32}=[^\u0001]{0,512}\u0001";
  // RFC 7628 3.1; the p and y of RFC 5801 stand for channel bindings, which bearers have not.
  private static final Pattern OAUTHBEARER =
      Pattern.compile(
          "n,(?:a=(?<user>[^,\u0001]{0,256}))?,\u0001(?:(?!(?i:auth=))"
              + PAIR
              + "){0,8}"
              + TOKEN
              + "(?:(?!(?i:auth=))"
              + PAIR
              + "){0,8}\u0001");
  private static final Pattern XOAUTH2 =
      Pattern.compile("user=(?<user>[^\u0001]{1,256})\u0001" + TOKEN + "\u0001");

  /** The one message of the mechanism; empty when it is none. */
  public static Optional<BearerToken> read(Mechanism mechanism, String text) {
    Matcher m = (mechanism == Mechanism.XOAUTH2 ? XOAUTH2 : OAUTHBEARER).matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    Optional<String> user =
        Optional.ofNullable(m.group("user"))
            .filter(u -> !u.isEmpty())
            .map(u -> u.replace("=2C", ",").replace("=3D", "="));
    return Optional.of(new BearerToken(mechanism, user, m.group("token")));
  }

  /**
   * What a client is told whose token is no good; it answers with nothing of interest and is then
   * refused (RFC 7628 3.2.2, and Google's documents for XOAUTH2).
   *
   * @param scope that would be needed; may be empty
   */
  public String errorText(String scope) {
    String ofScope = scope.isEmpty() ? "" : ",\"scope\":\"" + scope + "\"";
    return mechanism == Mechanism.XOAUTH2
        ? "{\"status\":\"401\",\"schemes\":\"bearer\"" + ofScope + "}"
        : "{\"status\":\"invalid_token\"" + ofScope + "}";
  }

  @Override
  public String toString() {
    return "BearerToken[hidden]";
  }
}
