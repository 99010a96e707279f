package relay.ejb.transport;

import java.lang.System.Logger;
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
import relay.domain.mail.DomainName;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.transport.MtaStsSettings;
import relay.domain.transport.StsEntry;
import relay.domain.transport.StsMemory;
import relay.domain.transport.StsPolicies;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.TlsProblem;

/**
 * The policies of recipient domains, fetched when they are first needed and again before they run
 * out. Who knows a policy does not wait for its successor. Thread-safe.
 */
public final class FetchedPolicies implements StsPolicies {
  private static final Logger LOG = System.getLogger(FetchedPolicies.class.getName());

  /** More than these go on without waiting: slow policy servers must not take all workers. */
  private static final int WAITING_MAX = 16;

  private static final int FETCHES_MAX = 100;
  private final MtaStsSettings settings;
  private final DkimKeyLookup texts;
  private final Function<DomainName, CompletableFuture<StsPolicy>> fetch;
  private final StsMemory memory;
  private final InstantSource clock;
  private final Semaphore waiting = new Semaphore(WAITING_MAX);
  private final Map<String, CompletableFuture<StsPolicy>> running = new ConcurrentHashMap<>();

  /**
   * @param fetch begins to fetch and returns at once; its future ends within the set time
   */
  public FetchedPolicies(
      MtaStsSettings settings,
      DkimKeyLookup texts,
      Function<DomainName, CompletableFuture<StsPolicy>> fetch,
      StsMemory memory,
      InstantSource clock) {
    this.settings = settings;
    this.texts = texts;
    this.fetch = fetch;
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public Optional<StsPolicy> policyOf(DomainName domain) {
    String name = domain.ascii();
    StsMemory.Step step = memory.next(name, idOf(name), clock.instant());
    if (step.toFetch().isEmpty()) {
      return step.known();
    }
    Optional<CompletableFuture<StsPolicy>> fetching = begin(domain, step.toFetch().get());
    if (step.known().isPresent() || fetching.isEmpty()) {
      return step.known();
    }
    await(fetching.get());
    return memory.find(name, clock.instant()).map(StsEntry::policy);
  }

  @Override
  public Optional<TlsProblem> problemOf(DomainName domain) {
    return memory.problem(domain.ascii(), clock.instant());
  }

  private Optional<String> idOf(String domain) {
    return texts.textsOf("_mta-sts." + domain) instanceof DkimKeyLookup.Answer.Found found
        ? StsPolicy.idIn(found.texts())
        : Optional.empty();
  }

  /** The fetch that runs, or a new one; empty when too many run. */
  private Optional<CompletableFuture<StsPolicy>> begin(DomainName domain, String id) {
    String name = domain.ascii();
    if (running.size() >= FETCHES_MAX && !running.containsKey(name)) {
      return Optional.empty();
    }
    var ended = new CompletableFuture<StsPolicy>();
    CompletableFuture<StsPolicy> other = running.putIfAbsent(name, ended);
    if (other != null) {
      return Optional.of(other);
    }
    fetch
        .apply(domain)
        .whenComplete(
            (policy, failure) -> {
              remember(name, id, policy, failure);
              running.remove(name);
              ended.complete(policy);
            });
    return Optional.of(ended);
  }

  private void remember(String domain, String id, StsPolicy policy, Throwable failure) {
    if (failure == null) {
      memory.fetched(new StsEntry(domain, id, policy, clock.instant()));
      return;
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    memory.failed(domain, id, TlsFailures.ofFetch(cause), clock.instant());
    LOG.log(
        Logger.Level.INFO,
        "the MTA-STS policy of {0} cannot be fetched, what was known of it holds on: {1}",
        domain,
        String.valueOf(failure.getCause() == null ? failure : cause.getMessage()));
  }

  private void await(CompletableFuture<StsPolicy> fetching) {
    if (!waiting.tryAcquire()) {
      return;
    }
    try {
      fetching.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Logger.Level.DEBUG, "no policy in time", e);
    } finally {
      waiting.release();
    }
  }
}
