package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.authentication.Mechanism;
import relay.domain.mail.IpLiteral;

/** The smaller pieces of the language: lines, names, xtext, chunks, credentials, offers. */
class CommandTextsTest {
  @ParameterizedTest
  @CsvSource({
    "NOOP, NOOP, ''",
    "noop, NOOP, ''",
    "'NOOP  ', NOOP, ''",
    "NOOP a b, NOOP, a b",
    "'NOOP  a ', NOOP, ' a'",
    "starttls, STARTTLS, ''",
    "GET / HTTP/1.1, GET, / HTTP/1.1"
  })
  void shouldTellVerbAndArgument(String line, CommandVerb verb, String argument) {
    assertThat(CommandLine.parse(line)).isEqualTo(new CommandLine(Optional.of(verb), argument));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " NOOP",
        "DATAX",
        "QUITE",
        "DAT",
        "MAILFROM:<>",
        "NOOP\tx",
        "qu\u0131t",
        "DISORDER"
      })
  void shouldKnowNoOtherVerbs(String line) {
    assertThat(CommandLine.parse(line).verb()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"client.test", "[192.0.2.1]", "[IPv6:2001:db8::1]", "WIN_PC", "localhost"})
  void shouldTakeTheNamesThatClientsGive(String name) {
    assertThat(ClientName.parse(name)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a<b", "a(b)", "a\u00e4", "a\"", "a\rb"})
  void shouldTakeNoNameThatCouldBreakAHeaderField(String name) {
    assertThat(ClientName.parse(name)).isEmpty();
  }

  @Test
  void shouldDecodeXtext() {
    assertThat(Xtext.decode("a+2Bb+C3+A4")).contains("a+b\u00e4");
    assertThat(Xtext.decode("")).contains("");
    assertThat(Xtext.decode("a+2")).isEmpty();
    assertThat(Xtext.decode("a=b")).isEmpty();
    assertThat(Xtext.decode("a b")).isEmpty();
  }

  @Test
  void shouldReadChunkCommands() {
    assertThat(BdatCommand.parse("0 LAST")).isEqualTo(Parsed.value(new BdatCommand(0, true)));
    assertThat(BdatCommand.parse("12 last")).isEqualTo(Parsed.value(new BdatCommand(12, true)));
    assertThat(BdatCommand.parse("12")).isEqualTo(Parsed.value(new BdatCommand(12, false)));
    assertThat(BdatCommand.parse("99999999999999999999"))
        .isEqualTo(Parsed.value(new BdatCommand(Long.MAX_VALUE, false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1 ", "1 LAST x", "1 FIRST", "1  LAST", "0x10"})
  void shouldRefuseOtherChunks(String argument) {
    assertThat(BdatCommand.parse(argument)).isInstanceOf(Parsed.Rejected.class);
  }

  @Test
  void shouldReadPlainWithAndWithoutAuthorisation() {
    assertThat(SaslCredentials.plain(base64("\0alice\0secret")))
        .isEqualTo(Parsed.value(new SaslCredentials("alice", "secret")));
    assertThat(SaslCredentials.plain(base64("alice\0alice\0s\u00e9cret")))
        .isEqualTo(Parsed.value(new SaslCredentials("alice", "s\u00e9cret")));
  }

  @Test
  void shouldLetNobodyActForAnother() {
    var parsed = SaslCredentials.plain(base64("bob\0alice\0secret"));

    assertThat(((Parsed.Rejected<SaslCredentials>) parsed).reply().code()).isEqualTo(535);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "\0alice", "\0\0secret", "\0alice\0", "\0a\0b\0c"})
  void shouldRefuseOtherResponses(String response) {
    var parsed = SaslCredentials.plain(base64(response));

    assertThat(((Parsed.Rejected<SaslCredentials>) parsed).reply().code()).isEqualTo(501);
  }

  @Test
  void shouldShowNoPassword() {
    assertThat(new SaslCredentials("alice", "secret").toString()).doesNotContain("secret");
  }

  @Test
  void shouldReadXclient() {
    var parsed =
        XclientCommand.parse("NAME=x ADDR=IPv6:2001:db8::7 HELO=c.test PORT=[UNAVAILABLE]");

    assertThat(parsed)
        .isEqualTo(
            Parsed.value(
                new XclientCommand(IpLiteral.parse("2001:db8::7"), Optional.of("c.test"))));
  }

  @Test
  void shouldOfferOnlyWhatMakesSense() {
    var now = Instant.parse("2026-01-01T00:00:00.123Z");
    var clear = new SessionOffer(10, 5, 7, true, false, Set.of(), Duration.ZERO);
    var encrypted =
        new SessionOffer(
            10,
            5,
            7,
            false,
            true,
            EnumSet.of(Mechanism.PLAIN, Mechanism.LOGIN),
            Duration.ofHours(1));

    assertThat(clear.keywords(now))
        .contains("SIZE 10", "STARTTLS", "LIMITS MAILMAX=7 RCPTMAX=5")
        .noneMatch(k -> k.startsWith("AUTH") || k.startsWith("FUTURE") || k.equals("REQUIRETLS"));
    assertThat(encrypted.keywords(now))
        .contains("AUTH PLAIN LOGIN", "REQUIRETLS", "FUTURERELEASE 3600 2026-01-01T01:00:00Z")
        .doesNotContain("STARTTLS");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
