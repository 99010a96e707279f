package relay.ejb.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.signing.KeyMaker;
import relay.domain.signing.SigningKey;
import relay.domain.signing.SigningSettings.RsaProvider;

class RsaEnginesTest {

  @Test
  void shouldUseTheJdkWhenAsked() {
    assertThat(RsaEngines.choose(RsaProvider.JDK).provider()).startsWith("JDK ");
  }

  @Test
  void shouldMakeTheSameSignatureNativelyWithoutRegisteringTheProvider() {
    assumeNative();
    SigningKey key =
        SigningKey.of(
            "s", DomainName.of("example.org"), new KeyMaker(new SecureRandom()).rsa(2048));
    byte[] octets = "from:a@example.org".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    RsaEngines chosen = RsaEngines.choose(RsaProvider.AUTO);

    assertThat(chosen.provider()).startsWith("AmazonCorrettoCryptoProvider");
    assertThat(chosen.engines().engineFor(key).sign(octets))
        .isEqualTo(RsaEngines.choose(RsaProvider.JDK).engines().engineFor(key).sign(octets));
    assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
  }

  @Test
  void shouldChooseOneInASecondDeploymentAndTheJdkWhenTheJarIsMissing() throws Exception {
    RsaEngines.choose(RsaProvider.AUTO);

    assertThat(chosenIn(classPath(""))).matches("(AmazonCorrettoCryptoProvider|JDK) .*");
    assertThat(chosenIn(classPath("AmazonCorretto"))).startsWith("JDK ");
  }

  /** What a second deployment of the application in the same process would choose. */
  private static String chosenIn(URL[] classPath) throws Exception {
    try (URLClassLoader second =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> engines = second.loadClass(RsaEngines.class.getName());
      Class<?> setting = second.loadClass(RsaProvider.class.getName());
      Method choose = engines.getMethod("choose", setting);
      Object chosen = choose.invoke(null, setting.getEnumConstants()[0]);
      return (String) engines.getMethod("provider").invoke(chosen);
    }
  }

  private static URL[] classPath(String without) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> without.isEmpty() || !entry.contains(without))
        .map(RsaEnginesTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void assumeNative() {
    assumeTrue(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the native provider is for Linux on x86_64");
  }
}
