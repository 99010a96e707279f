package relay.ejb.brake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeSettings;
import relay.domain.brake.Brakes;
import relay.domain.brake.BrakesUnavailable;

/**
 * All brakes that this node knows, those that ended lately included. A change is in force and on
 * disk when its method returns. Thread-safe; the mail path reads one volatile field.
 */
public final class NodeBrakes implements Brakes {
  private static final int ENDED_MOST = 10_000;
  private final BrakeFile file;
  private final Supplier<BrakeSettings> settings;
  private final InstantSource clock;
  private Map<String, Brake> all = new LinkedHashMap<>();
  private volatile BrakeBook book = BrakeBook.EMPTY;

  NodeBrakes(BrakeFile file, Supplier<BrakeSettings> settings, InstantSource clock) {
    this.file = file;
    this.settings = settings;
    this.clock = clock;
    file.read().forEach(b -> all.put(b.id(), b));
    compile();
  }

  @Override
  public BrakeBook current() {
    return book;
  }

  /**
   * Puts a brake in force.
   *
   * @throws BrakesUnavailable when there are too many, or they cannot be written
   */
  synchronized void add(Brake brake) {
    if (book.brakes().size() >= settings.get().most()) {
      throw new BrakesUnavailable(
          "there are " + settings.get().most() + " brakes in force; lift some (setting brake.most)",
          null);
    }
    merge(List.of(brake));
  }

  /** Ends a brake; the brake as it is now, empty when there is none of this id. */
  synchronized Optional<Brake> lift(String id, String author) {
    Brake known = all.get(id);
    if (known == null || !known.isActiveAt(clock.instant())) {
      return Optional.ofNullable(known);
    }
    Brake lifted = known.lift(clock.instant(), author);
    merge(List.of(lifted));
    return Optional.of(lifted);
  }

  /** Takes over what others know; a lift is never undone. True when anything was new. */
  synchronized boolean merge(Collection<Brake> others) {
    Map<String, Brake> next = new LinkedHashMap<>(all);
    boolean changed = false;
    for (Brake other : others) {
      Brake known = next.get(other.id());
      if (known == null || known.lifted().isEmpty() && other.lifted().isPresent()) {
        next.put(other.id(), other);
        changed = true;
      }
    }
    if (changed) {
      forgetOld(next);
      file.write(next.values());
      all = next;
      compile();
    }
    return changed;
  }

  private void forgetOld(Map<String, Brake> brakes) {
    Instant now = clock.instant();
    Instant oldest = now.minus(settings.get().history());
    brakes.values().removeIf(b -> endOf(b).isBefore(oldest));
    brakes.values().stream()
        .filter(b -> !b.isActiveAt(now))
        .sorted(Comparator.comparing(NodeBrakes::endOf).reversed())
        .skip(ENDED_MOST)
        .map(Brake::id)
        .toList()
        .forEach(brakes::remove);
  }

  private static Instant endOf(Brake brake) {
    return brake.lifted().map(Brake.Lift::at).orElse(brake.until());
  }

  /** Makes the book anew, without what has run out; to be called now and then. */
  synchronized void compile() {
    Instant now = clock.instant();
    BrakeBook before = book;
    BrakeBook after = BrakeBook.of(all.values(), now);
    if (!before.brakes().equals(after.brakes())) {
      book = after;
    }
  }

  synchronized Optional<Brake> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** Newest first. */
  synchronized List<Brake> list(boolean ended, int most) {
    Instant now = clock.instant();
    List<Brake> found = new ArrayList<>(all.values());
    found.removeIf(b -> b.isActiveAt(now) == ended);
    found.sort(Comparator.comparing(Brake::createdAt).thenComparing(Brake::id).reversed());
    return found.subList(0, Math.min(most, found.size()));
  }

  /** All of them. */
  synchronized List<Brake> all() {
    return List.copyOf(all.values());
  }
}
