package relay.ejb.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import relay.domain.transport.TlsFault;
import relay.domain.transport.TlsProblem;

class TlsFailuresTest {
  @Test
  void shouldTellThatACertificateHasExpired() {
    var path =
        new CertPathValidatorException(
            "validity check failed",
            new CertificateExpiredException("NotAfter: Fri Jan 01 00:00:00 UTC 2021"),
            null,
            -1,
            BasicReason.EXPIRED);

    assertThat(TlsFailures.of(handshake(path)))
        .isEqualTo(
            new TlsProblem(
                TlsFault.CERTIFICATE_EXPIRED,
                "the certificate has expired (NotAfter: Fri Jan 01 00:00:00 UTC 2021)"));
  }

  @Test
  void shouldTellThatACertificateIsNotValidYet() {
    assertThat(
            TlsFailures.words(handshake(new CertificateNotYetValidException("NotBefore: later"))))
        .isEqualTo("the certificate is not valid yet (NotBefore: later)");
  }

  @Test
  void shouldTellThatNobodyVouchesForACertificate() {
    assertThat(TlsFailures.of(handshake(new CertPathBuilderException("unable to find"))))
        .isEqualTo(
            new TlsProblem(
                TlsFault.CERTIFICATE_NOT_TRUSTED,
                "no trusted authority vouches for the certificate"));
  }

  @Test
  void shouldTellWhatElseIsWrongWithACertificate() {
    assertThat(
            TlsFailures.words(handshake(new CertPathValidatorException("signature check failed"))))
        .isEqualTo("the certificate is not valid: signature check failed");
  }

  @Test
  void shouldLeaveWhatIsNotAboutCertificatesInItsWords() {
    assertThat(TlsFailures.words(new SSLHandshakeException("no cipher suites in common")))
        .isEqualTo("no cipher suites in common");
  }

  /** As the JDK wraps it. */
  private static Exception handshake(Exception why) {
    var wrapped = new CertificateException("PKIX path building failed: " + why, why);
    var failure = new SSLHandshakeException(wrapped.getMessage());
    failure.initCause(wrapped);
    return failure;
  }
}
