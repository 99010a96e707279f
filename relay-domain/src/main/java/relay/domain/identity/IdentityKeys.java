package relay.domain.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.control.ControlStore;
import relay.domain.secret.SecretBox;
import relay.domain.secret.SecretUnreadable;
import relay.domain.secret.SecretVault;

/**
 * The keys of the tokens: makes the first one, rotates them, lets old ones go, and opens them for
 * use. Thread-safe.
 *
 * <p>A key that was rotated out makes no more tokens, and those it made stay genuine to their end;
 * then the key goes, too. So a key can be rotated 15 times within the lifetime of a token.
 */
public final class IdentityKeys implements TokenSource {
  private static final int SECRET_OCTETS = 32;
  private final ControlStore store;
  private final ControlSource source;
  private final Supplier<SecretVault> vault;
  private final Supplier<IdentitySettings> settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile Opened opened = new Opened(ControlState.EMPTY, List.of(), Duration.ZERO, null);

  /** The tokens made of the keys of a state. */
  private record Opened(
      ControlState state, List<IdentityKey> keys, Duration lifetime, IdentityTokens tokens) {}

  /**
   * @param vault asked for when it is needed
   * @param random a secure one
   */
  public IdentityKeys(
      ControlStore store,
      ControlSource source,
      Supplier<SecretVault> vault,
      Supplier<IdentitySettings> settings,
      InstantSource clock,
      RandomGenerator random) {
    this.store = store;
    this.source = source;
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public IdentityTokens get() {
    ControlState state = source.state();
    Duration lifetime = settings.get().lifetime();
    Opened known = opened;
    return known.tokens != null && known.state == state && known.lifetime.equals(lifetime)
        ? known.tokens
        : open(state, lifetime);
  }

  private synchronized IdentityTokens open(ControlState state, Duration lifetime) {
    List<IdentityKey> keys = oldestFirst(state);
    boolean isSame =
        opened.tokens != null && opened.keys.equals(keys) && opened.lifetime.equals(lifetime);
    opened = new Opened(state, keys, lifetime, isSame ? opened.tokens : tokens(keys, lifetime));
    return opened.tokens;
  }

  private IdentityTokens tokens(List<IdentityKey> keys, Duration lifetime) {
    List<TokenKey> ready = new ArrayList<>();
    for (IdentityKey key : keys) {
      try {
        SecretBox box = vault.get().box();
        ready.add(
            new TokenKey(key.number(), box.open(key.sealed(), IdentityKey.place(key.number()))));
      } catch (SecretUnreadable e) {
        // its tokens prove nothing any more; those of the others do
        continue;
      }
    }
    return new IdentityTokens(ready, lifetime);
  }

  private static List<IdentityKey> oldestFirst(ControlState state) {
    return state.all(IdentityKeyKind.KEYS).stream()
        .sorted(Comparator.comparing(IdentityKey::createdAt))
        .toList();
  }

  /** The keys there are, oldest first; the last one makes tokens. */
  public List<IdentityKey> all() {
    return oldestFirst(source.state());
  }

  /**
   * Makes the first key when there is none, and lets go of those whose tokens have all expired.
   *
   * @throws relay.domain.control.ControlUnavailable when the database cannot be used
   */
  public void tend(Actor by) {
    List<IdentityKey> keys = all();
    if (keys.isEmpty() && source.isKnown()) {
      // of several nodes that start at once one makes it, the others are refused
      store.apply(new ControlChange.Create(made(0)), by);
    }
    for (int i = 0; i + 1 < keys.size(); i++) {
      var end = keys.get(i + 1).createdAt().plus(settings.get().lifetime());
      if (clock.instant().isAfter(end)) {
        store.apply(new ControlChange.Delete(keys.get(i).key(), keys.get(i).version()), by);
      }
    }
  }

  /**
   * Makes a new key that signs from now on.
   *
   * @return the key; empty when all numbers are taken by keys whose tokens still count, or somebody
   *     else rotated at the same time
   * @throws relay.domain.control.ControlUnavailable when the database cannot be used
   */
  public Optional<IdentityKey> rotate(Actor by) {
    tend(by);
    List<IdentityKey> keys = all();
    int last = keys.isEmpty() ? -1 : keys.get(keys.size() - 1).number();
    int next = (last + 1) % IdentityTokens.KEYS_MAX;
    ControlOutcome outcome = store.apply(new ControlChange.Create(made(next)), by);
    return outcome.done().map(done -> (IdentityKey) done.object());
  }

  private IdentityKey made(int number) {
    byte[] secret = new byte[SECRET_OCTETS];
    random.nextBytes(secret);
    String sealed = vault.get().box().seal(secret, IdentityKey.place(number));
    return new IdentityKey(number, 0, clock.instant(), sealed);
  }
}
