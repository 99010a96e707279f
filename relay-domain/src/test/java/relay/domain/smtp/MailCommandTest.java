package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.mail.OptionsBuilder.asking;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.ReversePath;

class MailCommandTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SessionOffer OFFER =
      new SessionOffer(1000, 100, 10, false, true, Set.of(), Duration.ofDays(7));
  private static final SessionOffer CLEAR_TEXT =
      new SessionOffer(1000, 100, 10, true, false, Set.of(), Duration.ZERO);

  @Test
  void shouldReadABareSender() {
    var mail = taken("FROM:<a@sender.test>");

    assertThat(mail.sender()).hasToString("a@sender.test");
    assertThat(mail.options()).isEqualTo(MailOptions.NONE);
    assertThat(mail.announcedSize()).isZero();
  }

  @Test
  void shouldReadTheNullPath() {
    assertThat(taken("FROM:<>").sender()).isEqualTo(ReversePath.NULL);
    assertThat(taken("from: <> SIZE=5").announcedSize()).isEqualTo(5);
  }

  @Test
  void shouldCarryEveryParameter() {
    var mail =
        taken(
            "FROM:<a@sender.test> SIZE=999 BODY=8BITMIME SMTPUTF8 RET=FULL ENVID=a+2Bb AUTH=<"
                    .replace("AUTH=<", "AUTH=+3C+3E")
                + " REQUIRETLS BY=-120;NT HOLDUNTIL=2026-01-02T01:00:00+01:00 MT-PRIORITY=-9");

    assertThat(mail.announcedSize()).isEqualTo(999);
    assertThat(mail.options())
        .isEqualTo(
            asking()
                .ret(ReturnContent.FULL)
                .envelopeId("a+2Bb")
                .eightBit()
                .smtpUtf8()
                .requireTls()
                .deliverBy(new DeliverBy(NOW.minusSeconds(120), false, true))
                .heldUntil(Instant.parse("2026-01-02T00:00:00Z"))
                .priority(-9)
                .build());
  }

  @Test
  void shouldTakeTheEmptyAuthorOfRfc4954() {
    assertThat(taken("FROM:<a@sender.test> AUTH=<>").sender().isNull()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SIZE=1 SIZE=1",
        "size=1 Size=2",
        "SIZE=",
        "SIZE",
        "SIZE=1a",
        "SIZE=+1",
        "SIZE=1=2",
        "SIZE=123456789012345678901",
        "BODY",
        "BODY=",
        "BODY=9BIT",
        "SMTPUTF8=1",
        "RET",
        "RET=NONE",
        "ENVID",
        "ENVID=+2b",
        "ENVID=+2",
        "ENVID=a=b",
        "REQUIRETLS=1",
        "BY=1",
        "BY=1;",
        "BY=1;X",
        "BY=;R",
        "BY=-1;R",
        "BY=0;R",
        "BY=1234567890;N",
        "BY=1;RN",
        "HOLDFOR=-1",
        "HOLDFOR=x",
        "HOLDFOR=604801",
        "HOLDUNTIL=tomorrow",
        "HOLDUNTIL=2027-01-01T00:00:00Z",
        "HOLDFOR=1 HOLDUNTIL=2026-01-01T00:00:01Z",
        "MT-PRIORITY=10",
        "MT-PRIORITY=-",
        "MT-PRIORITY",
        "AUTH=+g0",
        "=1",
        "-X=1",
        "X_Y=1",
        "\u00e9=1",
        "SIZE=\u0001",
        "A B C D E F G H I J K L M N O P Q"
      })
  void shouldRefuseBrokenParametersWith501Or555(String parameters) {
    SmtpReply reply = refusal("FROM:<a@sender.test> " + parameters, OFFER);

    assertThat(reply.code()).isIn(501, 555);
    assertThat(reply.status()).contains(EnhancedStatus.of("5.5.4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "FOO=bar", "SOLICIT=x", "XFOO=1"})
  void shouldRefuseUnknownParametersWith555(String parameters) {
    assertThat(refusal("FROM:<a@sender.test> " + parameters, OFFER).code()).isEqualTo(555);
  }

  @ParameterizedTest
  @ValueSource(strings = {"REQUIRETLS", "HOLDFOR=1", "HOLDUNTIL=2026-01-01T00:00:01Z"})
  void shouldRefuseWhatWasNotOfferedWith555(String parameters) {
    assertThat(refusal("FROM:<a@sender.test> " + parameters, CLEAR_TEXT).code()).isEqualTo(555);
  }

  @Test
  void shouldRefuseParametersAfterHelo() {
    assertThat(refusal("FROM:<a@sender.test> SIZE=1", null).code()).isEqualTo(555);
    assertThat(MailCommand.parse("FROM:<a@sender.test>", null, NOW))
        .isInstanceOf(Parsed.Value.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1001", "9223372036854775808", "99999999999999999999"})
  void shouldRefuseWhatIsTooLargeWith552(String size) {
    assertThat(refusal("FROM:<a@sender.test> SIZE=" + size, OFFER).code()).isEqualTo(552);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 501",
    "FROM:, 501",
    "FROM:a@b.test, 501",
    "FROM:<a@b.test, 501",
    "FROM:<a@b.test>x, 501",
    "FROM:<<a@b.test>>, 501",
    "FROM <a@b.test>, 501",
    "TO:<a@b.test>, 501",
    "FROM:<a>, 553",
    "FROM:<@x.test:a@b.test>, 553",
    "FROM:<a@b@c>, 553",
    "FROM:<a@-b.test>, 553",
    "FROM:<a@b..test>, 553",
    "FROM:<\u00e4@b.test>, 553"
  })
  void shouldRefusePathsThatCannotBe(String argument, int code) {
    assertThat(refusal(argument, OFFER).code()).isEqualTo(code);
  }

  @Test
  void shouldLetQuotesProtectBrackets() {
    assertThat(
            taken("FROM:<\"a>b\\\"c\"@sender.test> SIZE=1")
                .sender()
                .address()
                .orElseThrow()
                .localPart())
        .isEqualTo("\"a>b\\\"c\"");
  }

  private static MailCommand taken(String argument) {
    return ((Parsed.Value<MailCommand>) MailCommand.parse(argument, OFFER, NOW)).value();
  }

  private static SmtpReply refusal(String argument, SessionOffer offer) {
    return ((Parsed.Rejected<MailCommand>) MailCommand.parse(argument, offer, NOW)).reply();
  }
}
