package relay.web.control;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.administration.ObjectQuery;
import relay.web.problem.Problem;

/** Reads which objects to list; a parameter it does not know is refused, not overlooked. */
final class QueryReader {
  private static final String LIMIT = "limit";
  private static final String CURSOR = "cursor";
  private static final String TEXT = "q";
  private final MultivaluedMap<String, String> parameters;
  private final Set<String> filters;

  QueryReader(UriInfo request, Set<String> filters) {
    this.parameters = request.getQueryParameters();
    this.filters = filters;
  }

  ObjectQuery read() {
    Map<String, String> fields = new HashMap<>();
    for (String name : parameters.keySet()) {
      if (filters.contains(name)) {
        fields.put(name, parameters.getFirst(name));
      } else if (!Set.of(LIMIT, CURSOR, TEXT).contains(name)) {
        Set<String> known = new TreeSet<>(filters);
        known.addAll(Set.of(LIMIT, CURSOR, TEXT));
        throw Problem.in(400, name, "must be one of " + String.join(", ", known));
      }
    }
    return new ObjectQuery(given(TEXT), fields, given(CURSOR), limit());
  }

  private Optional<String> given(String name) {
    return Optional.ofNullable(parameters.getFirst(name)).filter(text -> !text.isEmpty());
  }

  private int limit() {
    try {
      int limit = given(LIMIT).map(Integer::parseInt).orElse(ObjectQuery.LIMIT_DEFAULT);
      if (limit >= 1 && limit <= ObjectQuery.LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw limitRule();
    }
    throw limitRule();
  }

  private static Problem limitRule() {
    return Problem.in(400, LIMIT, "must be a number from 1 to " + ObjectQuery.LIMIT_MAX);
  }
}
