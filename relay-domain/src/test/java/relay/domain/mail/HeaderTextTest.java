package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Read back with Angus Mail, which knows nothing of us. */
class HeaderTextTest {
  private static final int[] CHARACTERS =
      "ab  c\u00e4\u00df\u20ac_=?\"\\,@\ud83d\ude80".codePoints().toArray();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hello",
        "two  blanks   and more",
        " blanks around ",
        "=?UTF-8?Q?not_encoded?=",
        "Gr\u00fc\u00dfe aus K\u00f6ln",
        "\u65e5\u672c\u8a9e\u306e\u4ef6\u540d\u3067\u3059\u3002\u65e5\u672c\u8a9e\u306e\u4ef6\u540d\u3067\u3059\u3002\u65e5\u672c\u8a9e",
        "\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u"
      })
  void shouldBeReadBackAsWritten(String value) throws Exception {
    String field = HeaderText.field("Subject", value);

    assertThat(read(field)).isEqualTo("Subject:" + (value.isEmpty() ? " " : " " + value));
    assertThat(field).isASCII().endsWith("\r\n");
    assertThat(longestLine(field)).isLessThanOrEqualTo(78);
  }

  @Test
  void shouldBeReadBackWhateverTheText() throws Exception {
    long seed = Chance.seed();
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder("x");
      for (int j = random.nextInt(120); j > 0; j--) {
        text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
      }
      text.append('x');
      String field = HeaderText.field("X-T", text.toString());

      assertThat(read(field)).as("seed " + seed).isEqualTo("X-T: " + text);
      assertThat(longestLine(field)).as("seed " + seed).isLessThanOrEqualTo(200);
      assertThat(field).isASCII();
    }
  }

  @Test
  void shouldNotLetATextMakeAFieldOfItsOwn() {
    assertThat(HeaderText.field("Subject", "a\r\nBcc: b\nX: c\u0085d"))
        .isEqualTo("Subject: a  Bcc: b X: c d\r\n");
  }

  @Test
  void shouldEncodeAWordTooLongForALine() throws Exception {
    String word = "x".repeat(2000);

    String field = HeaderText.field("Subject", word);

    assertThat(longestLine(field)).isLessThanOrEqualTo(78);
    assertThat(read(field)).isEqualTo("Subject: " + word);
  }

  @Test
  void shouldWriteNamesThatOthersRead() throws Exception {
    List<String> names =
        List.of(
            "Bob",
            "Builder, Bob",
            "say \"hi\" \\o/",
            "J\u00fcrgen K\u00f6hler, Verkauf",
            "Bob (sales) <boss>",
            "\u65e5\u672c\u8a9e".repeat(30),
            "");
    List<Mailbox> mailboxes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      mailboxes.add(
          new Mailbox(names.get(i), EmailAddress.parse("u" + i + "@b\u00fccher.example")));
    }

    String field = HeaderText.field("To", mailboxes, false);

    assertThat(field).isASCII();
    assertThat(longestLine(field)).isLessThanOrEqualTo(78);
    InternetAddress[] read =
        InternetAddress.parse(MimeUtility.unfold(field.substring(3)).strip(), true);
    assertThat(read).hasSize(names.size());
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i].getAddress()).isEqualTo("u" + i + "@xn--bcher-kva.example");
      assertThat(read[i].getPersonal() == null ? "" : read[i].getPersonal())
          .isEqualTo(names.get(i));
    }
  }

  private static String read(String field) throws Exception {
    String unfolded = MimeUtility.unfold(field.substring(0, field.length() - 2));
    return MimeUtility.decodeText(unfolded);
  }

  private static int longestLine(String field) {
    return field.lines().mapToInt(String::length).max().orElse(0);
  }
}
