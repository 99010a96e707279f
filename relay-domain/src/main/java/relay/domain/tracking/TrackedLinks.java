package relay.domain.tracking;

import java.time.Instant;
import java.util.Optional;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TokenSource;
import relay.domain.tracking.LinkVerdict.Expired;
import relay.domain.tracking.LinkVerdict.Forged;
import relay.domain.tracking.LinkVerdict.Genuine;

/**
 * Makes and reads the words in tracked addresses, with the keys of the identity tokens. What a word
 * says nobody else can read, so that addresses say nothing about a person. Thread-safe.
 */
public final class TrackedLinks {
  private final TokenSource tokens;

  public TrackedLinks(TokenSource tokens) {
    this.tokens = tokens;
  }

  /** Whether there is a key to make links with. */
  public boolean canMake() {
    return tokens.get().canMake();
  }

  /**
   * The word for a link; the same again for the same link.
   *
   * @throws IllegalStateException without a key
   */
  public String make(TrackedLink link) {
    return tokens.get().box().seal(LinkOctets.of(link));
  }

  /** What a text proves; any text. */
  public LinkVerdict check(String word, Instant now) {
    IdentityTokens keys = tokens.get();
    Optional<TrackedLink> link = keys.box().open(word).flatMap(LinkOctets::read);
    if (link.isEmpty()) {
      return new Forged();
    }
    return now.isAfter(link.get().sentAt().plus(keys.lifetime()))
        ? new Expired(link.get())
        : new Genuine(link.get());
  }
}
