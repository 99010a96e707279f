package relay.domain.routing;

import relay.domain.mail.DomainName;

/**
 * Tells what DNSSEC says to the answers that the mail path goes by (port), for explanations: the
 * path itself asks {@link DomainLookup}, and both have the same answers. Thread-safe; each call is
 * bounded in time; never throws.
 */
public interface DnssecWitness {
  /** Of a question about a name, such as {@code MX}. */
  AnswerSecurity mailExchangers(DomainName domain);

  /** Of the addresses of a host, or of its alias where that is all that is secure. */
  AnswerSecurity addresses(DomainName host);

  /** Of the TLSA records for a port of a host, or of the proof that there are none. */
  AnswerSecurity tlsa(DomainName host, int port);
}
