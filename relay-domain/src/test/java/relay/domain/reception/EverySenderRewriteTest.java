package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.SendingFixture.path;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.AddressList;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.ReversePath;

/** Whatever stands in From, what takes its place is one address of ours that everybody can read. */
class EverySenderRewriteTest {
  private static final DomainName OURS = DomainName.of("acme.example");
  private static final String[] PIECES = {
    "Bob",
    " ",
    "\"",
    "\\",
    "(",
    ")",
    "<",
    ">",
    ",",
    ":",
    ";",
    "@",
    "[",
    "]",
    ".",
    "bob@x.example",
    "\u00fc",
    "\u0000",
    "=?utf-8?q?a?=",
    "\t",
    "\r\n ",
    "x".repeat(210)
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bob@x.example | <bob@acme.example>",
        "Bob <bob@x.example> | Bob <bob@acme.example>",
        "Bob B. Builder <bob@x.example> | Bob B. Builder <bob@acme.example>",
        "\"Builder Bob\" <bob@x.example> | \"Builder Bob\" <bob@acme.example>",
        "=?utf-8?q?J=C3=BC?= <j@x.example> | =?utf-8?q?J=C3=BC?= <j@acme.example>",
        "Bob <bob@x.example>, Eve <eve@x.example> | Bob <bob@acme.example>",
        "Bob <\"a b\"@x.example> | Bob <\"a b\"@acme.example>",
        // a name that cannot be kept whole is left out
        "\"Bob <the boss>\" <bob@x.example> | <bob@acme.example>",
        "Bob (a <friend>) <bob@x.example> | <bob@acme.example>",
        "Team: Bob <bob@x.example>; | <bob@acme.example>",
        "\"Bob\\\" <bob@x.example> | <postmaster@acme.example>",
        "nobody | <postmaster@acme.example>",
        "<> | <postmaster@acme.example>"
      })
  void shouldKeepANameOnlyWhereItStaysWhole(String from, String written) throws IOException {
    assertThat(rewritten(from, ReversePath.NULL).first("From").orElseThrow().text())
        .isEqualTo(written);
  }

  @Test
  void shouldWriteOneAddressOfOursWhateverStoodThere() {
    Chance.rounds(
        3000,
        random -> {
          HeaderSection fields = rewritten(any(random), path("al@foreign.example"));

          assertThat(fields.count("From")).isEqualTo(1);
          assertThat(fields.count("Reply-To")).isLessThanOrEqualTo(1);
          assertThat(fields.fields().size()).isLessThanOrEqualTo(2);
          String from = fields.first("From").orElseThrow().text();
          AddressList authors = AddressList.parse(from);
          assertThat(authors.whole()).as(from).isTrue();
          assertThat(authors.addresses()).as(from).hasSize(1);
          assertThat(authors.addresses().get(0).domain()).isEqualTo("acme.example");
        });
  }

  @Test
  void shouldWriteOnlyLinesThatEveryServerTakes() {
    Chance.rounds(
        1000,
        random -> {
          String text = fieldsOf(any(random), path("al@foreign.example"));

          assertThat(text).isASCII().endsWith("\r\n");
          assertThat(text.split("\r\n")).allMatch(line -> line.length() <= 998 && !line.isBlank());
          assertThat(text.replace("\r\n", "").chars()).noneMatch(Character::isISOControl);
        });
  }

  @Test
  void shouldLetAnswersGoToTheAuthorAsBefore() throws IOException {
    assertThat(reply("Bob <bob@x.example>", "al@y.example")).isEqualTo("<bob@x.example>");
    assertThat(reply("no address", "al@y.example")).isEqualTo("<al@y.example>");
    assertThat(reply("Bob <bob@b\u00fccher.example>", "al@y.example"))
        .isEqualTo("<bob@xn--bcher-kva.example>");
    assertThat(rewritten("no address", ReversePath.NULL).first("Reply-To")).isEmpty();
    // an address that only some servers could take is none to answer to
    assertThat(rewritten("<b\u00fc@x.example>", path("al@y.example")).first("Reply-To")).isEmpty();
  }

  @Test
  void shouldNotTouchWhereAnswersGoAlready() throws IOException {
    SenderRewrite done =
        SenderRewrite.of(
            path("al@y.example"),
            section("From: bob@x.example\r\nreply-to: carol@z.example\r\n\r\n"),
            false,
            true,
            Optional.of(OURS));

    assertThat(done.fields()).contains("From: <bob@acme.example>\r\n");
    assertThat(done.sender()).isEqualTo(path("al@y.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"al@y.example", "\"a b\"@y.example", "x+y@[192.0.2.1]"})
  void shouldKeepTheLocalPartOfAForeignPath(String sender) throws IOException {
    SenderRewrite done =
        SenderRewrite.of(path(sender), section("\r\n"), true, false, Optional.of(OURS));

    EmailAddress before = EmailAddress.parse(sender);
    assertThat(done.sender())
        .isEqualTo(ReversePath.of(new EmailAddress(before.localPart(), "acme.example")));
    assertThat(done.fields()).isEmpty();
    assertThat(done.verdict()).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void shouldPutPostmasterWhereTheLocalPartNeedsMoreThanAscii() throws IOException {
    SenderRewrite done =
        SenderRewrite.of(path("\u00fc@y.example"), section("\r\n"), true, false, Optional.of(OURS));

    assertThat(done.sender()).isEqualTo(path("postmaster@acme.example"));
  }

  @Test
  void shouldRefuseWithoutADomainToPutItUnder() throws IOException {
    SenderRewrite refused =
        SenderRewrite.of(path("al@y.example"), section("\r\n"), true, true, Optional.empty());

    assertThat(refused.verdict())
        .isInstanceOfSatisfying(
            Verdict.Refused.class, r -> assertThat(r.reply().toString()).startsWith("550 5.7.1 "));
    assertThat(refused.sender()).isEqualTo(path("al@y.example"));
    assertThat(refused.fields()).isEmpty();
  }

  private static String any(Random random) {
    StringBuilder from = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      from.append(Chance.oneOf(random, PIECES));
    }
    return from + Chance.oneOf(random, "", " <eve@x.example>", "eve@x.example");
  }

  private static String reply(String from, String sender) throws IOException {
    return rewritten(from, path(sender)).first("Reply-To").map(HeaderField::text).orElseThrow();
  }

  private static HeaderSection rewritten(String from, ReversePath sender) throws IOException {
    return section(fieldsOf(from, sender) + "\r\n");
  }

  private static String fieldsOf(String from, ReversePath sender) throws IOException {
    return SenderRewrite.of(
            sender, section("From: " + from + "\r\n\r\n"), false, true, Optional.of(OURS))
        .fields()
        .orElseThrow();
  }

  private static HeaderSection section(String header) throws IOException {
    byte[] octets = header.getBytes(StandardCharsets.UTF_8);
    return HeaderSection.of(Content.of(octets), 1 << 20, 1000);
  }
}
