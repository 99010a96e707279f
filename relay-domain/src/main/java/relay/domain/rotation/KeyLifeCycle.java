package relay.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKey;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeySight;
import relay.domain.tenancy.KeyState;

/**
 * Decides how the keys of one domain move on. Pure; immutable.
 *
 * <p>A key whose record vanishes before it signs waits anew. One that signs already goes on: a mail
 * whose signature finds no key fares like one without a signature, and the record may be back
 * sooner than the mail arrives.
 */
public final class KeyLifeCycle {
  private static final Comparator<DomainKey> BY_AGE =
      Comparator.comparing(DomainKey::createdAt).thenComparing(DomainKey::selector);

  private final RotationSettings settings;

  public KeyLifeCycle(RotationSettings settings) {
    this.settings = settings;
  }

  /**
   * The changes to make, in an order in which each is allowed; none when nothing moves.
   *
   * @param keys all keys of one domain of one tenant
   * @param answers what the DNS says now; no entry for a key that was not asked for, or whose
   *     question was not answered
   */
  public List<ControlChange> moves(
      List<DomainKey> keys, Map<ControlKey, KeySight.Seen> answers, Instant now) {
    List<DomainKey> next = new ArrayList<>();
    List<ControlChange> forgotten = new ArrayList<>();
    for (DomainKey key : keys) {
      Optional<KeySight.Seen> answer = Optional.ofNullable(answers.get(key.key()));
      if (key.state() == KeyState.REMOVED && answer.filter(this::isGone).isPresent()) {
        forgotten.add(new ControlChange.Delete(key.key(), key.version()));
        continue;
      }
      next.add(bySight(answer.map(seen -> key.seen(seen, now)).orElse(key), now));
    }
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      switchOver(next, algorithm, answers, now);
    }
    next.replaceAll(key -> byAge(key, now));
    List<ControlChange> changes = new ArrayList<>();
    // The one that retires goes first: at no step are two active.
    next.stream()
        .filter(key -> !keys.contains(key))
        .sorted(Comparator.comparing(key -> key.state() == KeyState.ACTIVE))
        .forEach(key -> changes.add(new ControlChange.Replace(key)));
    changes.addAll(forgotten);
    return changes;
  }

  /** Another record under the name of a removed key is nothing of ours. */
  private boolean isGone(KeySight.Seen seen) {
    return seen == KeySight.Seen.MISSING || seen == KeySight.Seen.WRONG;
  }

  private static DomainKey bySight(DomainKey key, Instant now) {
    if (key.state() == KeyState.PENDING && key.sight().isOk()) {
      return key.in(KeyState.PUBLISHED, now);
    }
    return key.state() == KeyState.PUBLISHED && !key.sight().isOk()
        ? key.in(KeyState.PENDING, now)
        : key;
  }

  private void switchOver(
      List<DomainKey> keys,
      SigningAlgorithm algorithm,
      Map<ControlKey, KeySight.Seen> answers,
      Instant now) {
    Optional<DomainKey> active = newest(keys, algorithm, KeyState.ACTIVE);
    Optional<DomainKey> next =
        newest(keys, algorithm, KeyState.PUBLISHED)
            .filter(key -> active.isEmpty() || answers.get(key.key()) == KeySight.Seen.OK)
            .filter(key -> active.isEmpty() || mayReplace(active.get(), key, now));
    if (next.isPresent()) {
      active.ifPresent(old -> keys.set(keys.indexOf(old), old.in(KeyState.RETIRED, now)));
      keys.set(keys.indexOf(next.get()), next.get().in(KeyState.ACTIVE, now));
    }
  }

  /** Nothing is to be waited for when nobody finds the key that signs. */
  private boolean mayReplace(DomainKey active, DomainKey next, Instant now) {
    boolean isNewer = BY_AGE.compare(next, active) > 0;
    boolean isLost =
        active.sight().what() == KeySight.Seen.MISSING
            || active.sight().what() == KeySight.Seen.WRONG;
    return isNewer && (isLost || isPast(next.sight().since(), settings.settleTime(), now));
  }

  private DomainKey byAge(DomainKey key, Instant now) {
    return key.state() == KeyState.RETIRED && isPast(key.since(), settings.retiredTime(), now)
        ? key.in(KeyState.REMOVED, now)
        : key;
  }

  private static Optional<DomainKey> newest(
      List<DomainKey> keys, SigningAlgorithm algorithm, KeyState state) {
    return keys.stream()
        .filter(key -> key.algorithm() == algorithm && key.state() == state)
        .max(BY_AGE);
  }

  private static boolean isPast(Instant start, Duration length, Instant now) {
    return !now.isBefore(start.plus(length));
  }
}
