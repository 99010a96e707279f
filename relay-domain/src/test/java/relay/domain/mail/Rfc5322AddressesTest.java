package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

/** The address fields of RFC 5322 appendix A, and what hostile senders make of them. */
class Rfc5322AddressesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // A.1.1
        "John Doe <jdoe@machine.example> | jdoe@machine.example",
        // A.1.2
        "\"Joe Q. Public\" <john.q.public@example.com> | john.q.public@example.com",
        "Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>"
            + " | mary@x.test jdoe@example.org one@y.test",
        "<boss@nil.test>, \"Giant; \\\"Big\\\" Box\" <sysservices@example.net>"
            + " | boss@nil.test sysservices@example.net",
        // A.1.3
        "A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;"
            + " | c@a.test joe@where.test jdoe@one.test",
        "Undisclosed recipients:; | ^^",
        // A.5
        "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)> | pete@silly.test",
        "A Group(Some people):Chris Jones <c@(Chris's host.)public.example>, joe@example.org,"
            + " John <jdoe@one.test> (my dear friend); (the end of the group)"
            + " | c@public.example joe@example.org jdoe@one.test",
        "(Empty list)(start)Hidden recipients  :(nobody(that I know))  ; | ^^",
        // A.6.1
        "Joe Q. Public <john.q.public@example.com> | john.q.public@example.com",
        "Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example"
            + " | mary@example.net jdoe@test.example"
      })
  void shouldReadTheExamplesOfTheStandard(String value, String addresses) {
    AddressList list = AddressList.parse(value);

    assertThat(list.whole()).as(value).isTrue();
    assertThat(list.addresses().stream().map(EmailAddress::toString).toList())
        .isEqualTo(addresses.isEmpty() ? List.of() : List.of(addresses.split(" ")));
  }

  /** Somebody else's reader may take any of these for the sender. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "<ceo@bank.example> <me@mine.example> | ceo@bank.example me@mine.example",
        "<me@mine.example> ceo@bank.example | me@mine.example ceo@bank.example?",
        "ceo@bank.example <me@mine.example> | me@mine.example",
        "me@mine.example> ceo@bank.example | me@mine.example ceo@bank.example?",
        "<<ceo@bank.example> me@mine.example> | ceo@bank.example me@mine.example",
        "ceo@bank.example(, <me@mine.example> | ceo@bank.example",
        "ceo@bank.example me@mine.example | ceo@bank.exampleme@mine.example?",
        "\"ceo@bank.example <me@mine.example> | ^^"
      })
  void shouldShowEveryTextThatStandsWhereAnAddressBelongs(String value, String visited) {
    List<String> texts = new ArrayList<>();

    boolean whole =
        AddressWalk.over(
            value,
            (text, sound) -> {
              texts.add(text + (sound ? "" : "?"));
              return true;
            });

    assertThat(whole).as(value).isFalse();
    assertThat(texts).isEqualTo(visited.isEmpty() ? List.of() : List.of(visited.split(" ")));
  }

  /** Adding an address in plain sight is seen, whatever stands before it. */
  @Test
  void shouldNotMissAnAddressBehindOthers() {
    Chance.rounds(
        1000,
        random -> {
          StringBuilder value = new StringBuilder();
          for (int i = random.nextInt(8); i > 0; i--) {
            value.append(
                Chance.oneOf(
                    random,
                    "a@b.example",
                    "<",
                    ">",
                    "\"x\"",
                    "(c)",
                    " ",
                    ".",
                    "@",
                    ":",
                    "[1]",
                    "\\"));
          }
          AddressList before = AddressList.parse(value.toString());
          AddressList after = AddressList.parse(value + ", Bob <bob@b.example>");

          if (before.whole()) {
            List<EmailAddress> expected = new ArrayList<>(before.addresses());
            expected.add(EmailAddress.parse("bob@b.example"));
            assertThat(after).as("%s", value).isEqualTo(new AddressList(expected, true));
          }
        });
  }

  /** Folding changes nothing, nor do comments and blanks between what belongs together. */
  @Test
  void shouldReadTheSameHoweverItIsFolded() {
    Chance.rounds(
        500,
        random -> {
          String plain = "Bob <bob@b.example>, \"A B\" <a.b@c.example>, x@y.example";
          StringBuilder folded = new StringBuilder();
          for (char c : plain.toCharArray()) {
            folded.append(c);
            if (c == ' ' || c == ',' || c == '<') {
              folded.append(Chance.oneOf(random, "", "\r\n ", "\t", " (c, <d@e>) ", "(\\))"));
            }
          }

          // inside a quoted string a comment is none, so that one stays as it is
          String text = folded.toString().replaceFirst("\"A [^\"]*B\"", "\"A B\"");
          assertThat(AddressList.parse(text)).as(text).isEqualTo(AddressList.parse(plain));
        });
  }

  @Test
  void shouldTakeNoLongerThanTheValueIsLong() {
    for (String piece :
        List.of("(", "\"", "<", "a@b.example,", "\\", "((a)", "[", " ", ":", "\"a\" ")) {
      String value = piece.repeat(200_000 / piece.length());
      List<Integer> lengths = new ArrayList<>();

      AddressWalk.over(value, (text, sound) -> lengths.add(text.length()));

      assertThat(lengths.stream().mapToLong(Integer::longValue).sum())
          .isLessThanOrEqualTo(value.length());
    }
  }
}
