package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.Tenant;

/**
 * Does what operators ask for in documents, for objects of every kind. Thread-safe. Changes throw
 * {@link relay.domain.control.ControlUnavailable} while the database cannot be used; reading goes
 * on.
 */
public final class ObjectDesk {
  private static final int ATTEMPTS_MAX = 5;
  private static final long NO_VERSION = Long.MAX_VALUE;
  private final ControlStore store;
  private final ControlSource source;
  private final ControlKinds kinds;
  private final RulesOfKinds rules;

  public ObjectDesk(
      ControlStore store, ControlSource source, ControlKinds kinds, RulesOfKinds rules) {
    this.store = store;
    this.source = source;
    this.kinds = kinds;
    this.rules = rules;
  }

  /** Names of the fields by which a list of this kind can be narrowed. */
  public Set<String> filters(ControlKind<?> kind) {
    return rules.of(kind.name()).filters();
  }

  /** Whether there is such a tenant. */
  public boolean knowsTenant(String id) {
    return find(Tenant.key(id)).isPresent();
  }

  /** A page of the objects of a tenant; of all tenants when the text is empty. */
  public ObjectPage list(ControlKind<?> kind, String tenant, ObjectQuery query) {
    List<ControlObject> all = new ArrayList<>();
    all.addAll(tenant.isEmpty() ? source.state().all(kind) : source.state().all(kind, tenant));
    all.addAll(rules.of(kind.name()).implied(source.state(), tenant));
    return new ObjectList(kinds).page(all, query);
  }

  /** A page of the objects that are the platform's own, of a kind that tenants have, too. */
  public ObjectPage listOfPlatform(ControlKind<?> kind, ObjectQuery query) {
    return new ObjectList(kinds).page(List.copyOf(source.state().all(kind, "")), query);
  }

  /** As this node knows it; may be a second old. */
  public Optional<ControlObject> find(ControlKey key) {
    return source.state().find(key).or(() -> implied(key));
  }

  /** What an answer may show of an object: key, version, fields with secrets masked, facts. */
  public JsonObject shown(ControlObject object) {
    ControlKey key = object.key();
    JsonObjectBuilder out = ControlJson.object().add("id", key.id());
    if (!key.kind().equals(Tenant.DEFAULT.key().kind())) {
      out.add("tenant", key.tenant());
    }
    out.add("version", object.version());
    kinds.masked(object).forEach(out::add);
    rules.of(key.kind()).facts(object).forEach(out::add);
    return out.build();
  }

  /**
   * Makes an object.
   *
   * @param keyOf the key of an id
   */
  public ChangeResult create(
      ControlKind<?> kind,
      Function<String, ControlKey> keyOf,
      JsonObject document,
      ChangeOrder order) {
    return refusingInvalid(
        () -> {
          ControlKey key =
              key(keyOf, Wish.id(document).orElseGet(() -> rules.of(kind.name()).newId()));
          Draft draft = draft(key, document, Optional.empty());
          return attempt(order, Optional.empty(), read(key, 0, draft), draft)
              .orElseGet(() -> new ChangeResult.Refused(new Refusal.Conflict("try again")));
        });
  }

  /** Makes it, or replaces the whole of it: what the document leaves out has its default. */
  public ChangeResult put(ControlKey key, JsonObject document, ChangeOrder order) {
    return change(
        key,
        order,
        current -> {
          boolean isThere = current.filter(c -> c.version() > 0).isPresent();
          if (isThere && !order.expected().isGiven()) {
            return Optional.of(new ChangeResult.VersionNeeded(current.get()));
          }
          Draft draft = draft(key, document, current);
          return attempt(order, current, read(key, version(current), draft), draft);
        });
  }

  /** Changes what the merge patch names. */
  public ChangeResult patch(ControlKey key, JsonObject patch, ChangeOrder order) {
    return change(
        key,
        order,
        current -> {
          if (current.isEmpty()) {
            return Optional.of(new ChangeResult.Missing(key));
          }
          JsonObject merged = MergePatch.apply(kinds.write(current.get()), patch);
          Draft draft = draft(key, merged, current);
          return attempt(order, current, read(key, version(current), draft), draft);
        });
  }

  /** Takes it away; one that is not there is as good as taken away. */
  public ChangeResult delete(ControlKey key, ChangeOrder order) {
    Optional<ControlObject> there = newest(key);
    if (there.isEmpty()) {
      return new ChangeResult.Missing(key);
    }
    return change(
        key,
        order,
        current ->
            current.isEmpty() || current.get().version() == 0
                ? Optional.of(new ChangeResult.Missing(key))
                : made(
                    order,
                    new ControlChange.Delete(key, version(current)),
                    done -> new ChangeResult.Done(current, Optional.empty(), Map.of())));
  }

  /** Judges against the newest there is, and again when somebody was faster. */
  private ChangeResult change(
      ControlKey key,
      ChangeOrder order,
      Function<Optional<ControlObject>, Optional<ChangeResult>> step) {
    return refusingInvalid(
        () -> {
          for (int i = 0; i < ATTEMPTS_MAX; i++) {
            Optional<ControlObject> stored = newest(key);
            boolean mustBeAbsent = order.expected().what() == Expectation.Presence.ABSENT;
            Optional<ControlObject> current = mustBeAbsent ? stored : stored.or(() -> implied(key));
            if (!order.expected().holdsFor(current)) {
              return new ChangeResult.Unexpected(current);
            }
            Optional<ChangeResult> result = step.apply(current);
            if (result.isPresent()) {
              return result.get();
            }
          }
          return new ChangeResult.Refused(
              new Refusal.Conflict("others change this all the time; try again"));
        });
  }

  private Optional<ChangeResult> attempt(
      ChangeOrder order, Optional<ControlObject> current, ControlObject after, Draft draft) {
    if (current.isPresent() && current.get().version() > 0) {
      return current.get().equals(after)
          ? Optional.of(new ChangeResult.Done(current, current, Map.of()))
          : made(order, new ControlChange.Replace(after), done -> done(current, done, draft));
    }
    return made(
        order, new ControlChange.Create(after), done -> done(Optional.empty(), done, draft));
  }

  private static ChangeResult done(
      Optional<ControlObject> before, ControlOutcome.Done done, Draft draft) {
    return new ChangeResult.Done(before, Optional.of(done.object()), draft.shownOnce());
  }

  /** Empty when somebody else was faster. */
  private Optional<ChangeResult> made(
      ChangeOrder order, ControlChange change, Function<ControlOutcome.Done, ChangeResult> result) {
    ControlOutcome outcome =
        order.trial() ? store.preview(List.of(change)) : store.apply(change, order.by());
    if (outcome instanceof ControlOutcome.Done done) {
      return Optional.of(result.apply(done));
    }
    return outcome instanceof ControlOutcome.Refused refused
        ? Optional.of(new ChangeResult.Refused(refused.why()))
        : Optional.empty();
  }

  /**
   * As the database has it: the memory of this node may be a second behind. A deletion of a version
   * that nothing has tells it and would do nothing.
   */
  private Optional<ControlObject> newest(ControlKey key) {
    ControlOutcome outcome = store.preview(List.of(new ControlChange.Delete(key, NO_VERSION)));
    return outcome instanceof ControlOutcome.Stale stale
        ? Optional.of(stale.current())
        : Optional.empty();
  }

  private Optional<ControlObject> implied(ControlKey key) {
    return rules.of(key.kind()).implied(source.state(), key.tenant()).stream()
        .filter(object -> object.key().equals(key))
        .findFirst();
  }

  private Draft draft(ControlKey key, JsonObject document, Optional<ControlObject> current) {
    KindRules own = rules.of(key.kind());
    Optional<JsonObject> before = current.map(kinds::write);
    Set<String> facts = current.map(own::facts).map(JsonObject::keySet).orElse(Set.of());
    return own.complete(key, Wish.settled(key, document, before, own.relayFields(), facts), before);
  }

  private ControlObject read(ControlKey key, long version, Draft draft) {
    ControlObject object = kinds.read(key, version, draft.fields());
    Wish.checkThatAllIsKnown(draft.fields(), kinds.write(object));
    return object;
  }

  private static long version(Optional<ControlObject> current) {
    return current.map(ControlObject::version).orElse(0L);
  }

  private static ControlKey key(Function<String, ControlKey> keyOf, String id) {
    try {
      return keyOf.apply(id);
    } catch (InvalidField e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", "must be shorter");
    }
  }

  private interface Work {
    ChangeResult run();
  }

  private static ChangeResult refusingInvalid(Work work) {
    try {
      return work.run();
    } catch (InvalidField e) {
      return new ChangeResult.Refused(new Refusal.Invalid(e.field(), e.rule()));
    }
  }
}
