package relay.domain.verification;

import java.net.InetAddress;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;

/**
 * Questions to the DNS about names that strangers made up (port): they need not be names of hosts.
 * Thread-safe; each call is bounded in time. Follows CNAME records. Never throws for what the DNS
 * says or fails to say.
 */
public interface RecordLookup {

  /**
   * The TXT records, the strings of each joined without blanks. An octet beyond ASCII may come back
   * as any character beyond ASCII.
   */
  LookupResult<String> texts(String name);

  /** The A records. */
  LookupResult<InetAddress> ipv4(String name);

  /** The AAAA records. */
  LookupResult<InetAddress> ipv6(String name);

  LookupResult<MailExchanger> mailExchangers(String name);

  /** The PTR records of an address: what its owner calls it, proven by nothing. */
  LookupResult<String> namesOf(InetAddress address);
}
