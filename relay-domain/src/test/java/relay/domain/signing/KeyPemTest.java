package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;

class KeyPemTest {
  private final KeyMaker maker = new KeyMaker(new SecureRandom());

  @Test
  void shouldReadTheKeysItWrote() {
    PrivateKey rsa = maker.rsa(1024);
    PrivateKey ed25519 = maker.ed25519();

    assertThat(KeyPem.read(KeyPem.write(rsa))).isEqualTo(rsa);
    assertThat(KeyPem.read(KeyPem.write(ed25519)).getEncoded()).isEqualTo(ed25519.getEncoded());
    assertThat(KeyPem.write(rsa)).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----\n");
  }

  @Test
  void shouldReadTheOlderRsaFormWithWindowsLineEndsAndTextAround() throws IOException {
    PrivateKey rsa = maker.rsa(1024);
    byte[] bare =
        PrivateKeyInfo.getInstance(rsa.getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    String pem =
        "# my key\r\n-----BEGIN RSA PRIVATE KEY-----\r\n"
            + Base64.getMimeEncoder().encodeToString(bare)
            + "\r\n-----END RSA PRIVATE KEY-----\r\n";

    assertThat(KeyPem.read(pem)).isEqualTo(rsa);
  }

  @Test
  void shouldSayWhatIsWrongWithABrokenKey() {
    String pem = KeyPem.write(maker.rsa(1024));

    assertRefused("", "no private key found");
    assertRefused("-----BEGIN CERTIFICATE-----", "no private key found");
    assertRefused(pem.substring(0, 300), "cut off");
    assertRefused(pem.replaceFirst("\nMII", "\n***"), "base64");
    assertRefused(pem.replaceFirst("\nMII", "\nAAA"), "damaged");
    assertRefused(pem.replace(" PRIVATE", " RSA PRIVATE"), "damaged");
    assertRefused(pem.replace(" PRIVATE", " ENCRYPTED PRIVATE"), "encrypted");
  }

  @Test
  void shouldRefuseKeysThatDkimCannotUse() throws GeneralSecurityException {
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(512);
    PrivateKey weak = KeyPem.read(KeyPem.write(rsa.generateKeyPair().getPrivate()));

    assertRefused(KeyPem.write(ec.generateKeyPair().getPrivate()), "neither RSA nor Ed25519");
    assertThatThrownBy(() -> SigningKey.of("s", TestKeys.EXAMPLE_ORG, weak))
        .isInstanceOf(InvalidKey.class)
        .hasMessageContaining("512 bits");
    assertThatThrownBy(() -> SigningKey.of("a b", TestKeys.EXAMPLE_ORG, maker.ed25519()))
        .isInstanceOf(InvalidKey.class)
        .hasMessageContaining("selector");
    assertThatThrownBy(() -> maker.rsa(512)).isInstanceOf(InvalidKey.class);
  }

  @Test
  void shouldPublishALongKeyInStringsOf255Octets() {
    SigningKey key = SigningKey.of("s1", DomainName.of("Example.org"), maker.rsa(2048));

    PublishedKey published = PublishedKey.of(key);

    assertThat(published.name()).isEqualTo("s1._domainkey.example.org");
    assertThat(published.strings()).hasSize(2).allMatch(string -> string.length() <= 255);
    assertThat(String.join("", published.strings())).isEqualTo(published.text());
    assertThat(published.zoneLine())
        .startsWith("s1._domainkey.example.org. IN TXT ( \"v=DKIM1; k=rsa; p=MIIBIjAN")
        .contains("\" \"")
        .endsWith("\" )");
  }

  private static void assertRefused(String pem, String reason) {
    assertThatThrownBy(() -> KeyPem.read(pem))
        .isInstanceOf(InvalidKey.class)
        .hasMessageContaining(reason);
  }
}
