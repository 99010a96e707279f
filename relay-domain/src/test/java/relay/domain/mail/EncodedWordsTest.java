package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

class EncodedWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain text|plain text",
        "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=|Gr\u00fc\u00dfe",
        "=?iso-8859-1?q?Gr=FC=DFe_an?= alle|Gr\u00fc\u00dfe an alle",
        "=?utf-8?B?R3LDvMOfZQ==?=|Gr\u00fc\u00dfe",
        "=?UTF-8*de?Q?Gr=C3=BC?=|Gr\u00fc",
        "=?UTF-8?Q?a?= =?UTF-8?Q?b?= c|ab c",
        "=?UTF-8?Q?a?= =?ISO-8859-1?Q?=FC?=|a\u00fc",
        "=?UTF-8?Q?=C3?= =?UTF-8?Q?=BC?=|\u00fc",
        "x =?UTF-8?Q?a?=|x a",
        "=?UTF-8?Q?a?= =?nonsense?Q?b?=|a =?nonsense?Q?b?=",
        "=?UTF-8?Q?a=?=|=?UTF-8?Q?a=?=",
        "=?UTF-8?Q?a=Z0?=|=?UTF-8?Q?a=Z0?=",
        "=?UTF-8?B?!!!?=|=?UTF-8?B?!!!?=",
        "=?UTF-8?X?a?=|=?UTF-8?X?a?=",
        "=?UTF-8?Q?a=0D=0Ab=1B?=x|a  b x"
      })
  void shouldReadWhatPeopleShouldSee(String text, String shown) {
    assertThat(EncodedWords.read(text)).isEqualTo(shown);
  }

  @Test
  void shouldReadWhatAngusWrites() throws Exception {
    String text = "Gr\u00fc\u00dfe aus \u65e5\u672c und \ud83d\ude80 ".repeat(10).strip();

    for (String encoding : new String[] {"B", "Q"}) {
      String encoded = MimeUtility.unfold(MimeUtility.encodeText(text, "UTF-8", encoding));
      assertThat(EncodedWords.read(encoded)).isEqualTo(text);
    }
  }

  @Test
  void shouldReadAnythingInBoundedTimeAndGiveNoControls() {
    long seed = Chance.seed();
    Random random = new Random(seed);
    String parts = "=?UTF-8?Q?=0A_b*";

    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
              int from = random.nextInt(parts.length());
              text.append(parts, from, from + random.nextInt(parts.length() - from + 1));
            }
            assertThat(
                    EncodedWords.read(text.toString()).chars().noneMatch(Character::isISOControl))
                .as("seed " + seed + ": " + text)
                .isTrue();
          }
          EncodedWords.read("=?".repeat(100_000));
          EncodedWords.read("=?UTF-8?Q?" + "a".repeat(200_000));
          EncodedWords.read("=?UTF-8?Q?a?= ".repeat(20_000));
        });
  }
}
