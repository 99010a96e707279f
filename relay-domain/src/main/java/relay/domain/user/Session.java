package relay.domain.user;

import java.time.Instant;
import relay.domain.access.Identity;

/**
 * Somebody is logged in.
 *
 * @param token what the cookie holds; a secret
 * @param csrfToken what a request that changes something must show beside the cookie
 * @param userVersion of the user as he was; 0 for the administrator of the first start
 * @param openedAt when he logged in
 */
public record Session(
    String token, String csrfToken, Identity identity, long userVersion, Instant openedAt) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Session[" + identity.name() + " since " + openedAt + "]";
  }
}
