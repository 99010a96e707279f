package relay.domain.transport;

import java.util.List;

/** What the DNS vouches for about one host. */
sealed interface DaneOutcome {

  /** It says nothing, or nothing that nobody can have forged. */
  record Nothing() implements DaneOutcome {}

  /**
   * TLS is to be had there, but no record says how to know the server (RFC 7672 2.2: unusable).
   *
   * @param base the name at which the records stand
   */
  record Unusable(String base, List<TlsaRecord> records) implements DaneOutcome {}

  /** Records that vouch for the server. */
  record Vouched(String base, List<TlsaRecord> records) implements DaneOutcome {}

  /** It cannot be said whether there are records; the host must not be used (RFC 7672 2.1.3). */
  record Unknown(String problem) implements DaneOutcome {}
}
