package relay.domain.reception;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Failed logins of accounts, or of addresses: those of all nodes as they were last heard of, and
 * those of this node that the others were not told yet. What nobody asks for is forgotten when
 * there are too many. Thread-safe; never waits for anything.
 */
final class FailureMemory {
  private final LockOut.Kind kind;
  private final Duration forgetAfter;
  private final Set<String> untold = new LinkedHashSet<>();
  private final Map<String, Entry> entries;

  private final class Entry {
    private FailureCount shared = FailureCount.NONE;
    private FailureChange underWay = FailureChange.NONE;
    private FailureChange untoldYet = FailureChange.NONE;
    private FailureCount count = FailureCount.NONE;
    private boolean alarmed;

    void add(FailureChange change) {
      untoldYet = untoldYet.then(change);
      recount();
    }

    void recount() {
      count = shared.after(underWay, forgetAfter).after(untoldYet, forgetAfter);
    }
  }

  FailureMemory(LockOut.Kind kind, int entriesMax, Duration forgetAfter) {
    this.kind = kind;
    this.forgetAfter = forgetAfter;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            boolean tooMany = size() > entriesMax;
            if (tooMany) {
              untold.remove(eldest.getKey());
            }
            return tooMany;
          }
        };
  }

  synchronized FailureCount get(String name) {
    Entry entry = entries.get(name);
    return entry == null ? FailureCount.NONE : entry.count;
  }

  /**
   * Counts a failure.
   *
   * @param worst whether a count is one to tell operators about
   * @return whether it is that now, for the first time since it was not
   */
  synchronized boolean failed(String name, Instant now, Predicate<FailureCount> worst) {
    Entry entry = entries.computeIfAbsent(name, n -> new Entry());
    if (Duration.between(entry.count.last(), now).compareTo(forgetAfter) > 0) {
      // what was not told meanwhile is of no interest any more
      entry.untoldYet = FailureChange.NONE;
    }
    entry.add(FailureChange.failed(now));
    tell(name);
    boolean isWorst = worst.test(entry.count);
    boolean first = isWorst && !entry.alarmed;
    entry.alarmed = isWorst;
    return first;
  }

  /** Forgets the failures that are known here; false when there are none. */
  synchronized boolean forgive(String name) {
    Entry entry = entries.get(name);
    if (entry == null || entry.count.failures() == 0) {
      return false;
    }
    entry.add(FailureChange.forgiven(entry.count));
    entry.alarmed = false;
    tell(name);
    return true;
  }

  private void tell(String name) {
    if (new FailureKey(kind, name).isForAllNodes()) {
      untold.add(name);
    }
  }

  /** All counts as they are now. */
  synchronized Map<String, FailureCount> copy() {
    Map<String, FailureCount> copy = new LinkedHashMap<>();
    entries.forEach((name, entry) -> copy.put(name, entry.count));
    return copy;
  }

  /** What the others are to be told now; it is under way until {@link #told} or {@link #keep}. */
  synchronized Map<FailureKey, FailureChange> news(int most) {
    Map<FailureKey, FailureChange> news = new LinkedHashMap<>();
    Iterator<String> names = untold.iterator();
    while (names.hasNext() && news.size() < most) {
      String name = names.next();
      names.remove();
      Entry entry = entries.get(name);
      entry.underWay = entry.untoldYet;
      entry.untoldYet = FailureChange.NONE;
      news.put(new FailureKey(kind, name), entry.underWay);
    }
    return news;
  }

  /** The others know it now, and what it came to. */
  synchronized void told(String name, FailureCount count) {
    Entry entry = entries.get(name);
    if (entry != null) {
      entry.underWay = FailureChange.NONE;
      entry.shared = count;
      entry.recount();
    }
  }

  /** They could not be told: it is told again. */
  synchronized void keep(String name) {
    Entry entry = entries.get(name);
    if (entry != null) {
      entry.untoldYet = entry.underWay.then(entry.untoldYet);
      entry.underWay = FailureChange.NONE;
      tell(name);
    }
  }

  /** Hears what all nodes know. */
  synchronized void learn(String name, FailureCount count) {
    Entry entry = entries.get(name);
    if (entry == null && count.failures() == 0) {
      return;
    }
    Entry heard = entry == null ? new Entry() : entry;
    heard.shared = count;
    heard.recount();
    if (entry == null) {
      entries.put(name, heard);
    }
  }
}
