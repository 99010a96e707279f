package relay.rar.tls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import relay.domain.authentication.ChannelBinding;
import relay.domain.authentication.ChannelBindings;

/** What a TLS session has for channel binding: RFC 9266 and RFC 5929 4. */
final class SessionBindings {
  private static final Logger LOG = System.getLogger(SessionBindings.class.getName());
  private static final String LABEL = "EXPORTER-Channel-Binding";
  private static final int EXPORTED_OCTETS = 32;

  // Java 25 can export keying material, 17 to 24 cannot; we are built against 17.
  private static final Optional<Method> EXPORTER = exporter();

  private SessionBindings() {}

  static ChannelBindings of(SSLSession session) {
    Map<ChannelBinding, byte[]> data = new EnumMap<>(ChannelBinding.class);
    exported(session).ifPresent(octets -> data.put(ChannelBinding.TLS_EXPORTER, octets));
    Certificate[] ours = session.getLocalCertificates();
    if (ours != null && ours.length > 0 && ours[0] instanceof X509Certificate certificate) {
      endPoint(certificate)
          .ifPresent(octets -> data.put(ChannelBinding.TLS_SERVER_END_POINT, octets));
    }
    return new ChannelBindings(data);
  }

  /** With the hash of the certificate's signature, SHA-256 in place of weaker ones. */
  static Optional<byte[]> endPoint(X509Certificate certificate) {
    try {
      Optional<String> hash = hashOf(certificate);
      return hash.isEmpty()
          ? Optional.empty()
          : Optional.of(MessageDigest.getInstance(hash.get()).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      LOG.log(Level.DEBUG, "no tls-server-end-point of our certificate", e);
      return Optional.empty();
    }
  }

  /** Empty for signatures without one hash, such as Ed25519: RFC 5929 defines nothing for them. */
  private static Optional<String> hashOf(X509Certificate certificate)
      throws GeneralSecurityException {
    String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    if (signature.equals("RSASSA-PSS")) {
      return Optional.of(strengthened(pssHash(certificate)));
    }
    int with = signature.indexOf("WITH");
    return with < 0 ? Optional.empty() : Optional.of(strengthened(signature.substring(0, with)));
  }

  private static String pssHash(X509Certificate certificate) throws GeneralSecurityException {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      parameters.init(certificate.getSigAlgParams());
      return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    } catch (java.io.IOException e) {
      throw new InvalidParameterSpecException("unreadable RSASSA-PSS parameters: " + e);
    }
  }

  /** SHA256 and SHA-256 are one hash with two spellings. */
  private static String strengthened(String hash) {
    String plain = hash.toUpperCase(Locale.ROOT).replace("-", "");
    return switch (plain) {
      case "MD5", "SHA1" -> "SHA-256";
      default -> plain.startsWith("SHA") ? "SHA-" + plain.substring(3) : hash;
    };
  }

  private static Optional<byte[]> exported(SSLSession session) {
    if (EXPORTER.isEmpty()
        || !(session instanceof ExtendedSSLSession)
        || !session.getProtocol().equals("TLSv1.3")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (byte[]) EXPORTER.get().invoke(session, LABEL, new byte[0], EXPORTED_OCTETS));
    } catch (IllegalAccessException | InvocationTargetException e) {
      LOG.log(Level.DEBUG, "this TLS session exports nothing", e);
      return Optional.empty();
    }
  }

  private static Optional<Method> exporter() {
    try {
      return Optional.of(
          ExtendedSSLSession.class.getMethod(
              "exportKeyingMaterialData", String.class, byte[].class, int.class));
    } catch (NoSuchMethodException e) {
      LOG.log(Level.DEBUG, "this Java has no TLS exporter", e);
      return Optional.empty();
    }
  }
}
