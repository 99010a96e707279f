package relay.rar.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.common.util.TlsServerEndpoint;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tls-server-end-point against a published implementation, for every kind of certificate. */
class SessionBindingsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "RSA, SHA1withRSA, 32",
    "RSA, SHA256withRSA, 32",
    "RSA, SHA384withRSA, 48",
    "RSA, SHA512withRSA, 64",
    "EC, SHA256withECDSA, 32",
    "EC, SHA384withECDSA, 48"
  })
  void shouldHashTheCertificateAsOthersDo(String key, String signature, int octets)
      throws Exception {
    X509Certificate certificate = certificate(key, signature);

    byte[] data = SessionBindings.endPoint(certificate).orElseThrow();

    assertThat(data)
        .hasSize(octets)
        .isEqualTo(TlsServerEndpoint.getChannelBindingData(certificate));
  }

  @Test
  void shouldFindTheHashOfARsaPssSignatureInItsParameters() throws Exception {
    X509Certificate certificate = certificate("RSASSA-PSS", "RSASSA-PSS");

    assertThat(SessionBindings.endPoint(certificate).orElseThrow()).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void shouldHaveNoneForSignaturesWithoutAHashOfTheirOwn() throws Exception {
    assertThat(SessionBindings.endPoint(certificate("Ed25519", "Ed25519"))).isEmpty();
  }

  private X509Certificate certificate(String key, String signature) throws Exception {
    Path store = folder.resolve(signature + ".p12");
    keytool("-genkeypair", "-keyalg", key, "-sigalg", signature, "-dname", "CN=x", store);
    return (X509Certificate)
        KeyStore.getInstance(store.toFile(), "changeit".toCharArray()).getCertificate("x");
  }

  private static void keytool(Object... arguments) throws Exception {
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-J-XX:TieredStopAtLevel=1");
    for (int i = 0; i < arguments.length - 1; i++) {
      command.add(arguments[i].toString());
    }
    command.addAll(
        java.util.List.of(
            "-alias", "x", "-storepass", "changeit", "-storetype", "PKCS12", "-keystore"));
    command.add(arguments[arguments.length - 1].toString());
    Process made =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(made.waitFor(240, TimeUnit.SECONDS)).isTrue();
    assertThat(made.exitValue()).isZero();
  }
}
