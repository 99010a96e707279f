package relay.ejb.routing;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;
import relay.domain.verification.RecordLookup;

/**
 * Asks about names that strangers made up: by the same resolvers, memory and bounds of time as the
 * mail path. A server that fails or is silent is a temporary failure; what cannot be a name does
 * not exist. Thread-safe.
 */
final class DnsRecordLookup implements RecordLookup {
  private final DnsDomainLookup dns;

  DnsRecordLookup(DnsDomainLookup dns) {
    this.dns = dns;
  }

  @Override
  public LookupResult<String> texts(String name) {
    return dns.result(asked(name), Type.TXT, DnsRecordLookup::text);
  }

  @Override
  public LookupResult<InetAddress> ipv4(String name) {
    return dns.result(asked(name), Type.A, r -> ((ARecord) r).getAddress());
  }

  @Override
  public LookupResult<InetAddress> ipv6(String name) {
    return dns.result(asked(name), Type.AAAA, r -> ((AAAARecord) r).getAddress());
  }

  @Override
  public LookupResult<MailExchanger> mailExchangers(String name) {
    return dns.result(asked(name), Type.MX, DnsDomainLookup::exchanger);
  }

  @Override
  public LookupResult<String> namesOf(InetAddress address) {
    return dns.namesOf(address);
  }

  /** The library reads a backslash as the start of a number, and a lone @ as the origin. */
  private static String asked(String name) {
    return name.equals("@") ? "\\@" : name.replace("\\", "\\\\");
  }

  /** By octets: the library's own texts have backslashes in them. */
  private static String text(Record record) {
    StringBuilder joined = new StringBuilder();
    for (byte[] piece : ((TXTRecord) record).getStringsAsByteArrays()) {
      joined.append(new String(piece, StandardCharsets.ISO_8859_1));
    }
    return joined.toString();
  }
}
