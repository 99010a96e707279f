package relay.domain.transport;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The MTA-STS policies that are known, and what to do about a domain (RFC 8461 3.3, 5.1). A known
 * policy holds until its time is over, whatever the DNS or the policy server say or fail to say
 * meanwhile, unless another takes its place: who can silence both must not be able to take the
 * protection away. Bounded: beyond that the policy unused for longest goes. Thread-safe.
 */
public final class StsMemory {
  private final MtaStsSettings settings;
  private final Map<String, StsEntry> entries;
  private final Map<String, Failure> failures;
  private long changes;

  private record Failure(String id, Instant at, TlsProblem why) {}

  /**
   * What to do about a domain.
   *
   * @param known the policy that holds so far
   * @param toFetch the id of the one to fetch
   */
  public record Step(Optional<StsPolicy> known, Optional<String> toFetch) {}

  public StsMemory(MtaStsSettings settings) {
    this.settings = settings;
    this.entries = bounded(settings.policiesMax());
    this.failures = bounded(settings.policiesMax());
  }

  /**
   * Tells what holds and whether there is something to fetch.
   *
   * @param id of the TXT record that stands in the DNS; empty when none does or nobody answered
   */
  public synchronized Step next(String domain, Optional<String> id, Instant now) {
    StsEntry entry = entries.get(domain);
    if (entry != null && !now.isBefore(entry.end())) {
      entries.remove(domain);
      changes++;
      entry = null;
    }
    Optional<StsPolicy> known = Optional.ofNullable(entry).map(StsEntry::policy);
    if (id.isEmpty() || triedLately(domain, id.get(), now)) {
      return new Step(known, Optional.empty());
    }
    boolean fresh =
        entry != null
            && entry.id().equals(id.get())
            && now.isBefore(entry.fetchedAt().plus(settings.refresh()));
    return new Step(known, fresh ? Optional.empty() : id);
  }

  /** A policy was fetched: it takes the place of the one before. */
  public synchronized void fetched(StsEntry entry) {
    failures.remove(entry.domain());
    entries.put(entry.domain(), entry);
    changes++;
  }

  /** It could not be fetched; the one before holds on. */
  public synchronized void failed(String domain, String id, TlsProblem why, Instant now) {
    failures.put(domain, new Failure(id, now, why));
  }

  /** Why a policy is not known that is announced; empty once that is longer ago than two tries. */
  public synchronized Optional<TlsProblem> problem(String domain, Instant now) {
    return Optional.ofNullable(failures.get(domain))
        .filter(f -> now.isBefore(f.at().plus(settings.retry().multipliedBy(2))))
        .map(Failure::why);
  }

  /** The policy that is known of a domain; for those who show it. */
  public synchronized Optional<StsEntry> find(String domain, Instant now) {
    return Optional.ofNullable(entries.get(domain)).filter(e -> now.isBefore(e.end()));
  }

  /** All that is known, to be kept over a restart. */
  public synchronized List<StsEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** How often anything changed that is to be kept. */
  public synchronized long changes() {
    return changes;
  }

  /** What was known before the restart. */
  public synchronized void restore(Collection<StsEntry> kept, Instant now) {
    kept.stream().filter(e -> now.isBefore(e.end())).forEach(e -> entries.put(e.domain(), e));
  }

  /** RFC 8461 3.3: a server that fails is not asked again and again, but a new id is news. */
  private boolean triedLately(String domain, String id, Instant now) {
    Failure failure = failures.get(domain);
    return failure != null
        && failure.id().equals(id)
        && now.isBefore(failure.at().plus(settings.retry()));
  }

  private static <T> Map<String, T> bounded(int max) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > max;
      }
    };
  }
}
