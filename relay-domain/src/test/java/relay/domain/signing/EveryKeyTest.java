package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.signing.Signing.mail;
import static relay.domain.signing.Signing.octets;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.DomainName;

/** Keys as they are kept, published and found again, whole and damaged. */
class EveryKeyTest {
  private static final DomainName DOMAIN = DomainName.of("example.org");
  private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  private static final List<PrivateKey> KEYS =
      List.of(MAKER.rsa(1024), MAKER.rsa(2048), MAKER.ed25519());
  private static final byte[] MAIL = mail("From: a@example.org\nSubject: x\n\nHello\n");

  @Test
  void shouldReadBackEachKeyItWrites() {
    for (PrivateKey key : KEYS) {
      String pem = KeyPem.write(key);

      assertThat(KeyPem.read(pem)).isEqualTo(key);
      assertThat(KeyPem.read("\ufeffcomment\r\n" + pem.replace("\n", "\r\n") + "more"))
          .isEqualTo(key);
      assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
      assertThat(SigningKey.of("s", DOMAIN, key).toString())
          .doesNotContain(pem.lines().skip(1).findFirst().orElseThrow().substring(0, 20));
    }
  }

  /** A file that a disk or a hand has damaged is told, and nothing else is thrown. */
  @Test
  void shouldReadOrRefuseADamagedKey() {
    Chance.rounds(
        1500,
        random -> {
          PrivateKey key = KEYS.get(random.nextInt(KEYS.size()));
          byte[] encoded = key.getEncoded();
          for (int i = random.nextInt(3); i >= 0; i--) {
            encoded[random.nextInt(encoded.length)] = (byte) random.nextInt(256);
          }
          int length = random.nextInt(4) == 0 ? random.nextInt(encoded.length) : encoded.length;
          String base64 =
              Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(Arrays.copyOf(encoded, length));
          String label = Chance.oneOf(random, "PRIVATE KEY", "RSA PRIVATE KEY");
          String pem =
              "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";

          try {
            PublishedKey.of(SigningKey.of("s", DOMAIN, KeyPem.read(pem)));
          } catch (InvalidKey e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(base64.length() > 20 && e.getMessage().contains(base64)).isFalse();
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-----BEGIN PRIVATE KEY-----AAAA | the key has no end line",
        "-----BEGIN PRIVATE KEY-----A*A-----END PRIVATE KEY----- | the key is not in base64",
        "-----BEGIN PRIVATE KEY----------END PRIVATE KEY----- | the key is neither RSA nor Ed25519",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----AA | the key is encrypted",
        "-----BEGIN PUBLIC KEY-----AA | no private key found",
        "-----BEGIN EC PRIVATE KEY-----AA | no private key found",
        "'' | no private key found",
        "-----END PRIVATE KEY-----AA-----BEGIN PRIVATE KEY----- | the key has no end line"
      })
  void shouldSayWhatToDoAboutAFileThatHoldsNoKey(String pem, String words) {
    assertThatThrownBy(() -> KeyPem.read(pem))
        .isInstanceOf(InvalidKey.class)
        .hasMessageStartingWith(words);
  }

  @Test
  void shouldNotTakeKeysThatDkimHasNoUseFor() throws Exception {
    PrivateKey ec = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();

    assertThatThrownBy(() -> KeyPem.read(KeyPem.write(ec))).isInstanceOf(InvalidKey.class);
    assertThatThrownBy(() -> SigningKey.of("s", DOMAIN, ec))
        .isInstanceOf(InvalidKey.class)
        .hasMessage("the key is neither RSA nor Ed25519");
    assertThatThrownBy(() -> new SigningKey("s", DOMAIN, SigningAlgorithm.RSA_SHA256, KEYS.get(2)))
        .isInstanceOf(InvalidKey.class)
        .hasMessage("the key is not made for rsa-sha256");
  }

  @ParameterizedTest
  @ValueSource(ints = {1023, 8193, 0, -1, Integer.MAX_VALUE})
  void shouldMakeNoRsaKeyThatReceiversRefuse(int bits) {
    assertThatThrownBy(() -> MAKER.rsa(bits))
        .isInstanceOf(InvalidKey.class)
        .hasMessage("an RSA key has 1024 to 8192 bits; 2048 suits all receivers");
  }

  /** What is called published must be what a receiver verifies with. */
  @Test
  void shouldCallPublishedOnlyWhatAReceiverTakes() {
    SigningKey key = SigningKey.of("s", DOMAIN, KEYS.get(2));
    ReadyKey ready = new ReadyKey(key, SignatureEngines.ofJdk().engineFor(key));
    PublishedKey published = PublishedKey.of(key);
    byte[] signed =
        Signing.join(
            Signing.sign(Signing.signer((tenant, domain) -> List.of(ready)), MAIL).fields(), MAIL);
    String p = published.text().substring(published.text().indexOf("p="));
    Chance.rounds(
        600,
        random -> {
          String record = record(p, random);

          boolean found = PublishedKey.isIn(record, published.text());

          DkimKeyLookup dns = name -> new DkimKeyLookup.Answer.Found(List.of(record));
          DkimStatus status = Signing.statuses(dns, signed).get(0);
          assertThat(found).as("%s: %s", record, status).isEqualTo(status == DkimStatus.PASS);
        });
  }

  private static String record(String p, Random random) {
    StringBuilder record = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      record.append(
          Chance.oneOf(
              random,
              "v=DKIM1; ",
              "v=DKIM2;",
              "k=ed25519;",
              "k=rsa; ",
              "h=sha256; ",
              "h=sha1;",
              "h=sha1 : sha256;",
              "s=email;",
              "s=*; ",
              "s=web;",
              "t=y; ",
              "t=s;",
              "n=note; ",
              ";"));
    }
    String key = Chance.oneOf(random, p, p + ";", p.replace("=", "= "), "p=", "p=AAAA", "");
    return record + key;
  }

  /** RFC 1035: what stands in a zone file is read back as the text, of whatever length. */
  @Test
  void shouldWriteRecordsInPiecesThatMakeTheWhole() {
    for (int length : new int[] {0, 1, 254, 255, 256, 510, 511, 2000}) {
      PublishedKey key = new PublishedKey("s._domainkey.example.org", "k".repeat(length));

      assertThat(String.join("", key.strings())).isEqualTo(key.text());
      assertThat(key.strings()).allMatch(piece -> !piece.isEmpty() && piece.length() <= 255);
      assertThat(key.strings()).hasSize((length + 254) / 255);
      assertThat(key.zoneLine()).startsWith("s._domainkey.example.org. IN TXT ( ").endsWith(" )");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dns/txt, PASS",
    "dns / txt, PASS",
    "http:dns/txt, PASS",
    "dns/txt:http, PASS",
    "xdns/txt, NEUTRAL",
    "dns/txts, NEUTRAL",
    "http, NEUTRAL",
    "'', NEUTRAL"
  })
  void shouldAskForAKeyOnlyInAWayThatTheSignatureNames(String ways, DkimStatus status) {
    SigningKey key = SigningKey.of("s", DOMAIN, KEYS.get(2));
    SignatureEngine engine = SignatureEngines.ofJdk().engineFor(key);
    PublishedKey published = PublishedKey.of(key);
    DkimKeyLookup dns = name -> new DkimKeyLookup.Answer.Found(List.of(published.text()));
    BodyHash body = new BodyHash(Canonicalization.RELAXED, Long.MAX_VALUE);
    body.update(octets("Hello\r\n"), 0, 7);
    String field =
        "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=example.org; s=s; q="
            + ways
            + "; h=from; bh="
            + Base64.getEncoder().encodeToString(body.finish())
            + "; b=";
    Octets canonical = new Octets(100);
    HeaderBlock block =
        HeaderBlock.of(octets("From: a@example.org\r\n" + field), 0, 21 + field.length());
    Canonicalization.RELAXED.addField(block.fields().get(0), canonical);
    canonical.add("\r\n");
    Canonicalization.RELAXED.addField(block.fields().get(1), canonical);
    byte[] signature = engine.sign(key.algorithm().octetsToSign(canonical.toArray()));
    String signed = field + Base64.getEncoder().encodeToString(signature) + "\r\n";

    assertThat(Signing.statuses(dns, octets(signed + "From: a@example.org\r\n\r\nHello\r\n")))
        .containsExactly(status);
  }

  @Test
  void shouldFindTheBodyHoweverTheMailComesInPieces() {
    byte[] mail = octets("A: 1\r\nB: 2\r\n\r\nbody\r\n\r\nmore");
    int start = "A: 1\r\nB: 2\r\n\r\n".length();

    for (int from = 0; from < mail.length; from++) {
      for (int to = from; to <= mail.length; to++) {
        int found = HeaderBlock.bodyStart(mail, from, to);
        boolean inside = to >= start && from < start;
        if (inside) {
          assertThat(found).as("%d to %d", from, to).isEqualTo(start);
        } else if (to < start) {
          assertThat(found).as("%d to %d", from, to).isEqualTo(-1);
        }
      }
    }
    assertThat(HeaderBlock.bodyStart(octets("\r\nbody"), 0, 6)).isEqualTo(2);
    assertThat(HeaderBlock.bodyStart(octets("\r"), 0, 1)).isEqualTo(-1);
  }

  /** RFC 6376 3.4.2: what is relaxed already stays as it is. */
  @Test
  void shouldRelaxWhatIsRelaxedNoFurther() {
    Chance.rounds(
        1000,
        random -> {
          StringBuilder field = new StringBuilder(Chance.oneOf(random, "A", "Sub-Ject", "x "));
          field.append(':');
          for (int i = random.nextInt(12); i > 0; i--) {
            field.append(
                Chance.oneOf(random, "a", " ", "\t", "\r\n ", "\r\n\t", "\u00fc", ":", "B"));
          }

          String once = relaxed(field.toString());

          assertThat(relaxed(once)).isEqualTo(once);
          assertThat(once).doesNotContain("  ", "\t", "\r", "\n").matches("[a-z-]+:([^ ].*)?");
          assertThat(once.equals(once.stripTrailing())).isTrue();
        });
  }

  private static String relaxed(String field) {
    byte[] octets = octets(field);
    Octets out = new Octets(16);
    Canonicalization.RELAXED.addField(
        HeaderBlock.of(octets, 0, octets.length).fields().get(0), out);
    return new String(out.toArray(), StandardCharsets.UTF_8);
  }
}
