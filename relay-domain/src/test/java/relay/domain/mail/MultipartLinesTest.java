package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartLinesTest {
  private static final byte[] DELIMITER = octets("--b");

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isDelimiter(String line) {
    byte[] mail = octets(line);
    return MultipartLines.isDelimiter(mail, 0, mail.length, DELIMITER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--b", "--b\r\n", "--b \r\n", "--b\t", "--b--", "--b--\r\n", "--b-- \n"})
  void shouldKnowALineThatPartsOrEnds(String line) {
    assertThat(isDelimiter(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--", "-b", "--bc\r\n", "--b-\r\n", "--b--c", "--B\r\n", " --b\r\n"})
  void shouldNotTakeAnyOtherLineForOne(String line) {
    assertThat(isDelimiter(line)).isFalse();
  }

  @Test
  void shouldTellTheLastOne() {
    byte[] mail = octets("--b--\r\n--b\r\n");

    assertThat(MultipartLines.isLast(mail, 0, mail.length, DELIMITER)).isTrue();
    assertThat(MultipartLines.isLast(mail, 7, mail.length, DELIMITER)).isFalse();
  }

  @Test
  void shouldLookAtNothingBehindTheEnd() {
    byte[] mail = octets("--b--\r\n");

    assertThat(MultipartLines.isDelimiter(mail, 0, 2, DELIMITER)).isFalse();
    assertThat(MultipartLines.isDelimiter(mail, 0, 3, DELIMITER)).isTrue();
    assertThat(MultipartLines.isLast(mail, 0, 4, DELIMITER)).isFalse();
    assertThat(MultipartLines.afterLine(mail, 0, 4)).isEqualTo(4);
    assertThat(MultipartLines.afterLine(mail, 0, mail.length)).isEqualTo(mail.length);
  }
}
