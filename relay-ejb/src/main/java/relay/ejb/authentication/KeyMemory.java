package relay.ejb.authentication;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import relay.domain.authentication.IssuerKeys;
import relay.domain.authentication.KeySet;
import relay.domain.authentication.TokenIssuer;
import relay.domain.authentication.TokenSettings;

/**
 * Key sets by issuer. A young set is used as it is; an old one is used while a new one is fetched,
 * until it is too old to be believed. Thread-safe.
 */
public final class KeyMemory implements IssuerKeys {
  private static final Logger LOG = System.getLogger(KeyMemory.class.getName());
  private static final int WAITING_MAX = 4;

  private final TokenSettings settings;
  private final Function<TokenIssuer, CompletableFuture<KeySet>> fetch;
  private final InstantSource clock;
  private final Semaphore waiting = new Semaphore(WAITING_MAX);
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  /** Guarded by itself. */
  private static final class Slot {
    private KeySet keys;
    private Instant fetchedAt = Instant.MIN;
    private Instant triedAt = Instant.MIN;
    private CompletableFuture<KeySet> running;
  }

  /**
   * @param fetch begins to fetch and returns at once; its future ends within the set time
   */
  public KeyMemory(
      TokenSettings settings,
      Function<TokenIssuer, CompletableFuture<KeySet>> fetch,
      InstantSource clock) {
    this.settings = settings;
    this.fetch = fetch;
    this.clock = clock;
  }

  @Override
  public Optional<KeySet> keysOf(TokenIssuer issuer, Optional<String> keyId) {
    Slot slot = slots.computeIfAbsent(issuer.name(), name -> new Slot());
    CompletableFuture<KeySet> running;
    synchronized (slot) {
      Optional<KeySet> usable = usable(slot);
      boolean knows = usable.isPresent() && keyId.map(usable.get()::has).orElse(true);
      boolean young = isWithin(slot.fetchedAt, settings.keysRefresh());
      if (!(knows && young)) {
        begin(slot, issuer);
      }
      if (knows || slot.running == null) {
        return usable(slot);
      }
      running = slot.running;
    }
    await(running);
    synchronized (slot) {
      return usable(slot);
    }
  }

  private void begin(Slot slot, TokenIssuer issuer) {
    if (slot.running != null || isWithin(slot.triedAt, settings.keysRetry())) {
      return;
    }
    slot.triedAt = clock.instant();
    CompletableFuture<KeySet> begun = fetch.apply(issuer);
    slot.running = begun;
    begun.whenComplete((keys, failure) -> ended(slot, issuer, keys, failure));
  }

  private void ended(Slot slot, TokenIssuer issuer, KeySet keys, Throwable failure) {
    synchronized (slot) {
      slot.running = null;
      if (failure == null) {
        slot.keys = keys;
        slot.fetchedAt = clock.instant();
      }
    }
    if (failure != null) {
      LOG.log(
          Logger.Level.WARNING,
          "the keys of token issuer " + issuer.name() + " cannot be fetched from " + issuer.keys(),
          failure);
    }
  }

  private Optional<KeySet> usable(Slot slot) {
    Duration longest =
        settings.keysStaleMax().compareTo(settings.keysRefresh()) > 0
            ? settings.keysStaleMax()
            : settings.keysRefresh();
    return slot.keys != null && isWithin(slot.fetchedAt, longest)
        ? Optional.of(slot.keys)
        : Optional.empty();
  }

  private boolean isWithin(Instant since, Duration time) {
    return !since.equals(Instant.MIN) && clock.instant().isBefore(since.plus(time));
  }

  /** Logins that find no place here go on with what is known: they never pile up. */
  private void await(CompletableFuture<KeySet> running) {
    if (!waiting.tryAcquire()) {
      return;
    }
    try {
      running.get(settings.keysWait().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Logged where it ends; this login is told to come back.
      LOG.log(Logger.Level.DEBUG, "no keys in time", e);
    } finally {
      waiting.release();
    }
  }
}
