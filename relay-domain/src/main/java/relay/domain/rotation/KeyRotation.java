package relay.domain.rotation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.control.ControlStore;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeySight;
import relay.domain.tenancy.KeyState;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.TenancyKinds;

/**
 * What operators do with the DKIM keys of a domain. Thread-safe. Changes throw {@link
 * relay.domain.control.ControlUnavailable} while the database cannot be used; reading goes on.
 */
public final class KeyRotation {
  private final ControlStore store;
  private final ControlSource source;
  private final KeyMint mint;
  private final DkimKeyLookup dns;
  private final KeyLifeCycle lifeCycle;
  private final InstantSource clock;

  public KeyRotation(
      ControlStore store,
      ControlSource source,
      KeyMint mint,
      DkimKeyLookup dns,
      RotationSettings settings,
      InstantSource clock) {
    this.store = store;
    this.source = source;
    this.mint = mint;
    this.dns = dns;
    this.lifeCycle = new KeyLifeCycle(settings);
    this.clock = clock;
  }

  /** All keys of the domain by selector; empty also when there is no such domain. */
  public List<DomainKey> keys(String tenant, DomainName domain) {
    return keysIn(source.state(), tenant, domain);
  }

  public Optional<DomainKey> find(String tenant, DomainName domain, String selector) {
    return keys(tenant, domain).stream().filter(k -> k.selector().equals(selector)).findFirst();
  }

  /**
   * Makes the next keys, pending until the DNS shows them. Refused while the domain has a next key
   * of the algorithm already.
   *
   * @throws relay.domain.control.InvalidField for a selector that cannot be
   */
  public ControlOutcome rotate(String tenant, DomainName domain, RotationOrder order) {
    ControlKey owner = SendingDomain.key(tenant, domain);
    if (source.state().find(owner).isEmpty()) {
      return new ControlOutcome.Missing(owner);
    }
    List<DomainKey> there = keys(tenant, domain);
    Set<String> taken = there.stream().map(DomainKey::selector).collect(Collectors.toSet());
    List<ControlChange> changes = new ArrayList<>();
    for (SigningAlgorithm algorithm : new TreeSet<>(order.algorithms())) {
      Optional<DomainKey> waiting =
          there.stream().filter(k -> k.algorithm() == algorithm && k.isNext()).findFirst();
      if (waiting.isPresent()) {
        return refused(
            owner,
            "the next "
                + algorithm.tag()
                + " key "
                + waiting.get().selector()
                + " is there already; publish its record, or remove it");
      }
      String selector = Selectors.of(algorithm, order, taken, clock.instant());
      changes.add(
          new ControlChange.Create(
              mint.make(tenant, domain, selector, algorithm, clock.instant())));
    }
    return made(changes, order.trial(), order.by());
  }

  /**
   * Lets an active key sign no more. A published next key takes over at once; without one, mail of
   * the domain goes out without a signature of this algorithm.
   */
  public ControlOutcome retire(
      String tenant, DomainName domain, String selector, boolean trial, Actor by) {
    Optional<DomainKey> found = find(tenant, domain, selector);
    if (found.isEmpty()) {
      return new ControlOutcome.Missing(DomainKey.key(tenant, domain, selector));
    }
    DomainKey key = found.get();
    if (key.state() == KeyState.RETIRED) {
      return new ControlOutcome.Done(List.of(key), source.state().revision());
    }
    if (key.state() != KeyState.ACTIVE) {
      return refused(key.key(), selector + " does not sign; only an active key is retired");
    }
    DomainKey retired = key.in(KeyState.RETIRED, clock.instant());
    List<DomainKey> rest = new ArrayList<>(keys(tenant, domain));
    rest.remove(key);
    List<ControlChange> changes = new ArrayList<>();
    changes.add(new ControlChange.Replace(retired));
    changes.addAll(lifeCycle.moves(rest, Map.of(), clock.instant()));
    return made(changes, trial, by);
  }

  /**
   * Destroys the private key of one that does not sign. It stays in the list until the DNS shows
   * its record no more, or until it is removed once more.
   */
  public ControlOutcome remove(
      String tenant, DomainName domain, String selector, boolean trial, Actor by) {
    Optional<DomainKey> found = find(tenant, domain, selector);
    if (found.isEmpty()) {
      return new ControlOutcome.Missing(DomainKey.key(tenant, domain, selector));
    }
    DomainKey key = found.get();
    return switch (key.state()) {
      case ACTIVE ->
          refused(key.key(), selector + " signs mail now; rotate and wait, or retire it first");
      case REMOVED -> made(List.of(new ControlChange.Delete(key.key(), key.version())), trial, by);
      default ->
          made(
              List.of(new ControlChange.Replace(key.in(KeyState.REMOVED, clock.instant()))),
              trial,
              by);
    };
  }

  /** Looks into the DNS for the keys of one domain and moves them on; the keys as they are then. */
  public List<DomainKey> look(String tenant, DomainName domain, Actor by) {
    List<DomainKey> keys = keys(tenant, domain);
    Map<ControlKey, KeySight.Seen> answers = new HashMap<>();
    for (DomainKey key : keys) {
      RecordLook.at(key, dns).seen().ifPresent(seen -> answers.put(key.key(), seen));
    }
    moveOn(keys, answers, by);
    return keys(tenant, domain);
  }

  /** Moves on by what the DNS said; false when somebody else moved them meanwhile. */
  boolean moveOn(List<DomainKey> keys, Map<ControlKey, KeySight.Seen> answers, Actor by) {
    List<ControlChange> moves = lifeCycle.moves(keys, answers, clock.instant());
    return moves.isEmpty() || store.apply(moves, by).done().isPresent();
  }

  /** The keys of a domain in a state. */
  static List<DomainKey> keysIn(ControlState state, String tenant, DomainName domain) {
    return state.all(TenancyKinds.DKIM_KEY, tenant).stream()
        .filter(key -> key.domain().equals(domain))
        .sorted(Comparator.comparing(DomainKey::selector))
        .toList();
  }

  private ControlOutcome made(List<ControlChange> changes, boolean trial, Actor by) {
    return trial ? store.preview(changes) : store.apply(changes, by);
  }

  private static ControlOutcome refused(ControlKey key, String why) {
    return new ControlOutcome.Refused(key, new Refusal.Conflict(why));
  }
}
