package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** How words are put on lines, octet by octet: what a postmaster sees in the source of a mail. */
class HeaderWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // mostly ASCII is readable in Q, anything else is shorter in base 64
        "Freundliche Gr\u00fc\u00dfe | =?UTF-8?Q?Freundliche_Gr=C3=BC=C3=9Fe?=",
        "Gr\u00fc\u00dfe an alle | =?UTF-8?B?R3LDvMOfZSBhbiBhbGxl?=",
        "\u65e5\u672c\u8a9e | =?UTF-8?B?5pel5pys6Kqe?=",
        "\u00e4 | =?UTF-8?B?w6Q=?=",
        "\u00e4ab | =?UTF-8?Q?=C3=A4ab?=",
        "\u00e4abc | =?UTF-8?B?w6RhYmM=?=",
        "caf\u00e9! a*b+c-d/e | =?UTF-8?Q?caf=C3=A9!_a*b+c-d/e?=",
        "\u00fc_=?.,(AZaz09) | =?UTF-8?B?w7xfPT8uLChBWmF6MDkp?=",
        "za\u017c\u00f3\u0142\u0107 AZaz09 | =?UTF-8?B?emHFvMOzxYLEhyBBWmF6MDk=?=",
        "=? | =?UTF-8?B?PT8=?=",
        "a~b} | a~b}"
      })
  void shouldEncodeInTheShorterForm(String text, String encoded) {
    assertThat(HeaderText.field("Subject", text)).isEqualTo("Subject: " + encoded + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 74, 75, 76, 77, 78, 899, 900})
  void shouldLeaveAWordOnItsLineAsLongAsThatIsShort(int length) {
    // two words and the blanks before them on the line after "Subject:"
    String first = "f".repeat(length - "Subject:".length() - 4);

    String field = HeaderText.field("Subject", first + " ab");

    boolean fits = "Subject:".length() + 1 + first.length() + 3 <= 76;
    assertThat(field).isEqualTo("Subject: " + first + (fits ? "" : "\r\n") + " ab\r\n");
  }

  @Test
  void shouldEncodeAWordThatNoServerWouldTakeOnALine() {
    assertThat(HeaderText.field("S", "w".repeat(900))).isEqualTo("S: " + "w".repeat(900) + "\r\n");
    assertThat(HeaderText.field("S", "w".repeat(901))).startsWith("S: =?UTF-8?Q?www");
    assertThat(HeaderText.field("S", "w".repeat(900) + " " + "w".repeat(900))).doesNotContain("=?");
  }

  /** RFC 2047 2: an encoded-word has at most 75 characters, its line at most 76. */
  @Test
  void shouldCutEncodedWordsBetweenCharacters() {
    Chance.rounds(
        400,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = 20 + random.nextInt(80); i > 0; i--) {
            text.append(Chance.oneOf(random, "a", " ", "\u00fc", "\u20ac", "\ud83d\ude00", "="));
          }
          String field = HeaderText.field("X-A", text + "\u00fc");

          StringBuilder read = new StringBuilder();
          for (String word : field.substring("X-A:".length()).strip().split("[ \r\n]+")) {
            assertThat(word).matches("=\\?UTF-8\\?[BQ]\\?[^? ]+\\?=").hasSizeLessThanOrEqualTo(75);
            // each can be read by itself
            read.append(EncodedWords.read(word));
          }
          assertThat(read).hasToString(text + "\u00fc");
          assertThat(field.lines()).allMatch(line -> line.length() <= 76);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Bob Builder | Bob Builder <b@x.example>",
        "Bob_B!#$%&'*+-/=^`{}~09AZ | `Bob_B!#$%&'*+-/=^``{}~09AZ <b@x.example>`",
        "B. Builder | \"B. Builder\" <b@x.example>",
        "Builder, Bob | \"Builder, Bob\" <b@x.example>",
        "a@x.example | \"a@x.example\" <b@x.example>",
        "a\\b\"c | \"a\\\\b\\\"c\" <b@x.example>",
        "Bob (sales) | \"Bob (sales)\" <b@x.example>",
        "J\u00fcrgen Mayer | =?UTF-8?Q?J=C3=BCrgen_Mayer?= <b@x.example>"
      })
  void shouldQuoteANameOnlyWhereItMust(String name, String written) {
    Mailbox bob = new Mailbox(name, EmailAddress.parse("b@x.example"));

    assertThat(HeaderText.field("To", List.of(bob), false)).isEqualTo("To: " + written + "\r\n");
  }

  @Test
  void shouldWriteTheDomainInTheLettersThatTheReaderKnows() {
    Mailbox bob = new Mailbox("", EmailAddress.parse("\u00fc@b\u00fccher.example"));

    assertThat(HeaderText.field("To", List.of(bob), true))
        .isEqualTo("To: \u00fc@b\u00fccher.example\r\n");
    assertThat(HeaderText.field("To", List.of(bob), false))
        .isEqualTo("To: \u00fc@xn--bcher-kva.example\r\n");
  }

  @Test
  void shouldPutACommaBehindEachMailboxButTheLast() {
    Chance.rounds(
        200,
        random -> {
          List<Mailbox> mailboxes = new ArrayList<>();
          List<EmailAddress> addresses = new ArrayList<>();
          for (int i = random.nextInt(30); i >= 0; i--) {
            String name =
                Chance.oneOf(random, "", "Bob", "A, B", "\"", "J\u00fcrgen " + "x".repeat(70));
            addresses.add(EmailAddress.parse("u" + i + "@x.example"));
            mailboxes.add(new Mailbox(name, addresses.get(addresses.size() - 1)));
          }

          String field = HeaderText.field("To", mailboxes, false);

          AddressList read = AddressList.parse(field.substring("To:".length()));
          assertThat(read).isEqualTo(new AddressList(addresses, true));
          assertThat(field.strip()).doesNotEndWith(",");
          assertThat(field.lines()).allMatch(line -> line.length() <= 78);
        });
  }

  @Test
  void shouldWriteNoLineOfBlanksAlone() {
    String field = HeaderText.field("Subject", "a" + " ".repeat(200) + "b");

    assertThat(field.lines()).noneMatch(String::isBlank);
    assertThat(field).isEqualTo("Subject: a\r\n" + " ".repeat(200) + "b\r\n");
  }
}
