package relay.domain.verification.report;

import java.util.List;

/**
 * A TLS report (RFC 8460 4). Texts are of strangers, without control characters and cut to a sane
 * length; empty when not told.
 *
 * @param organization who reports
 * @param problems what in the document could not be read, one sentence each
 */
public record TlsReport(
    String organization,
    String contact,
    String id,
    Period period,
    List<Result> results,
    List<String> problems) {

  public TlsReport {
    results = List.copyOf(results);
    problems = List.copyOf(problems);
  }

  /**
   * What became of sessions under one policy.
   *
   * @param type tlsa, sts or no-policy-found
   * @param lines of the policy
   * @param hosts mail exchangers that it names
   */
  public record Result(
      String type,
      String domain,
      List<String> lines,
      List<String> hosts,
      long successful,
      long failed,
      List<Failure> failures) {

    public Result {
      lines = List.copyOf(lines);
      hosts = List.copyOf(hosts);
      failures = List.copyOf(failures);
    }
  }

  /** Sessions that failed in the same way. */
  public record Failure(
      String type,
      String sendingAddress,
      String receivingHost,
      String receivingHelo,
      String receivingAddress,
      long sessions,
      String code,
      String more) {}

  /** Sessions that were as secure as the policies want. */
  public long successful() {
    return results.stream().mapToLong(Result::successful).sum();
  }

  /** Sessions that were not. */
  public long failed() {
    return results.stream().mapToLong(Result::failed).sum();
  }
}
