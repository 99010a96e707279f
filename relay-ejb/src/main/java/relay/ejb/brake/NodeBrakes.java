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
import java.util.function.Function;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.Brakes;
import relay.domain.brake.BrakesKind;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.brake.MailTraits;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;

/**
 * All brakes that this node knows, those that ended lately included: those of the database, as this
 * node last saw it, and its own that the database does not have yet. Thread-safe; the mail path
 * reads two fields.
 */
public final class NodeBrakes implements Brakes {
  static final BrakesKind KIND = new BrakesKind();
  private final ControlSource source;
  private final BrakeFile file;
  private final InstantSource clock;
  private final Function<String, Optional<String>> providerOf;
  private final Function<MailTraits, List<String>> sourcesOf;
  private Map<String, OwnBrake> own = new LinkedHashMap<>();
  private volatile Known known;

  /** What was made of a state and this node's own. */
  private record Known(
      ControlState state, Map<String, OwnBrake> own, Map<String, Brake> all, BrakeBook book) {

    boolean isOf(ControlState now, Map<String, OwnBrake> ownNow) {
      return state == now && own == ownNow;
    }
  }

  /**
   * @param providerOf the provider of a domain; asked on the mail path where a brake names one
   * @param sourcesOf names of the egress sources that a mail may leave from; asked likewise
   * @throws java.io.UncheckedIOException when the file of this node's own cannot be read
   */
  NodeBrakes(
      ControlSource source,
      BrakeFile file,
      InstantSource clock,
      Function<String, Optional<String>> providerOf,
      Function<MailTraits, List<String>> sourcesOf) {
    this.sourcesOf = sourcesOf;
    this.providerOf = providerOf;
    this.source = source;
    this.file = file;
    this.clock = clock;
    file.read().forEach(b -> own.put(b.brake().id(), b));
    learn();
  }

  @Override
  public BrakeBook current() {
    Known now = known;
    if (now.state() != source.state()) {
      learn();
      now = known;
    }
    return now.book();
  }

  /** Whether the brakes of the last run, or of the database, are known. */
  boolean areKnown() {
    return source.isKnown();
  }

  /** Makes the book anew, without what has run out; to be called now and then. */
  synchronized void learn() {
    ControlState state = source.state();
    Instant now = clock.instant();
    if (known != null
        && known.isOf(state, own)
        && known.book().brakes().stream().allMatch(b -> b.isActiveAt(now))) {
      return;
    }
    Map<String, Brake> all = new LinkedHashMap<>();
    state.all(KIND).forEach(b -> all.put(b.id(), b));
    own.values().forEach(b -> all.merge(b.brake().id(), b.brake(), Brake::with));
    BrakeBook made = BrakeBook.of(all.values(), now).asking(providerOf, sourcesOf);
    boolean isAsBefore = known != null && known.book().brakes().equals(made.brakes());
    known = new Known(state, own, all, isAsBefore ? known.book() : made);
  }

  /**
   * Takes note of a brake, or of its end, on this node alone; on disk and in force when this
   * returns.
   *
   * @throws BrakesUnavailable when it cannot be written
   */
  synchronized void keep(Brake brake, Actor by) {
    Map<String, OwnBrake> next = new LinkedHashMap<>(own);
    OwnBrake before = own.get(brake.id());
    next.put(brake.id(), new OwnBrake(before == null ? brake : before.brake().with(brake), by));
    write(next);
  }

  /** What the database does not have yet. */
  synchronized List<OwnBrake> own() {
    return List.copyOf(own.values());
  }

  synchronized boolean isOwn(String id) {
    return own.containsKey(id);
  }

  /** The database has these now; what this node has learned of them since stays its own. */
  synchronized void handedOver(Collection<OwnBrake> some) {
    Map<String, OwnBrake> next = new LinkedHashMap<>(own);
    some.forEach(b -> next.remove(b.brake().id(), b));
    write(next);
  }

  private void write(Map<String, OwnBrake> next) {
    file.write(next.values());
    own = next;
    learn();
  }

  Optional<Brake> find(String id) {
    current();
    return Optional.ofNullable(known.all().get(id));
  }

  /** Newest first. */
  List<Brake> list(boolean ended) {
    Instant now = clock.instant();
    current();
    List<Brake> found = new ArrayList<>(known.all().values());
    found.removeIf(b -> b.isActiveAt(now) == ended);
    found.sort(Comparator.comparing(Brake::createdAt).thenComparing(Brake::id).reversed());
    return found;
  }
}
