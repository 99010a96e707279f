package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.signing.Signing.join;
import static relay.domain.signing.Signing.mail;
import static relay.domain.signing.Signing.octets;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.DomainName;

class DkimVerifierTest {
  private static final String NAME = "s._domainkey.example.org";
  private static final byte[] SEED = new byte[32];
  private static final SigningKey KEY =
      SigningKey.of("s", TestKeys.EXAMPLE_ORG, KeyMaker.ed25519(SEED));
  private static final String RECORD = PublishedKey.of(KEY).text();
  private static final String BODY = "Hello\r\n";
  private static final String BODY_HASH =
      Base64.getEncoder().encodeToString(Sha256.of(octets(BODY), BODY.length()));
  private static final String TAGS =
      "v=1; a=ed25519-sha256; c=relaxed/relaxed; d=example.org; s=s; h=from:to; bh="
          + BODY_HASH
          + "; b=";

  private final TestKeys dns = new TestKeys().publish(NAME, RECORD);

  /** Signs what the tags say, honestly; whether they make sense is the verifier's business. */
  private static byte[] signed(String tags, String... fieldsInOrderOfH) {
    Octets canonical = new Octets(100);
    for (String field : fieldsInOrderOfH) {
      canonical.add(field + "\r\n");
    }
    String own = "DKIM-Signature: " + tags;
    byte[] octets = octets(own);
    HeaderField field = HeaderBlock.of(octets, 0, octets.length).fields().get(0);
    boolean relaxed = !tags.contains("c=simple");
    (relaxed ? Canonicalization.RELAXED : Canonicalization.SIMPLE).addField(field, canonical);
    byte[] hash = Sha256.of(canonical.toArray(), canonical.length());
    byte[] signature = SignatureEngines.ofJdk().engineFor(KEY).sign(hash);
    return octets(own + Base64.getEncoder().encodeToString(signature) + "\r\n");
  }

  private static byte[] honest(String tags) {
    return join(
        signed(tags, "from:a@example.org", "to:b@example.net"),
        octets("From: a@example.org\r\nTo: b@example.net\r\n\r\n" + BODY));
  }

  private DkimResult only(byte[] mail) {
    List<DkimResult> results = Signing.verify(dns, mail);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  @Test
  void shouldPassAnHonestSignature() {
    assertThat(only(honest(TAGS)))
        .isEqualTo(
            new DkimResult(DkimStatus.PASS, "", "example.org", "s", "ed25519-sha256", false));
  }

  @Test
  void shouldFindNothingInAnUnsignedMail() {
    assertThat(Signing.verify(dns, mail("From: a@example.org\n\nHello\n"))).isEmpty();
  }

  @ParameterizedTest(name = "{2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=1;           | v=2;                    | NEUTRAL   | unknown version
          v=1;           | v=1; v=1;               | NEUTRAL   | v= is there twice
          v=1;           | v=1; s=s;               | NEUTRAL   | s= is there twice
          v=1;           | v=1;;                   | NEUTRAL   | a tag without =
          v=1;           | v=1; =x;                | NEUTRAL   | bad tag name
          v=1;           | v=1; 1x=y;              | NEUTRAL   | bad tag name
          v=1;           | x=1;                    | NEUTRAL   | v= is missing
          d=example.org; |                         | NEUTRAL   | d= is missing
          s=s;           |                         | NEUTRAL   | s= is missing
          s=s;           | s=-;                    | NEUTRAL   | s= is no selector
          d=example.org; | d=exa mple.org;         | NEUTRAL   | d= is no domain
          ed25519-sha256 | rsa-sha1                | PERMERROR | RFC 8301
          ed25519-sha256 | md5                     | NEUTRAL   | unknown algorithm
          ed25519-sha256 | rsa-sha256              | PERMERROR | for another algorithm
          relaxed/       | loose/                  | NEUTRAL   | unknown canonicalization
          /relaxed       | /                       | NEUTRAL   | unknown canonicalization
          h=from:to      | h=to                    | PERMERROR | From is not signed
          h=from:to      | h=from::to              | NEUTRAL   | h= is no list
          v=1;           | v=1; i=a@example.com;   | PERMERROR | i= is not within d=
          v=1;           | v=1; i=badexample.org;  | NEUTRAL   | i= without @
          v=1;           | v=1; i=@xexample.org;   | PERMERROR | i= is not within d=
          v=1;           | v=1; q=http;            | NEUTRAL   | q= names
          v=1;           | v=1; l=-1;              | NEUTRAL   | l= is no number
          v=1;           | v=1; t=soon;            | NEUTRAL   | t= is no number
          v=1;           | v=1; t=5; x=5;          | NEUTRAL   | not later than t=
          v=1;           | v=1; x=1000000000;      | PERMERROR | expired
          v=1;           | v=1; t=99999999999;     | PERMERROR | in the future
          v=1;           | v=1; l=8;               | FAIL      | shorter than l=
          bh=            | bh=AAAA                 | NEUTRAL   | no SHA-256
          bh=            | bh=*                    | NEUTRAL   | bh= is no base64
          b=             | b=*                     | NEUTRAL   | b= is no base64
          s=s;           | s=other;                | PERMERROR | no key at other._domainkey
          """)
  void shouldNotPassBrokenTags(String tag, String broken, DkimStatus status, String reason) {
    String tags =
        TAGS.replaceFirst(tag + (tag.equals("b=") ? "$" : ""), broken == null ? "" : broken);

    DkimResult result = only(honest(tags));

    assertThat(result.reason()).contains(reason);
    assertThat(result.status()).isEqualTo(status);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=1; z=From:a@example.org; future_tag=1;
          v=1; i=a@sub.example.org;
          v=1; i=a@EXAMPLE.ORG;
          v=1; q=dns/txt;
          v=1; t=1763000000; x=99999999999;
          v=1; l=7;
          """)
  void shouldPassWhatTheRfcAllows(String tags) {
    assertThat(only(honest(TAGS.replace("v=1;", tags))).status()).isEqualTo(DkimStatus.PASS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          k=rsa; p=AAAA                             | PERMERROR | another algorithm
          v=DKIM2; k=ed25519; p=                    | PERMERROR | unknown version
          k=ed25519; v=DKIM1; p=                    | PERMERROR | unknown version
          v=DKIM1; k=ed25519; p=                    | PERMERROR | revoked
          v=DKIM1; k=ed25519                        | PERMERROR | no p=
          v=DKIM1; k=ed25519; p=AAAA                | PERMERROR | no Ed25519 key
          v=DKIM1; k=ed25519; p=*                   | PERMERROR | broken
          v=DKIM1; k=ed25519; h=sha1; p=AAAA        | PERMERROR | does not allow sha256
          v=DKIM1; k=ed25519; s=tlsrpt; p=AAAA      | PERMERROR | not for mail
          v=spf1 -all                               | PERMERROR | unknown version
          hello                                     | PERMERROR | broken
          """)
  void shouldNotPassWithABrokenRecord(String record, DkimStatus status, String reason) {
    dns.publish(NAME, record);

    DkimResult result = only(honest(TAGS));

    assertThat(result.reason()).contains(reason);
    assertThat(result.status()).isEqualTo(status);
  }

  @Test
  void shouldRefuseShortRsaKeys() {
    dns.publish(
        NAME,
        "v=DKIM1; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALwpNVGQdVQbmOlmXHwyKZSJ2qTUSHSAZm8Hyq2bMLLV"
            + "5tmrHzhQ0d2d6m7uH3RVWCkHKfQ5CPL5eRRF7TFVHbUCAwEAAQ==");

    DkimResult result = only(honest(TAGS.replace("ed25519-sha256", "rsa-sha256")));

    assertThat(result.status()).isEqualTo(DkimStatus.PERMERROR);
    assertThat(result.reason()).contains("512 bits");
  }

  @Test
  void shouldRefuseASubdomainWhenTheRecordIsStrict() {
    dns.publish(NAME, RECORD.replace("k=ed", "t=y:s; k=ed"));

    assertThat(only(honest(TAGS.replace("v=1;", "v=1; i=@sub.example.org;"))).reason())
        .contains("no subdomain");
    assertThat(only(honest(TAGS)).testing()).isTrue();
  }

  @Test
  void shouldBeTemporaryWhenTheDnsDoesNotAnswer() {
    dns.answer(NAME, new DkimKeyLookup.Answer.Unavailable("SERVFAIL"));

    DkimResult result = only(honest(TAGS));

    assertThat(result.status()).isEqualTo(DkimStatus.TEMPERROR);
    assertThat(result.reason()).contains("SERVFAIL");
  }

  @Test
  void shouldTryEachRecordOfTheName() {
    dns.publish(NAME, "v=spf1 -all", RECORD);

    assertThat(only(honest(TAGS)).status()).isEqualTo(DkimStatus.PASS);
  }

  @Test
  void shouldPassAPartOfTheBodyAndSayHowMuchIsNot() {
    byte[] mail = join(honest(TAGS.replace("v=1;", "v=1; l=7;")), octets("spam\r\n"));

    DkimResult result = only(mail);

    assertThat(result.status()).isEqualTo(DkimStatus.PASS);
    assertThat(result.reason()).isEqualTo("l= leaves 6 octets of the body unsigned");
  }

  @Test
  void shouldVerifySimpleForms() {
    String tags = TAGS.replace("c=relaxed/relaxed", "c=simple");
    byte[] signature = signed(tags, "From:  a@example.org ", "To: b@example.net");

    assertThat(
            only(join(
                    signature, octets("From:  a@example.org \r\nTo: b@example.net\r\n\r\n" + BODY)))
                .status())
        .isEqualTo(DkimStatus.PASS);
    assertThat(
            only(join(
                    signature, octets("From: a@example.org \r\nTo: b@example.net\r\n\r\n" + BODY)))
                .status())
        .isEqualTo(DkimStatus.FAIL);
  }

  @Test
  void shouldTakeFieldsOfOneNameFromTheBottomUp() {
    String tags = TAGS.replace("h=from:to", "h=From : To:to:TO");
    byte[] signature = signed(tags, "from:a@example.org", "to:two@b", "to:one@b");
    String fields = "From: a@example.org\r\nTo: one@b\r\nTo: two@b\r\n\r\n";

    assertThat(only(join(signature, octets(fields + BODY))).status()).isEqualTo(DkimStatus.PASS);
    assertThat(only(join(signature, octets("To: three@b\r\n" + fields + BODY))).status())
        .isEqualTo(DkimStatus.FAIL);
  }

  @Test
  void shouldTakeAnotherSignatureForDkimSignatureInH() {
    String tags = TAGS.replace("h=from:to", "h=from:to:dkim-signature");
    byte[] signature = signed(tags, "from:a@example.org", "to:b@example.net", "dkim-signature:v=0");
    byte[] rest = octets("From: a@example.org\r\nTo: b@example.net\r\n\r\n" + BODY);

    assertThat(Signing.statuses(dns, join(octets("DKIM-Signature: v=0\r\n"), signature, rest)))
        .containsExactly(DkimStatus.NEUTRAL, DkimStatus.PASS);
  }

  @Test
  void shouldAskForAnInternationalDomainByItsALabels() {
    SigningKey key = SigningKey.of("s", DomainName.of("bücher.example"), KEY.privateKey());
    dns.publish(PublishedKey.of(key).name(), RECORD);

    assertThat(only(honest(TAGS.replace("example.org", "bücher.example"))).status())
        .isEqualTo(DkimStatus.PASS);
  }

  @Test
  void shouldLookAtABoundedNumberOfSignatures() {
    byte[] one = honest(TAGS);
    String signature = new String(one, StandardCharsets.US_ASCII).split("From:")[0];

    List<DkimResult> results = Signing.verify(dns, join(octets(signature.repeat(50)), one));

    assertThat(results).hasSize(VerifierLimits.DEFAULT.signaturesMax() + 1);
    assertThat(results.get(10).status()).isEqualTo(DkimStatus.NEUTRAL);
  }

  @Test
  void shouldBearJunkInTheSignatureAndTheRecord() {
    long seed = Chance.seed();
    Random random = new Random(seed);
    String letters = "vabhdsclitxzqkp=;:, \t\r\n1/@*\u00e9";
    for (int round = 0; round < 5000; round++) {
      byte[] mail = honest(TAGS);
      StringBuilder record = new StringBuilder(RECORD);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        mail[random.nextInt(mail.length)] = (byte) letters.charAt(random.nextInt(letters.length()));
        record.setCharAt(
            random.nextInt(record.length()), letters.charAt(random.nextInt(letters.length())));
      }
      dns.publish(NAME, round % 2 == 0 ? RECORD : record.toString());

      assertThat(Signing.verify(dns, mail)).as("seed %d round %d", seed, round).hasSizeLessThan(3);
    }
  }

  @Test
  void shouldStaySwiftWithManyFieldsOfOneName() {
    byte[] mail = join(octets("a:\r\n".repeat(200_000)), honest(TAGS));

    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(30), () -> assertThat(only(mail).status()).isEqualTo(DkimStatus.PASS));
  }
}
