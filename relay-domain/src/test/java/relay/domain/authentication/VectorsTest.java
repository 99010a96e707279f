package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** What the RFCs themselves give as examples, and what is next to them. */
class VectorsTest {

  /** RFC 4231 4.2, 4.3 and 4.7. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There,"
        + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    "4a656665, what do ya want for nothing?,"
        + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
  })
  void shouldMakeTheHmacsOfRfc4231(String key, String text, String hmac) {
    assertThat(hex(Sha256.hmac(HexFormat.of().parseHex(key), text))).isEqualTo(hmac);
  }

  @Test
  void shouldHashAKeyThatIsLongerThanABlock() {
    byte[] key = new byte[131];
    java.util.Arrays.fill(key, (byte) 0xaa);

    assertThat(hex(Sha256.hmac(key, "Test Using Larger Than Block-Size Key - Hash Key First")))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  }

  /** RFC 7914 11, the first 32 octets: PBKDF2 with one block is the function Hi. */
  @ParameterizedTest
  @CsvSource({
    "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc",
    "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
  })
  void shouldIterateAsRfc7914(String password, String salt, int iterations, String derived) {
    assertThat(hex(Sha256.iterated(ascii(password), ascii(salt), iterations))).isEqualTo(derived);
  }

  /** RFC 4013 3; what it forbids stays as it is. */
  @ParameterizedTest
  @CsvSource({
    "I\u00adX, IX",
    "user, user",
    "USER, USER",
    "\u00aa, a",
    "\u2168, IX",
    "a\u00a0b, a b",
    "a\u3000b, 'a b'",
    "a\u200bb, ab",
    "\ufeffpassword, password",
    "pa\u2060ss, pass",
    "\ufb01ne, fine",
    "gru\u0308n, gr\u00fcn",
    "'\u0007', '\u0007'",
    "'\u00e4\u0007', '\u00e4\u0007'",
    "'a\tb', 'a\tb'"
  })
  void shouldPrepareTextsAsRfc4013(String text, String prepared) {
    assertThat(Saslprep.prepared(text)).isEqualTo(prepared);
  }

  @Test
  void shouldPrepareWhatIsPreparedToItself() {
    Chance.rounds(
        1_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(6); i >= 0; i--) {
            text.appendCodePoint(0x20 + random.nextInt(random.nextBoolean() ? 0x5f : 0x2fe0));
          }
          String prepared = Saslprep.prepared(text.toString());

          assertThat(Saslprep.prepared(prepared)).isEqualTo(prepared);
        });
  }

  /** RFC 7515 A.2. */
  @Test
  void shouldVerifyTheRsaExample() {
    String n =
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0"
            + "Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSX"
            + "ndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I"
            + "5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
    String token =
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlL"
            + "mNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZ"
            + "mh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrn"
            + "byTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkH"
            + "WEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0"
            + "igcN_IoypGlUPQGe77Rw";

    verifies(token, "{\"kty\":\"RSA\",\"n\":\"" + n + "\",\"e\":\"AQAB\"}", TokenAlgorithm.RS256);
  }

  /** RFC 7515 A.3. */
  @Test
  void shouldVerifyTheExampleOfTheEllipticCurve() {
    verifies(
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlL"
            + "mNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8IS"
            + "lSApmWQxfKTUJqPP3-Kg6NU1Q",
        "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}",
        TokenAlgorithm.ES256);
  }

  /** RFC 8037 A.4, whose payload is no JSON. */
  @Test
  void shouldVerifyTheExampleOfTheEdwardsCurve() {
    KeySet keys =
        KeySet.parse(
            "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}");
    byte[] signed = ascii("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc");
    byte[] signature =
        Base64.getUrlDecoder()
            .decode(
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0"
                    + "KAg");
    var key = keys.keysFor(Optional.empty(), TokenAlgorithm.EDDSA).get(0);

    assertThat(TokenAlgorithm.EDDSA.verify(key, signed, signature)).isTrue();
    signature[3] ^= 1;
    assertThat(TokenAlgorithm.EDDSA.verify(key, signed, signature)).isFalse();
    assertThat(TokenAlgorithm.EDDSA.verify(key, signed, new byte[0])).isFalse();
    assertThat(TokenAlgorithm.RS256.verify(key, signed, signature)).isFalse();
  }

  private static void verifies(String token, String key, TokenAlgorithm algorithm) {
    KeySet keys = KeySet.parse("{\"keys\":[" + key + "]}");
    Jwt jwt = Jwt.read(token).orElseThrow();

    assertThat(jwt.algorithm()).contains(algorithm);
    assertThat(jwt.text("iss")).contains("joe");
    assertThat(jwt.time("exp").orElseThrow().getEpochSecond()).isEqualTo(1_300_819_380L);
    assertThat(jwt.has("http://example.com/is_root")).isTrue();
    assertThat(jwt.isSignedBy(keys.keysFor(Optional.empty(), algorithm), algorithm)).isTrue();
    // any one octet of header, claims or signature
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      int at = random.nextInt(token.length());
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      boolean last = at > token.length() - 2;
      assertThat(
              !last
                  && token.charAt(at) != '.'
                  && Jwt.read(changed)
                      .filter(
                          j -> j.isSignedBy(keys.keysFor(Optional.empty(), algorithm), algorithm))
                      .isPresent())
          .as("octet %d", at)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"keys\":{}}",
        "{\"keys\":\"x\"}",
        "{\"keys\":[1,\"x\",null,[]]}",
        "{\"keys\":[{}]}",
        "{\"keys\":[{\"kty\":\"RSA\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"!\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-521\"}]}",
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}]}",
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}]}",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
        "{\"keys\":[{\"kty\":7}]}",
        "",
        "null"
      })
  void shouldRefuseAKeySetWithoutAKeyThatCouldBeUsed(String json) {
    assertThatThrownBy(() -> KeySet.parse(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAKeySetThatIsTooLongOrTooDeep() {
    String many = "{},".repeat(100) + "{}";
    assertThatThrownBy(() -> KeySet.parse("{\"keys\":[" + many + "]}"))
        .hasMessage("no key set: it has no list of up to 100 keys");
    assertThatThrownBy(
            () -> KeySet.parse("{\"keys\":" + "[".repeat(9_000) + "]".repeat(9_000) + "}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeySet.parse("{\"keys\":[" + "9".repeat(3_000) + "]}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldOfferAKeyToItsOwnAlgorithmOnly() {
    TokenFactory factory = new TokenFactory();
    String keys = factory.keySet();
    KeySet set = KeySet.parse(keys);

    assertThat(set.has("r")).isTrue();
    assertThat(set.has("e")).isTrue();
    assertThat(set.has("d")).isTrue();
    assertThat(set.has("x")).isFalse();
    assertThat(set.keysFor(Optional.of("e"), TokenAlgorithm.ES256)).hasSize(1);
    assertThat(set.keysFor(Optional.of("e"), TokenAlgorithm.RS256)).isEmpty();
    assertThat(set.keysFor(Optional.empty(), TokenAlgorithm.PS256)).hasSize(1);
  }

  /** Claims come from anybody: whatever stands there, a token is judged or refused. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e11",
        "-1e11",
        "1e400",
        "1e99999999999999",
        "0.0000001",
        "-0",
        "99999999999999999999",
        "true",
        "null",
        "[]",
        "\"1\""
      })
  void shouldReadNoTimeOfWhatIsNone(String value) {
    String token = token("{\"alg\":\"RS256\"}", "{\"exp\":" + value + "}");

    Optional<Jwt> jwt = Jwt.read(token);

    if (jwt.isPresent() && jwt.get().time("exp").isPresent()) {
      assertThat(jwt.get().time("exp").get().getEpochSecond()).isBetween(-1L, 1L);
    }
  }

  @Test
  void shouldRefuseNumbersBeyondTheBoundsOfAParser() {
    assertThat(Jwt.read(token("{\"alg\":\"RS256\"}", "{\"exp\":" + "9".repeat(1_200) + "}")))
        .isEmpty();
    assertThat(Jwt.read(token("{\"alg\":\"RS256\"}", "{\"exp\":1} x"))).isEmpty();
    assertThat(Jwt.read(token("{\"alg\":\"RS256\"}", "[1]"))).isEmpty();
    assertThat(Jwt.read(token("{\"alg\":\"RS256\"}", "{\"a\":" + "[".repeat(301) + "}"))).isEmpty();
  }

  @Test
  void shouldRefuseClaimsThatAreNoUtf8() {
    String claims = Base64.getUrlEncoder().encodeToString(new byte[] {'{', '"', (byte) 0xff});

    assertThat(Jwt.read("e30." + claims + ".e30")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"alg\":\"RS256\"} | RS256",
        "{\"alg\":\"RS256\",\"typ\":\"jwt\"} | RS256",
        "{\"alg\":\"RS256\",\"typ\":\"application/at+jwt\"} | RS256",
        "{\"alg\":\"EdDSA\",\"kid\":\"x\"} | EDDSA",
        "{\"alg\":\"rs256\"} | ''",
        "{\"alg\":\"RS512\"} | ''",
        "{\"alg\":7} | ''",
        "{\"alg\":\"RS256\",\"typ\":\"JOSE\"} | ''",
        "{\"alg\":\"RS256\",\"typ\":7} | ''",
        "{\"alg\":\"RS256\",\"crit\":[]} | ''",
        "{} | ''"
      })
  void shouldKnowTheAlgorithmsThatItBelieves(String header, String algorithm) {
    assertThat(
            Jwt.read(token(header, "{}"))
                .orElseThrow()
                .algorithm()
                .map(TokenAlgorithm::name)
                .orElse(""))
        .isEqualTo(algorithm);
  }

  @Test
  void shouldShowNothingOfAToken() {
    assertThat(Jwt.read(token("{\"alg\":\"RS256\"}", "{\"sub\":\"ann\"}")).orElseThrow())
        .hasToString("Jwt[hidden]");
  }

  @Test
  void shouldReadClaimsThatAreOneTextOrAList() {
    Jwt jwt =
        Jwt.read(
                token(
                    "{\"alg\":\"RS256\"}",
                    "{\"one\":\"a b\",\"some\":[\"a\",1,\"b\",null],\"none\":{},\"off\":false,"
                        + "\"no\":\"FALSE\"}"))
            .orElseThrow();

    assertThat(jwt.texts("one")).containsExactly("a b");
    assertThat(jwt.texts("some")).containsExactly("a", "b");
    assertThat(jwt.texts("none")).isEmpty();
    assertThat(jwt.texts("absent")).isEmpty();
    assertThat(jwt.isFalse("off")).isTrue();
    assertThat(jwt.isFalse("no")).isTrue();
    assertThat(jwt.isFalse("one")).isFalse();
    assertThat(jwt.isFalse("absent")).isFalse();
  }

  private static String token(String header, String claims) {
    return TokenFactory.base64(header) + "." + TokenFactory.base64(claims) + ".e30";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
