package relay.ejb.signing;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import relay.domain.mail.DomainName;
import relay.domain.rotation.KeyMint;
import relay.domain.secret.SecretUnreadable;
import relay.domain.signing.InvalidKey;
import relay.domain.signing.ReadyKey;
import relay.domain.signing.SignatureEngines;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.Tenancy;

/**
 * The active keys of the control objects, opened by the first mail that needs them and kept ready
 * as long as they are active. A change is seen with the next mail. Thread-safe.
 */
final class StoredKeys {
  private static final Logger LOG = System.getLogger(StoredKeys.class.getName());

  private final CurrentTenancy tenancy;
  private final KeyMint mint;
  private final SignatureEngines engines;

  /** By sealed text, which is unlike any other; empty: it cannot be opened. */
  private final Map<String, Optional<ReadyKey>> opened = new ConcurrentHashMap<>();

  private volatile Tenancy pruned = Tenancy.EMPTY;

  StoredKeys(CurrentTenancy tenancy, KeyMint mint, SignatureEngines engines) {
    this.tenancy = tenancy;
    this.mint = mint;
    this.engines = engines;
  }

  /** The tenant's keys for this domain, or for the nearest domain of its own above it. */
  List<ReadyKey> keysFor(String tenant, DomainName domain) {
    Tenancy now = tenancy.get();
    if (now != pruned) {
      prune(now);
    }
    List<DomainKey> keys = now.signingKeys(tenant, domain);
    return keys.isEmpty()
        ? List.of()
        : keys.stream().map(this::ready).flatMap(Optional::stream).toList();
  }

  private Optional<ReadyKey> ready(DomainKey key) {
    return opened.computeIfAbsent(key.sealed().orElseThrow(), text -> open(key));
  }

  private Optional<ReadyKey> open(DomainKey key) {
    try {
      var signing = mint.open(key);
      return Optional.of(new ReadyKey(signing, engines.engineFor(signing)));
    } catch (SecretUnreadable | InvalidKey | UncheckedIOException | IllegalStateException e) {
      LOG.log(
          Level.ERROR,
          "{0} cannot be opened and does not sign ({1}); give this node the master key it was"
              + " sealed with, or rotate",
          key.key(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Keys that sign no more do not stay in memory. */
  private synchronized void prune(Tenancy now) {
    if (now != pruned) {
      Set<String> active =
          now.signingKeys().stream()
              .map(key -> key.sealed().orElseThrow())
              .collect(Collectors.toSet());
      opened.keySet().retainAll(active);
      // perhaps the master key has come
      opened.values().removeIf(Optional::isEmpty);
      pruned = now;
    }
  }
}
