package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  private static final String TOKEN = "abcdefghij2345klmnopqrstuvwx";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "To: b-abcdefghij2345klmnopqrstuvwx@bounce.sender.example",
        "To: <B-ABCDEFGHIJ2345KLMNOPQRSTUVWX@bounce.sender.example>",
        "X-Original-To: Alice <b-abcdefghij2345klmnopqrstuvwx@bounce.sender.example>"
      })
  void shouldFindTheTokenInTheReturnPathThatTheReportCameTo(String field) {
    assertThat(Tokens.in(fields(field), List.of())).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Message-ID: <abcdefghij2345klmnopqrstuvwx@sender.example>",
        "Message-ID: <abcdefghij2345klmnopqrstuvwx.1@sender.example>",
        "X-Relay-Id: abcdefghij2345klmnopqrstuvwx",
        "Return-Path: <b-abcdefghij2345klmnopqrstuvwx@bounce.sender.example>"
      })
  void shouldFindTheTokenInTheMailThatCameBack(String field) {
    assertThat(Tokens.in(fields("Subject: x"), List.of(fields(field)))).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "To: b-tooshort234@bounce.sender.example",
        "To: b-abcdefghij2345klmnopqrstuvwxabcdefg@bounce.sender.example",
        "To: xb-abcdefghij2345klmnopqrstuvwx@bounce.sender.example",
        "To: b-abcdefghij2345klmnopqrstuvw1@bounce.sender.example",
        "To: b-abcdefghijklmnopqrstuvwxyzab@bounce.sender.example",
        "Subject: abcdefghij2345klmnopqrstuvwx",
        "X-Note: abcdefghij2345klmnopqrstuvwx and more"
      })
  void shouldNotTakeAnythingElseForAToken(String field) {
    assertThat(Tokens.in(fields(field), List.of(fields(field)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<id@example.org>            | id@example.org",
        "id@example.org              | id@example.org",
        "<id@example.org> (comment)  | id@example.org",
        "<a@b> <c@d>                 | a@b",
        "''                          | ''",
        "<                           | <"
      })
  void shouldReadAMessageIdWithoutItsBrackets(String value, String id) {
    assertThat(Tokens.messageId(value)).isEqualTo(id);
  }

  @Test
  void shouldPreferTheReturnPathToWhatTheReportQuotes() {
    Fields report = fields("To: b-abcdefghij2345klmnopqrstuvwx@bounce.sender.example");
    Fields returned = fields("Message-ID: <zzzzzzzzzz2345zzzzzzzzzzzzzz@sender.example>");

    assertThat(Tokens.in(report, List.of(returned))).isEqualTo(TOKEN);
  }

  private static Fields fields(String line) {
    return Fields.read(line + "\n", 0, line.length() + 1);
  }
}
