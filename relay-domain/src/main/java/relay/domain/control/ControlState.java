package relay.domain.control;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All control objects at one revision. Immutable; a look-up costs a search in a sorted map, so
 * concepts on the mail path make an index of their own once for each state.
 */
public final class ControlState {
  public static final ControlState EMPTY = new ControlState(0, Map.of());

  private final long revision;
  private final Map<String, NavigableMap<ControlKey, ControlObject>> byKind;

  private ControlState(long revision, Map<String, NavigableMap<ControlKey, ControlObject>> byKind) {
    this.revision = revision;
    this.byKind = byKind;
  }

  /** Raised by each change on any node. */
  public long revision() {
    return revision;
  }

  public Optional<ControlObject> find(ControlKey key) {
    return Optional.ofNullable(ofKind(key.kind()).get(key));
  }

  /** The object of this name if it is of this type. */
  public <T extends ControlObject> Optional<T> find(ControlKind<T> kind, String tenant, String id) {
    return find(new ControlKey(kind.name(), tenant, id)).map(kind.type()::cast);
  }

  /** All of a kind, in the order of tenants and ids. */
  public <T extends ControlObject> List<T> all(ControlKind<T> kind) {
    return cast(kind, ofKind(kind.name()).values());
  }

  /** All of a kind that belong to a tenant, in the order of ids. */
  public <T extends ControlObject> List<T> all(ControlKind<T> kind, String tenant) {
    return cast(
        kind,
        ofKind(kind.name()).values().stream()
            .filter(o -> o.key().tenant().equals(tenant))
            .toList());
  }

  /** Everything, of every kind. */
  public List<ControlObject> all() {
    return byKind.values().stream().flatMap(m -> m.values().stream()).toList();
  }

  /** A later state: these put, those taken away. */
  public ControlState with(
      long laterRevision, Collection<? extends ControlObject> put, Collection<ControlKey> gone) {
    Map<String, NavigableMap<ControlKey, ControlObject>> next = new HashMap<>(byKind);
    Map<String, NavigableMap<ControlKey, ControlObject>> copied = new HashMap<>();
    for (ControlObject object : put) {
      copy(next, copied, object.key()).put(object.key(), object);
    }
    for (ControlKey key : gone) {
      copy(next, copied, key).remove(key);
    }
    return new ControlState(laterRevision, next);
  }

  private static NavigableMap<ControlKey, ControlObject> copy(
      Map<String, NavigableMap<ControlKey, ControlObject>> next,
      Map<String, NavigableMap<ControlKey, ControlObject>> copied,
      ControlKey key) {
    NavigableMap<ControlKey, ControlObject> own = copied.get(key.kind());
    if (own == null) {
      own = new TreeMap<>(next.getOrDefault(key.kind(), new TreeMap<>()));
      copied.put(key.kind(), own);
      next.put(key.kind(), own);
    }
    return own;
  }

  private NavigableMap<ControlKey, ControlObject> ofKind(String kind) {
    return byKind.getOrDefault(kind, Collections.emptyNavigableMap());
  }

  private static <T extends ControlObject> List<T> cast(
      ControlKind<T> kind, Collection<ControlObject> objects) {
    return objects.stream().map(kind.type()::cast).toList();
  }
}
