package relay.domain.authentication;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client's certificate shows, given that TLS has seen its key at work: its fingerprint
 * ({@code sha256:hex}) as long as it is valid, and, when an authority that the operator trusts has
 * signed it, its names too ({@code email:}, {@code dns:}, {@code subject:}).
 *
 * @param all the strongest first; empty for one that is expired or not yet valid
 * @param shown the subject, for the journal
 */
public record ProvenIdentities(List<String> all, String shown) {
  private static final int EMAIL = 1;
  private static final int DNS = 2;
  private static final int NAMES_MAX = 20;
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USE = "2.5.29.37.0";

  public ProvenIdentities {
    all = List.copyOf(all);
  }

  /**
   * Judges a certificate chain, the client's own first. Whether it was revoked is not asked: take
   * the account away instead.
   *
   * @param authorities whose signatures count; empty: fingerprints only
   */
  public static ProvenIdentities of(
      List<X509Certificate> chain, Collection<X509Certificate> authorities, Instant now) {
    X509Certificate own = chain.get(0);
    String subject = own.getSubjectX500Principal().getName();
    List<String> all = new ArrayList<>();
    try {
      own.checkValidity(Date.from(now));
      all.add(fingerprint(own));
      if (!authorities.isEmpty() && isForClients(own)) {
        checkSignatures(chain, authorities, now);
        names(own, all);
        all.add("subject:" + subject);
      }
    } catch (GeneralSecurityException e) {
      // What was proven before holds; an unknown signer takes away the names alone.
      return new ProvenIdentities(all, subject);
    }
    return new ProvenIdentities(all, subject);
  }

  /** The identity that is this very certificate. */
  public static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return "sha256:" + HexFormat.of().formatHex(hash);
  }

  private static void checkSignatures(
      List<X509Certificate> chain, Collection<X509Certificate> authorities, Instant now)
      throws GeneralSecurityException {
    if (authorities.contains(chain.get(0))) {
      // The operator trusts this very certificate; there is no path to walk.
      return;
    }
    Set<TrustAnchor> anchors =
        authorities.stream().map(a -> new TrustAnchor(a, null)).collect(Collectors.toSet());
    PKIXParameters rules = new PKIXParameters(anchors);
    rules.setRevocationEnabled(false);
    rules.setDate(Date.from(now));
    // A path ends below its anchor; many clients send the anchor too.
    List<X509Certificate> path =
        chain.stream().filter(c -> !authorities.contains(c)).limit(10).toList();
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), rules);
  }

  private static boolean isForClients(X509Certificate own) throws CertificateParsingException {
    List<String> uses = own.getExtendedKeyUsage();
    return uses == null || uses.contains(CLIENT_AUTHENTICATION) || uses.contains(ANY_USE);
  }

  private static void names(X509Certificate own, List<String> all)
      throws CertificateParsingException {
    Collection<List<?>> names = own.getSubjectAlternativeNames();
    if (names == null) {
      return;
    }
    for (List<?> name : names.stream().limit(NAMES_MAX).toList()) {
      int kind = (Integer) name.get(0);
      if ((kind == EMAIL || kind == DNS) && name.get(1) instanceof String text) {
        all.add((kind == EMAIL ? "email:" : "dns:") + text.toLowerCase(Locale.ROOT));
      }
    }
  }
}
