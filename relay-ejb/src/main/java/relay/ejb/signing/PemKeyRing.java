package relay.ejb.signing;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import relay.domain.mail.DomainName;
import relay.domain.signing.ReadyKey;
import relay.domain.signing.SigningKey;
import relay.domain.signing.SigningStatus;

/**
 * Keys from PEM files, {@code <data>/dkim/<domain>/<selector>.pem}; every key there signs. New and
 * changed files are found by a look into the folder every few seconds, by the one mail that comes
 * first then; all others go on with what is known. Thread-safe.
 */
public final class PemKeyRing implements SigningStatus {
  private static final Logger LOG = System.getLogger(PemKeyRing.class.getName());

  /** A folder with very many keys is looked through less often: at most 1 % of the time. */
  private static final int REST_TO_WORK = 100;

  private final Path folder;
  private final RsaEngines rsa;
  private final Duration checkInterval;
  private final InstantSource clock;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile KeyFolder known = KeyFolder.EMPTY;
  private volatile Instant nextLook = Instant.MIN;

  /** Looks at once, so that broken keys are told at the start. */
  public PemKeyRing(Path folder, RsaEngines rsa, Duration checkInterval, InstantSource clock) {
    this.folder = folder;
    this.rsa = rsa;
    this.checkInterval = checkInterval;
    this.clock = clock;
    lookWhenDue();
  }

  /** The keys that sign for exactly this domain, in the order of their selectors. */
  public List<ReadyKey> keysFor(DomainName domain) {
    lookWhenDue();
    return known.keys().getOrDefault(domain, List.of());
  }

  @Override
  public String rsaProvider() {
    return rsa.provider();
  }

  @Override
  public List<SigningKey> keys() {
    lookWhenDue();
    return known.keys().values().stream().flatMap(List::stream).map(ReadyKey::key).toList();
  }

  @Override
  public List<String> problems() {
    lookWhenDue();
    return known.problems();
  }

  private void lookWhenDue() {
    Instant now = clock.instant();
    if (now.isBefore(nextLook) || !looking.tryLock()) {
      return;
    }
    try {
      KeyFolder before = known;
      known = before.lookedThrough(folder, rsa.engines());
      tellNew(known.problems(), before.problems());
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "the DKIM keys in {0} cannot be listed ({1}); the known ones stay in use, give the"
              + " relay''s user the right to read the folder",
          folder,
          e);
    } finally {
      Instant end = clock.instant();
      Duration rest = Duration.between(now, end).multipliedBy(REST_TO_WORK);
      nextLook = end.plus(rest.compareTo(checkInterval) > 0 ? rest : checkInterval);
      looking.unlock();
    }
  }

  private static void tellNew(Collection<String> problems, Collection<String> told) {
    Set<String> fresh = new HashSet<>(problems);
    fresh.removeAll(told);
    problems.stream().filter(fresh::contains).forEach(text -> LOG.log(Level.ERROR, text));
  }
}
