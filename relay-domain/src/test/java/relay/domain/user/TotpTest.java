package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant THEN = Instant.ofEpochSecond(1_111_111_109);

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void shouldMakeTheCodesOfRfc6238(long second, String code) {
    long step = Totp.step(Instant.ofEpochSecond(second));

    assertThat(Totp.code(KEY, step, 8)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"0, 755224", "1, 287082", "7, 162583", "9, 520489"})
  void shouldMakeTheCodesOfRfc4226(long counter, String code) {
    assertThat(Totp.code(KEY, counter, 6)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
  void shouldTakeTheCodeOfOneStepBeforeAndAfter(long seconds, boolean taken) {
    String code = Totp.code(KEY, Totp.step(THEN), 6);

    assertThat(Totp.match(KEY, code, THEN.plusSeconds(seconds)).isPresent()).isEqualTo(taken);
  }

  @Test
  void shouldTakeTheCodeAsAppsShowItWithABlank() {
    String code = Totp.code(KEY, Totp.step(THEN), 6);

    assertThat(Totp.match(KEY, code.substring(0, 3) + " " + code.substring(3), THEN))
        .hasValue(Totp.step(THEN));
    assertThat(Totp.match(KEY, "", THEN)).isEmpty();
    assertThat(Totp.match(KEY, "12345", THEN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void shouldWriteKeysAsOfRfc4648(String text, String written) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
  }

  @Test
  void shouldMakeTheCodesThatAppsMakeOfTheKeyAsTheyTakeIt() {
    assertThat(AuthenticatorApp.code(Totp.base32(KEY), Instant.ofEpochSecond(59)))
        .isEqualTo("287082");
  }
}
