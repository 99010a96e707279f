package relay.domain.control;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** All kinds that this version knows. Immutable, thread-safe. */
public final class ControlKinds {
  /** What stands in place of a secret. */
  public static final String MASK = "***";

  private final Map<String, ControlKind<?>> byName = new HashMap<>();

  public ControlKinds(Iterable<? extends ControlKind<?>> kinds) {
    for (ControlKind<?> kind : kinds) {
      if (byName.put(kind.name(), kind) != null) {
        throw new IllegalArgumentException("two kinds are called " + kind.name());
      }
    }
  }

  public Optional<ControlKind<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The kind whose objects are called so in paths and lists. */
  public Optional<ControlKind<?>> ofCollection(String collection) {
    return byName.values().stream()
        .<ControlKind<?>>map(kind -> kind)
        .filter(kind -> kind.collection().equals(collection))
        .findFirst();
  }

  /**
   * The object of its JSON form.
   *
   * @throws InvalidField naming the first field that breaks a rule
   */
  public ControlObject read(ControlKey key, long version, JsonObject fields) {
    return find(key.kind())
        .orElseThrow(() -> new IllegalArgumentException("no kind of object: " + key.kind()))
        .read(key, version, fields);
  }

  /** The JSON form, with everything secret in it. */
  public JsonObject write(ControlObject object) {
    return writeAs(kindOf(object), object);
  }

  /** The JSON form for audit, replies and logs: secrets masked. */
  public JsonObject masked(ControlObject object) {
    ControlKind<?> kind = kindOf(object);
    JsonObject whole = writeAs(kind, object);
    JsonObjectBuilder shown = ControlJson.object();
    whole.forEach(
        (name, value) -> {
          if (kind.isSecret(name)) {
            shown.add(name, MASK);
          } else {
            shown.add(name, value);
          }
        });
    return shown.build();
  }

  /** Whether the object may be put where it belongs. */
  public Optional<Refusal> judgePut(ControlState state, ControlObject after) {
    return judgePutAs(kindOf(after), state, after);
  }

  /** Whether the object may go. */
  public Optional<Refusal> judgeDelete(ControlState state, ControlObject before) {
    return judgeDeleteAs(kindOf(before), state, before);
  }

  /** The same with its sealed secrets sealed anew. */
  public ControlObject resealed(ControlObject object, BinaryOperator<String> renewal) {
    return resealedAs(kindOf(object), object, renewal);
  }

  private static <T extends ControlObject> ControlObject resealedAs(
      ControlKind<T> kind, ControlObject object, BinaryOperator<String> renewal) {
    return kind.resealed(kind.type().cast(object), renewal);
  }

  private ControlKind<?> kindOf(ControlObject object) {
    String name = object.key().kind();
    return find(name).orElseThrow(() -> new IllegalArgumentException("no kind of object: " + name));
  }

  private static <T extends ControlObject> JsonObject writeAs(
      ControlKind<T> kind, ControlObject object) {
    return kind.write(kind.type().cast(object));
  }

  private static <T extends ControlObject> Optional<Refusal> judgePutAs(
      ControlKind<T> kind, ControlState state, ControlObject after) {
    return kind.judgePut(state, kind.type().cast(after));
  }

  private static <T extends ControlObject> Optional<Refusal> judgeDeleteAs(
      ControlKind<T> kind, ControlState state, ControlObject before) {
    return kind.judgeDelete(state, kind.type().cast(before));
  }
}
