package relay.domain.rotation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeySight;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.TenancyKinds;

/**
 * Goes round all keys, looks for their records in the DNS and moves them on. Each node does so;
 * what another one did first is left as it is. One thread.
 */
public final class KeyPatrol {
  /** So many questions without answer one after the other mean that the DNS is gone, not a zone. */
  private static final int SILENCES_MAX = 5;

  private final ControlStore store;
  private final ControlSource source;
  private final DkimKeyLookup dns;
  private final KeyRotation rotation;
  private final RotationSettings settings;
  private final Actor self;
  private Optional<ControlKey> last = Optional.empty();

  /**
   * @param self as whom the audit names what is done here
   */
  public KeyPatrol(
      ControlStore store,
      ControlSource source,
      DkimKeyLookup dns,
      KeyRotation rotation,
      RotationSettings settings,
      Actor self) {
    this.store = store;
    this.source = source;
    this.dns = dns;
    this.rotation = rotation;
    this.settings = settings;
    this.self = self;
  }

  /** Pause before the next round: nodes that started together do not ask together. */
  public Duration pause(RandomGenerator random) {
    return settings.checkInterval().multipliedBy(80 + random.nextInt(41)).dividedBy(100);
  }

  /**
   * One round, or the part of it that its bounds allow; the next one goes on behind it.
   *
   * @param goesOn asked before each question
   * @throws relay.domain.control.ControlUnavailable when something moved and cannot be written
   */
  public void round(BooleanSupplier goesOn) {
    int asked = 0;
    int silences = 0;
    for (List<DomainKey> keys : fromWhereItEnded()) {
      if (!goesOn.getAsBoolean() || asked >= settings.lookupsMax() || silences >= SILENCES_MAX) {
        return;
      }
      last = Optional.of(owner(keys.get(0)));
      if (source.state().find(last.get()).isEmpty()) {
        forget(keys);
        continue;
      }
      Map<ControlKey, KeySight.Seen> answers = new HashMap<>();
      for (DomainKey key : keys) {
        if (!goesOn.getAsBoolean()) {
          return;
        }
        Optional<KeySight.Seen> seen = RecordLook.at(key, dns).seen();
        asked++;
        silences = seen.isPresent() ? 0 : silences + 1;
        seen.ifPresent(answer -> answers.put(key.key(), answer));
      }
      rotation.moveOn(keys, answers, self);
    }
    last = Optional.empty();
  }

  /** Removed keys of a domain that is gone. */
  private void forget(List<DomainKey> keys) {
    List<ControlChange> changes = new ArrayList<>();
    keys.forEach(key -> changes.add(new ControlChange.Delete(key.key(), key.version())));
    store.apply(changes, self);
  }

  private List<List<DomainKey>> fromWhereItEnded() {
    NavigableMap<ControlKey, List<DomainKey>> byDomain = new TreeMap<>(Comparator.naturalOrder());
    for (DomainKey key : source.state().all(TenancyKinds.DKIM_KEY)) {
      byDomain.computeIfAbsent(owner(key), domain -> new ArrayList<>()).add(key);
    }
    if (last.isEmpty()) {
      return List.copyOf(byDomain.values());
    }
    List<List<DomainKey>> ordered = new ArrayList<>(byDomain.tailMap(last.get(), false).values());
    ordered.addAll(byDomain.headMap(last.get(), true).values());
    return ordered;
  }

  private static ControlKey owner(DomainKey key) {
    return SendingDomain.key(key.tenant(), key.domain());
  }
}
