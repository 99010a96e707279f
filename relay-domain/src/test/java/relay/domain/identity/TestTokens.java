package relay.domain.identity;

import java.time.Duration;
import java.util.List;

/** Tokens of a key that comes from a seed, for tests. */
public final class TestTokens {
  private TestTokens() {}

  public static IdentityTokens of(long seed) {
    return new IdentityTokens(List.of(IdentityTokensTest.key(3, seed)), Duration.ofDays(90));
  }
}
