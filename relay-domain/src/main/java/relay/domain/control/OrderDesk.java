package relay.domain.control;

import java.util.Optional;
import java.util.function.Function;
import relay.domain.audit.Actor;

/**
 * Carries out what people order of one object, while others may change it, too: the rule is asked
 * again with what it has become, a few times. Durable when a method returns. Thread-safe.
 */
public final class OrderDesk<T extends ControlObject> {
  private static final int ATTEMPTS_MAX = 5;
  private final ControlKind<T> kind;
  private final ControlSource control;
  private final ControlStore store;

  /** What a rule makes of an order to an object as it stands. */
  public sealed interface Ruling<T> {
    /** It is so already: nothing changes. */
    record Holds<T>() implements Ruling<T> {}

    record Becomes<T>(T after) implements Ruling<T> {}

    /** It cannot be carried out as things are. */
    record Refused<T>(String why) implements Ruling<T> {}
  }

  /** What became of an order. */
  public sealed interface Answer<T> {
    /** It holds, since now or before. */
    record Done<T>(T object) implements Answer<T> {}

    record Missing<T>() implements Answer<T> {}

    /** It cannot be carried out as things are. */
    record Refused<T>(String why) implements Answer<T> {}
  }

  public OrderDesk(ControlKind<T> kind, ControlSource control, ControlStore store) {
    this.kind = kind;
    this.control = control;
    this.store = store;
  }

  /** As this node knows it; may be a second old. */
  public Optional<T> find(String tenant, String id) {
    return control.state().find(kind, tenant, id);
  }

  /**
   * Carries out an order.
   *
   * @param rule asked once, and again each time that somebody else was faster
   * @throws ControlUnavailable while the database cannot be used
   */
  public Answer<T> carryOut(String tenant, String id, Function<T, Ruling<T>> rule, Actor by) {
    Optional<T> known = find(tenant, id);
    for (int i = 0; i < ATTEMPTS_MAX && known.isPresent(); i++) {
      Ruling<T> ruling = rule.apply(known.get());
      if (ruling instanceof Ruling.Holds<T>) {
        return new Answer.Done<>(known.get());
      }
      if (ruling instanceof Ruling.Refused<T> refused) {
        return new Answer.Refused<>(refused.why());
      }
      T after = ((Ruling.Becomes<T>) ruling).after();
      ControlOutcome outcome = store.apply(new ControlChange.Replace(after), by);
      if (outcome instanceof ControlOutcome.Done done) {
        return new Answer.Done<>(kind.type().cast(done.object()));
      }
      if (outcome instanceof ControlOutcome.Refused refused) {
        return new Answer.Refused<>(refused.why().sentence());
      }
      known =
          outcome instanceof ControlOutcome.Stale stale
              ? Optional.of(kind.type().cast(stale.current()))
              : Optional.empty();
    }
    return known.isEmpty()
        ? new Answer.Missing<>()
        : new Answer.Refused<>("others change this all the time; try again");
  }
}
