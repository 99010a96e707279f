package relay.domain.transport;

import relay.domain.mail.DomainName;
import relay.domain.routing.LookupResult;

/**
 * Asks for TLSA records (port). Thread-safe; each call is bounded in time; never throws. An answer
 * that fails its validation is a {@link LookupResult.TemporaryFailure}.
 */
@FunctionalInterface
public interface TlsaLookup {

  /** The records for a port of a host, at {@code _25._tcp.} and its name. */
  LookupResult<TlsaRecord> tlsaOf(DomainName host, int port);
}
