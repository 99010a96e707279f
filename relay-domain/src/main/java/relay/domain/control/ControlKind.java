package relay.domain.control;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * One sort of control objects: its name, its JSON form, its rules. Immutable, thread-safe.
 *
 * <p>The JSON form is what stands in the database and in the file for times without database. Later
 * versions may add fields; a field that is absent must have a meaning, for objects of earlier
 * versions lack it.
 */
public interface ControlKind<T extends ControlObject> {
  /** A word in lower case: {@code stream}; part of keys, never changes. */
  String name();

  /** What many of them are called in paths and lists: {@code streams}. */
  default String collection() {
    return name() + "s";
  }

  Class<T> type();

  /**
   * Makes the object of its JSON form.
   *
   * @param fields without key and version
   * @throws InvalidField naming the first field that breaks a rule
   */
  T read(ControlKey key, long version, JsonObject fields);

  /** All but key and version. */
  JsonObject write(T object);

  /**
   * Whether its objects change by operations of their own alone, and never by a document that
   * somebody writes.
   */
  default boolean hasOwnOperations() {
    return false;
  }

  /** Whether its objects belong to the platform alone, never to a tenant. */
  default boolean isOfPlatform() {
    return false;
  }

  /** Names of the fields that no reply, log or audit may show. */
  default Set<String> secretFields() {
    return Set.of();
  }

  /**
   * The same with each sealed secret in it sealed anew; a kind that keeps any must say how.
   *
   * @param renewal gives the new text of a sealed text and its place
   */
  default T resealed(T object, BinaryOperator<String> renewal) {
    return object;
  }

  /** Whether no reply, log or audit may show this field. */
  default boolean isSecret(String field) {
    return secretFields().contains(field);
  }

  /**
   * Whether this object may come into being or take the place of the one before, with all others as
   * they are: references, uniqueness. Empty: yes.
   */
  default Optional<Refusal> judgePut(ControlState state, T after) {
    return Optional.empty();
  }

  /** Whether the object may go, with all others as they are. Empty: yes. */
  default Optional<Refusal> judgeDelete(ControlState state, T before) {
    return Optional.empty();
  }
}
