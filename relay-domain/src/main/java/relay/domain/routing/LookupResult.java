package relay.domain.routing;

import java.util.List;

/** What the DNS said to one question. */
public sealed interface LookupResult<T> {

  /**
   * At least one record, in the order received.
   *
   * @param authentic whether a resolver that we trust has validated the answer with DNSSEC
   */
  record Found<T>(List<T> records, boolean authentic) implements LookupResult<T> {
    public Found {
      records = List.copyOf(records);
      if (records.isEmpty()) {
        throw new IllegalArgumentException("an answer without records is NoData");
      }
    }

    /** Records that nobody vouches for. */
    public Found(List<T> records) {
      this(records, false);
    }
  }

  /** NXDOMAIN: the name does not exist, for no type. */
  record NoSuchDomain<T>() implements LookupResult<T> {}

  /** The name exists and has no record of this type. */
  record NoData<T>() implements LookupResult<T> {}

  /**
   * No usable answer: timeout, SERVFAIL, REFUSED, bogus, a CNAME chain without end.
   *
   * @param problem for the postmaster, such as {@code SERVFAIL from 192.0.2.53}
   */
  record TemporaryFailure<T>(String problem) implements LookupResult<T> {}
}
