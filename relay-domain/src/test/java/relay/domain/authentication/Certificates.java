package relay.domain.authentication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * Certificates that read like a sentence: {@code named("CN=shop").dns("a").signedBy(authority)}.
 */
public final class Certificates {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));

  private final X500Name subject;
  private final List<GeneralName> names = new ArrayList<>();
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private Instant from = NOON.minusSeconds(3_600);
  private Instant until = NOON.plusSeconds(3_600);

  private Certificates(String subject) {
    this.subject = new X500Name(subject);
  }

  /** A certificate with its key. */
  public record Held(X509Certificate certificate, KeyPair keys) {}

  public static Certificates named(String subject) {
    return new Certificates(subject);
  }

  public Certificates dns(String name) {
    names.add(new GeneralName(GeneralName.dNSName, name));
    return this;
  }

  public Certificates email(String address) {
    names.add(new GeneralName(GeneralName.rfc822Name, address));
    return this;
  }

  public Certificates address(String ip) {
    names.add(new GeneralName(GeneralName.iPAddress, ip));
    return this;
  }

  public Certificates uses(KeyPurposeId... uses) {
    add(Extension.extendedKeyUsage, new ExtendedKeyUsage(uses));
    return this;
  }

  public Certificates authority() {
    add(Extension.basicConstraints, new BasicConstraints(3));
    return this;
  }

  public Certificates valid(Instant begin, Instant end) {
    from = begin;
    until = end;
    return this;
  }

  /** Signs itself. */
  public Held selfSigned() {
    KeyPair keys = keys();
    return new Held(certificate(keys, subject, keys), keys);
  }

  public Held signedBy(Held issuer) {
    KeyPair keys = keys();
    X500Name name = new X500Name(issuer.certificate().getSubjectX500Principal().getName());
    return new Held(certificate(keys, name, issuer.keys()), keys);
  }

  private X509Certificate certificate(KeyPair own, X500Name issuer, KeyPair signer) {
    try {
      if (!names.isEmpty()) {
        add(Extension.subjectAlternativeName, new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
      tbs.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.identityHashCode(own) + 1L)));
      tbs.setIssuer(issuer);
      tbs.setSubject(subject);
      tbs.setStartDate(new Time(Date.from(from)));
      tbs.setEndDate(new Time(Date.from(until)));
      tbs.setSignature(ECDSA);
      tbs.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
      if (!extensions.isEmpty()) {
        tbs.setExtensions(extensions.generate());
      }
      var body = tbs.generateTBSCertificate();
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signer.getPrivate());
      signature.update(body.getEncoded());
      ASN1EncodableVector all = new ASN1EncodableVector();
      all.add(body);
      all.add(ECDSA);
      all.add(new DERBitString(signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(new DERSequence(all).getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private void add(ASN1ObjectIdentifier kind, org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      extensions.addExtension(kind, kind.equals(Extension.basicConstraints), value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
