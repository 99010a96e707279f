package relay.domain.verification.dmarc;

import java.util.List;
import java.util.Optional;
import relay.domain.routing.LookupResult;
import relay.domain.verification.RecordLookup;

/** How the policy of a domain and the domain of its owner are found. One check, one thread. */
sealed interface PolicySearch permits TreeWalk, SuffixSearch {

  /**
   * A record and where it is.
   *
   * @param domain without {@code _dmarc}
   */
  record Published(String domain, DmarcRecord record) {}

  /** The record that counts for an author's domain. */
  Optional<Published> policyFor(String domain) throws NoAnswer;

  /** The domain that somebody registered; equal ones belong together. */
  String organizationalDomain(String domain) throws NoAnswer;

  /** As aggregate reports name it (RFC 9990). */
  String method();

  /** The DNS said neither yes nor no. */
  final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1;

    NoAnswer(String problem) {
      super(problem);
    }
  }

  /** The one record of a domain; several are none. */
  static Optional<DmarcRecord> at(String domain, RecordLookup dns) throws NoAnswer {
    LookupResult<String> answer = dns.texts("_dmarc." + domain);
    if (answer instanceof LookupResult.TemporaryFailure<String> failure) {
      throw new NoAnswer("no answer about _dmarc." + domain + ": " + failure.problem());
    }
    List<DmarcRecord> records =
        answer instanceof LookupResult.Found<String> found
            ? found.records().stream().flatMap(t -> DmarcRecord.parse(t).stream()).toList()
            : List.of();
    return records.size() == 1 ? Optional.of(records.get(0)) : Optional.empty();
  }
}
