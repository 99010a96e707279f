package relay.ejb.transport;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import relay.domain.transport.TlsFault;
import relay.domain.transport.TlsProblem;

/** Puts what kept a handshake from succeeding into the words of RFC 8460 4.3. */
public final class TlsFailures {
  private static final int CAUSES_MAX = 10;

  private TlsFailures() {}

  /** What a failed handshake, or an unacceptable certificate, comes to. */
  public static TlsProblem of(Exception failure) {
    return new TlsProblem(fault(failure), words(failure));
  }

  /** The same for people: what is wrong, and no names of classes of the JDK. */
  public static String words(Throwable failure) {
    String words = String.valueOf(failure.getMessage());
    Throwable cause = failure;
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      if (cause instanceof CertificateExpiredException) {
        return "the certificate has expired (" + cause.getMessage() + ")";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "the certificate is not valid yet (" + cause.getMessage() + ")";
      }
      if (cause instanceof CertPathBuilderException) {
        words = "no trusted authority vouches for the certificate";
      } else if (cause instanceof CertPathValidatorException) {
        words = "the certificate is not valid: " + cause.getMessage();
      }
      cause = cause.getCause();
    }
    return words;
  }

  /** The same of the fetch of an MTA-STS policy. */
  static TlsProblem ofFetch(Throwable failure) {
    String reason = words(failure);
    if (failure instanceof IllegalArgumentException || failure instanceof NoPolicy) {
      return new TlsProblem(TlsFault.STS_POLICY_INVALID, reason);
    }
    return new TlsProblem(
        failure instanceof javax.net.ssl.SSLException
            ? TlsFault.STS_WEBPKI_INVALID
            : TlsFault.STS_POLICY_FETCH_ERROR,
        reason);
  }

  /** What was fetched, from the right server, is no policy. */
  static final class NoPolicy extends IOException {
    private static final long serialVersionUID = 1L;

    NoPolicy(String why) {
      super(why);
    }
  }

  private static TlsFault fault(Exception failure) {
    if (failure instanceof UnacceptableCertificate certificate) {
      return certificate.fault();
    }
    boolean isAboutTrust = false;
    Throwable cause = failure;
    // The JDK wraps what it found out about a chain some layers deep.
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      if (isExpiry(cause)) {
        return TlsFault.CERTIFICATE_EXPIRED;
      }
      isAboutTrust |=
          cause instanceof CertificateException
              || cause instanceof CertPathValidatorException
              || cause instanceof CertPathBuilderException;
      cause = cause.getCause();
    }
    return isAboutTrust ? TlsFault.CERTIFICATE_NOT_TRUSTED : TlsFault.VALIDATION_FAILURE;
  }

  private static boolean isExpiry(Throwable cause) {
    return cause instanceof CertificateExpiredException
        || cause instanceof CertPathValidatorException path
            && path.getReason() == BasicReason.EXPIRED;
  }
}
