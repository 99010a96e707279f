package relay.domain.reception;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A map that forgets what was longest unused when it is full. Thread-safe. */
final class BoundedMemory<K, V> {
  private final Map<K, V> entries;

  BoundedMemory(int entriesMax) {
    entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > entriesMax;
          }
        };
  }

  /** The value as it is, or the given one where there is none. */
  synchronized V get(K key, V absent) {
    return entries.getOrDefault(key, absent);
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
  }

  /** Changes the value in one step; what is absent starts as the given one. */
  synchronized V change(K key, V absent, UnaryOperator<V> change) {
    V value = change.apply(entries.getOrDefault(key, absent));
    entries.put(key, value);
    return value;
  }

  /** False when there was none. */
  synchronized boolean remove(K key) {
    return entries.remove(key) != null;
  }

  /** All entries as they are now. */
  synchronized Map<K, V> copy() {
    return new LinkedHashMap<>(entries);
  }

  synchronized int size() {
    return entries.size();
  }
}
