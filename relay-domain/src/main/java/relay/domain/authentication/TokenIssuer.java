package relay.domain.authentication;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Somebody whose tokens are believed.
 *
 * @param name as in the settings
 * @param issuer the claim {@code iss}, letter by letter
 * @param audiences one of them must be in the claim {@code aud}
 * @param keys where its key set is: https, file, or http on this machine
 * @param userClaim the claim that holds the login name of the account
 * @param scope that the token must have; empty: none
 */
public record TokenIssuer(
    String name,
    String issuer,
    List<String> audiences,
    URI keys,
    String userClaim,
    Set<TokenAlgorithm> algorithms,
    String scope) {

  public TokenIssuer {
    audiences = List.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
  }
}
