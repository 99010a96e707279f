package relay.ejb.routing;

import java.util.List;
import org.xbill.DNS.Record;

/** What came of one question, with the seconds it may be remembered. */
sealed interface DnsAnswer {

  /**
   * Records of the type asked for, at least one.
   *
   * @param authentic whether a trusted resolver validated all of the answer
   */
  record Records(List<Record> records, long ttlSeconds, boolean authentic) implements DnsAnswer {}

  /** The name does not exist. */
  record NoName(long ttlSeconds) implements DnsAnswer {}

  /** The name exists without such a record. */
  record NoRecord(long ttlSeconds) implements DnsAnswer {}

  /** Nothing usable from any server. */
  record Failure(String problem) implements DnsAnswer {}
}
