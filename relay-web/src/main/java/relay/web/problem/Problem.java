package relay.web.problem;

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

  private Problem(int status, String field, String detail, long retryAfterSeconds) {
    super(detail);
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

  /** Not now; the same request may succeed later. */
  public static Problem later(String detail, long retryAfterSeconds) {
    return new Problem(503, "", detail, retryAfterSeconds);
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
