package relay.domain.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What nodes tell each other of restrictions that they found by themselves. Numbers are those of
 * all nodes together. Thread-safe.
 */
public final class SharedOverrides {
  private final ReentrantLock lock;
  private final Flows flows;
  private final TheirRestrictions theirs;

  SharedOverrides(ReentrantLock lock, Flows flows, TheirRestrictions theirs) {
    this.lock = lock;
    this.flows = flows;
    this.theirs = theirs;
  }

  /** What this node has found of flows that it shares. */
  public List<Restriction> found() {
    lock.lock();
    try {
      List<Restriction> found = new ArrayList<>();
      flows.all().forEach(flow -> found.addAll(flow.found()));
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** What the others have found now, by this node's clock. */
  public void learn(List<Restriction> all) {
    lock.lock();
    try {
      theirs.learn(all);
    } finally {
      lock.unlock();
    }
  }

  /** Ends what this node has found, as an operator asked another node to. */
  public void end(Set<String> ids) {
    lock.lock();
    try {
      flows.all().forEach(flow -> ids.forEach(id -> flow.governor().end(id)));
    } finally {
      lock.unlock();
    }
  }

  /** Ids of restrictions that others found and an operator ended here; until they are told. */
  public Set<String> ended() {
    lock.lock();
    try {
      return theirs.ended();
    } finally {
      lock.unlock();
    }
  }

  public void told(Set<String> ids) {
    lock.lock();
    try {
      theirs.told(ids);
    } finally {
      lock.unlock();
    }
  }

  /** What others have found of flows to which this node has sent nothing. */
  public List<Restriction> elsewhere(Instant now) {
    lock.lock();
    try {
      Set<String> here = new HashSet<>();
      flows.all().forEach(flow -> here.add(flow.label()));
      return theirs.flows().stream()
          .filter(flow -> !here.contains(flow))
          .sorted()
          .flatMap(flow -> theirs.of(flow, now).stream())
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
