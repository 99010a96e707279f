package relay.web.problem;

import java.util.Map;
import java.util.Optional;

/**
 * A request that gets no for an answer.
 *
 * @see ProblemMapper
 */
public final class Problem extends RuntimeException {
  private final int status;
  private final String field;
  private final long retryAfterSeconds;

  private final Map<String, String> fields;

  private Problem(int status, String field, String detail, long retryAfterSeconds) {
    this(status, field, detail, retryAfterSeconds, Map.of());
  }

  private Problem(
      int status, String field, String detail, long retryAfterSeconds, Map<String, String> fields) {
    super(detail);
    this.fields = fields;
    this.status = status;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** A problem with the request as a whole. */
  public static Problem of(int status, String detail) {
    return new Problem(status, "", detail, 0);
  }

  /** A problem with one field, header or parameter, named as the client wrote it. */
  public static Problem in(int status, String field, String detail) {
    return new Problem(status, field, detail, 0);
  }

  /**
   * A problem with several fields; the first one names the problem as a whole.
   *
   * @param fields what is wrong by field, in order, at least one
   */
  public static Problem inFields(int status, Map<String, String> fields) {
    var first = fields.entrySet().iterator().next();
    return new Problem(status, first.getKey(), first.getValue(), 0, fields);
  }

  /** Not now; the same request may succeed later. */
  public static Problem later(String detail, long retryAfterSeconds) {
    return new Problem(503, "", detail, retryAfterSeconds);
  }

  /** What is wrong by field; empty when the problem is one. */
  public Map<String, String> fields() {
    return fields;
  }

  public int status() {
    return status;
  }

  public Optional<String> field() {
    return Optional.of(field).filter(f -> !f.isEmpty());
  }

  /** 0 when the client is not told when to come back. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
