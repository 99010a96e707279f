package relay.domain.identity;

/** The tokens with the keys that this node knows (port). Thread-safe; a few field reads. */
public interface TokenSource {
  IdentityTokens get();
}
