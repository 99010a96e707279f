package relay.domain.routing;

import java.net.Inet4Address;
import java.net.Inet6Address;
import relay.domain.mail.DomainName;

/**
 * Questions to the DNS (port). Thread-safe; each call is bounded in time. Follows CNAME records
 * (RFC 5321 5.1: the name found is processed as if it were the first one). Never throws for what
 * the DNS says or fails to say. Answers come from the DNS only, never from a hosts file.
 */
public interface DomainLookup {
  LookupResult<MailExchanger> mailExchangers(DomainName domain);

  LookupResult<Inet4Address> ipv4(DomainName host);

  LookupResult<Inet6Address> ipv6(DomainName host);

  /** The target of the CNAME record of this very name, not followed further. */
  LookupResult<DomainName> alias(DomainName name);
}
