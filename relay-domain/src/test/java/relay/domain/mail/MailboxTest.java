package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bob@x.example|``|bob@x.example",
        "<bob@x.example>|``|bob@x.example",
        "  Bob  Builder <bob@x.example> |Bob  Builder|bob@x.example",
        "\"Builder, Bob\" <bob@x.example>|Builder, Bob|bob@x.example",
        "\"a \\\"b\\\" \\\\c\"<bob@x.example>|a \"b\" \\c|bob@x.example",
        "J\u00fcrgen <\"j g\"@x.example>|J\u00fcrgen|\"j g\"@x.example"
      })
  void shouldReadNameAndAddress(String text, String name, String address) {
    Mailbox mailbox = Mailbox.parse(text);

    assertThat(mailbox.name()).isEqualTo(name);
    assertThat(mailbox.address()).isEqualTo(EmailAddress.parse(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bob",
        "bob>",
        "Bob <>",
        "Builder, Bob <bob@x.example>",
        "a@x.example, b@x.example",
        "a@x.example <b@x.example>",
        "Bob <bob@x.example> (comment)",
        "\"a\" b\" <bob@x.example>",
        "Bob\r\nBcc: <bob@x.example>",
        "Bob\u0000 <bob@x.example>"
      })
  void shouldRefuseListsAndWhatNeedsQuotes(String text) {
    assertThatThrownBy(() -> Mailbox.parse(text)).isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldRefuseAnEndlessName() {
    EmailAddress bob = EmailAddress.parse("bob@x.example");

    assertThatThrownBy(() -> new Mailbox("x".repeat(301), bob)).isInstanceOf(InvalidAddress.class);
  }
}
