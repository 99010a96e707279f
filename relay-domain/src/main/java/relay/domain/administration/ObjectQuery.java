package relay.domain.administration;

import java.util.Map;
import java.util.Optional;

/**
 * Which objects to list; all that is given must hold.
 *
 * @param text that is part of the id, name or login name, in any case
 * @param fields by name the value that a field must have
 * @param after cursor: only what comes after this id
 * @param limit 1 to {@value #LIMIT_MAX}
 */
public record ObjectQuery(
    Optional<String> text, Map<String, String> fields, Optional<String> after, int limit) {
  public static final int LIMIT_MAX = 1000;
  public static final int LIMIT_DEFAULT = 100;

  public ObjectQuery {
    fields = Map.copyOf(fields);
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit is 1 to " + LIMIT_MAX);
    }
  }

  /** The first page of all. */
  public static ObjectQuery all() {
    return new ObjectQuery(Optional.empty(), Map.of(), Optional.empty(), LIMIT_DEFAULT);
  }
}
