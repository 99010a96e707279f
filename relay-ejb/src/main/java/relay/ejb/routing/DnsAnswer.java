package relay.ejb.routing;

import java.util.List;
import org.xbill.DNS.Record;
import relay.domain.routing.AnswerSecurity;

/** What came of one question, with the seconds it may be remembered. */
sealed interface DnsAnswer {

  /** How far it can be believed, all aliases on the way included. */
  AnswerSecurity security();

  /** Records of the type asked for, at least one. */
  record Records(List<Record> records, long ttlSeconds, AnswerSecurity security)
      implements DnsAnswer {}

  /** The name does not exist. */
  record NoName(long ttlSeconds, AnswerSecurity security) implements DnsAnswer {}

  /** The name exists without such a record. */
  record NoRecord(long ttlSeconds, AnswerSecurity security) implements DnsAnswer {}

  /** Nothing usable from any server; the security says why. */
  record Failure(AnswerSecurity security) implements DnsAnswer {
    String problem() {
      return security.why();
    }
  }
}
