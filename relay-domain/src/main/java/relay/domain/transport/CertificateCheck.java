package relay.domain.transport;

import static java.util.stream.Collectors.joining;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What makes the certificates of a server acceptable. Values, so that connections compare. */
public sealed interface CertificateCheck {
  CertificateCheck ANY = new Any();

  /** How many records are shown to people. */
  int TOLD_MAX = 4;

  /**
   * Looks at what the server showed in its handshake.
   *
   * @param chain its own certificate first
   * @param now for the dates in them
   */
  Verdict examine(List<X509Certificate> chain, Instant now);

  /** Whether an authority that this machine trusts must stand behind the certificate as well. */
  default boolean needsAuthority() {
    return false;
  }

  /** For people: what is demanded. */
  String says();

  /** What came of it. */
  sealed interface Verdict {
    /**
     * Acceptable.
     *
     * @param by what vouches for the server: a name in its certificate or a TLSA record; empty when
     *     nothing was demanded
     */
    record Accepted(Optional<String> by) implements Verdict {}

    /** Not acceptable, and why. */
    record Refused(String why, TlsFault fault) implements Verdict {}
  }

  /** Every certificate will do (RFC 7435). */
  record Any() implements CertificateCheck {
    @Override
    public String says() {
      return "whatever the certificate";
    }

    @Override
    public Verdict examine(List<X509Certificate> chain, Instant now) {
      return new Verdict.Accepted(Optional.empty());
    }
  }

  /**
   * One of a trusted authority, for one of these names.
   *
   * @param names in lower case; with a leading dot for all names below; an address in brackets
   */
  record Authority(List<String> names) implements CertificateCheck {
    public Authority {
      names = List.copyOf(names);
    }

    static Authority of(String host) {
      return new Authority(List.of(host));
    }

    @Override
    public boolean needsAuthority() {
      return true;
    }

    @Override
    public String says() {
      return "with a certificate of a trusted authority for " + String.join(" or ", names);
    }

    @Override
    public Verdict examine(List<X509Certificate> chain, Instant now) {
      var presented = CertificateNames.of(chain.get(0));
      Optional<String> match = presented.firstMatch(names);
      return match.isPresent()
          ? new Verdict.Accepted(match)
          : new Verdict.Refused(
              "the certificate is for " + presented + " and not for " + String.join(", ", names),
              TlsFault.CERTIFICATE_HOST_MISMATCH);
    }
  }

  /**
   * One that a TLSA record vouches for (RFC 7672 3.1).
   *
   * @param names that a certificate under a trust anchor of the records may have; not looked at for
   *     records about the server's own certificate (RFC 7672 3.1.1)
   */
  record Dane(List<TlsaRecord> records, List<String> names) implements CertificateCheck {
    public Dane {
      records = List.copyOf(records);
      names = List.copyOf(names);
    }

    @Override
    public String says() {
      return "with a certificate that a TLSA record vouches for ("
          + records.stream().limit(TOLD_MAX).map(TlsaRecord::toString).collect(joining("; "))
          + (records.size() > TOLD_MAX ? "; and others)" : ")");
    }

    @Override
    public Verdict examine(List<X509Certificate> chain, Instant now) {
      return new DaneExamination(this, chain, now).verdict();
    }
  }
}
