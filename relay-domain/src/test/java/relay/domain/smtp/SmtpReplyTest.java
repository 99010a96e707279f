package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.Chance.oneOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Replies of other servers, as they really are, and our own. */
class SmtpReplyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // code, first line: status, text that is left
        "250 | 2.0.0 queued as 123   | 2.0.0   | queued as 123",
        "550 | 5.1.1 no such user    | 5.1.1   | no such user",
        "550 | 5.7.515 denied        | 5.7.515 | denied",
        "550 | 5.1.1                 | 5.1.1   | ''",
        "550 | #5.1.1 no such user   |         | #5.1.1 no such user",
        "550 | no 5.1.1 here         |         | no 5.1.1 here",
        "450 | 5.1.1 contradiction   |         | 5.1.1 contradiction",
        "250 | 5.1.1 contradiction   |         | 5.1.1 contradiction",
        "354 | 3.0.0 go ahead        |         | 3.0.0 go ahead",
        "550 | 5.1 short             |         | 5.1 short",
        "550 | 5.1.1234 long         |         | 5.1.1234 long",
        "550 | 5.1.1: colon          |         | 5.1.1: colon",
        "550 | ''                    |         | ''"
      })
  void shouldReadTheStatusThatStandsBeforeTheText(
      int code, String line, String status, String text) {
    var reply = SmtpReply.received(code, List.of(line));

    assertThat(reply.status().map(EnhancedStatus::toString).orElse(null)).isEqualTo(status);
    assertThat(reply.lines()).containsExactly(text);
    assertThat(reply.local()).isFalse();
  }

  @Test
  void shouldTakeTheStatusOffEveryLineThatRepeatsIt() {
    var reply =
        SmtpReply.received(550, List.of("5.7.1 first", "5.7.1 second", "third", "5.7.2 fourth"));

    assertThat(reply.lines()).containsExactly("first", "second", "third", "5.7.2 fourth");
    assertThat(reply).hasToString("550 5.7.1 first second third 5.7.2 fourth");
  }

  @Test
  void shouldHaveALineEvenWhenTheServerSaidNothing() {
    assertThat(SmtpReply.received(250, List.of()).lines()).containsExactly("");
    assertThat(SmtpReply.received(250, List.of())).hasToString("250 ");
  }

  @Test
  void shouldMakeWhatComesPrintableAndCutIt() {
    var reply = SmtpReply.received(550, List.of("a\r\nb\0c\u001b[1m\u0085", "x".repeat(5000)));

    assertThat(reply.lines().get(0)).isEqualTo("a  b c [1m ");
    assertThat(reply.lines().get(1)).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 199, 600, 1000})
  void shouldNotTakeOtherNumbersForCodes(int code) {
    assertThatThrownBy(() -> SmtpReply.received(code, List.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "200, true, false, false",
    "399, true, false, false",
    "400, false, true, false",
    "499, false, true, false",
    "500, false, false, true",
    "599, false, false, true"
  })
  void shouldBelongToExactlyOneClass(int code, boolean good, boolean later, boolean never) {
    var reply = SmtpReply.received(code, List.of("x"));

    assertThat(reply.isPositive()).isEqualTo(good);
    assertThat(reply.isTemporary()).isEqualTo(later);
    assertThat(reply.isPermanent()).isEqualTo(never);
  }

  @ParameterizedTest
  @ValueSource(strings = {"550 5.1.1 no such user", "421 gone", "250 2.0.0 ok", "554 "})
  void shouldReadWhatItWrote(String written) {
    assertThat(SmtpReply.read(written).orElseThrow()).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "55", "erased", "199 no", "600 no", "5x0 no"})
  void shouldReadNothingFromWhatIsNoReply(String written) {
    assertThat(SmtpReply.read(written)).isEmpty();
  }

  @Test
  void shouldSayOfOurOwnRepliesThatTheyAreOurs() {
    var reply = SmtpReply.local(451, "4.3.0", "later");

    assertThat(reply.local()).isTrue();
    assertThat(reply).hasToString("451 4.3.0 later");
    assertThat(reply).isNotEqualTo(SmtpReply.received(451, List.of("4.3.0 later")));
  }

  @Test
  void shouldReadItsOwnTextBackAsItWas() {
    Chance.rounds(
        1000,
        random -> {
          var status =
              new EnhancedStatus(oneOf(random, 4, 5), random.nextInt(1000), random.nextInt(1000));
          int code = status.statusClass() * 100 + random.nextInt(100);
          var reply = SmtpReply.received(code, List.of(status + " some words"));

          String text = reply.toString();
          var again = SmtpReply.received(code, List.of(text.substring(4)));

          assertThat(again).isEqualTo(reply);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5.1",
        "5.1.1.1",
        "3.0.0",
        "1.0.0",
        "5.1.1000",
        "5.1000.1",
        "5.1.",
        "5..1",
        ".1.1",
        " 5.1.1",
        "5.1.1 ",
        "5.1.1a",
        "55.1.1",
        "5.-1.1",
        "\u0665.1.1"
      })
  void shouldRefuseWhatIsNoEnhancedStatus(String text) {
    assertThat(EnhancedStatus.parse(text)).isEmpty();
    assertThatThrownBy(() -> EnhancedStatus.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 0", "0, 0, 0", "5, -1, 0", "5, 1000, 0", "5, 0, -1", "5, 0, 1000"})
  void shouldNotMakeAStatusThatCannotBe(int statusClass, int subject, int detail) {
    assertThatThrownBy(() -> new EnhancedStatus(statusClass, subject, detail))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"2.0.0", "4.7.1", "5.999.999", "5.1.10"})
  void shouldReadAnEnhancedStatus(String text) {
    assertThat(EnhancedStatus.parse(text).map(EnhancedStatus::toString))
        .isEqualTo(Optional.of(text));
  }
}
