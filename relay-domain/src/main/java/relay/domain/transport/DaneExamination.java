package relay.domain.transport;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import relay.domain.transport.CertificateCheck.Verdict;

/** Looks for a TLSA record that vouches for what a server showed (RFC 7671 5, RFC 7672 3). */
record DaneExamination(CertificateCheck.Dane check, List<X509Certificate> chain, Instant now) {

  Verdict verdict() {
    Optional<TlsaRecord> own =
        of(TlsaRecord.END_ENTITY).filter(r -> r.matches(chain.get(0))).findFirst();
    // RFC 7672 3.1.1: neither names nor dates matter, the record says it all.
    if (own.isPresent()) {
      return accepted(own.get());
    }
    Optional<TlsaRecord> authority = of(TlsaRecord.AUTHORITY).filter(this::reaches).findFirst();
    if (authority.isEmpty()) {
      return new Verdict.Refused(
          "none of "
              + check.records().size()
              + " TLSA records vouches for the certificate of "
              + CertificateNames.of(chain.get(0)),
          TlsFault.VALIDATION_FAILURE);
    }
    var presented = CertificateNames.of(chain.get(0));
    return presented.firstMatch(check.names()).isPresent()
        ? accepted(authority.get())
        : new Verdict.Refused(
            "a TLSA record vouches for the authority, but the certificate is for "
                + presented
                + " and not for "
                + String.join(", ", check.names()),
            TlsFault.CERTIFICATE_HOST_MISMATCH);
  }

  private Stream<TlsaRecord> of(int usage) {
    return check.records().stream().filter(r -> r.usage() == usage);
  }

  /** Whether the server's certificate comes down from one that the record speaks of. */
  private boolean reaches(TlsaRecord record) {
    Stream<X509Certificate> shown = chain.stream().skip(1).filter(record::matches);
    return Stream.concat(shown, held(record)).anyMatch(this::isAbove);
  }

  /** RFC 7671 5.2.2: a record that holds the whole certificate makes up for one not shown. */
  private static Stream<X509Certificate> held(TlsaRecord record) {
    if (!record.holdsCertificate()) {
      return Stream.empty();
    }
    try {
      byte[] octets = HexFormat.of().parseHex(record.data());
      Certificate held =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(octets));
      return Stream.of((X509Certificate) held);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  private boolean isAbove(X509Certificate anchor) {
    try {
      anchor.checkValidity(Date.from(now));
      var target = new X509CertSelector();
      target.setCertificate(chain.get(0));
      var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(anchor, null)), target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      return CertPathBuilder.getInstance("PKIX").build(parameters) != null;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Verdict accepted(TlsaRecord record) {
    return new Verdict.Accepted(Optional.of("TLSA " + record));
  }
}
