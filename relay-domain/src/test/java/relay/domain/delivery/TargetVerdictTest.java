package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

class TargetVerdictTest {
  private static final Duration TOOK = Duration.ofMillis(7);

  @ParameterizedTest
  @CsvSource({
    "250, FINAL_DOT, false, true, false",
    "451, LOOKUP, false, false, true",
    "451, CONNECT, false, false, true",
    "421, GREETING, false, false, true",
    "454, TLS, false, false, true",
    "454, AUTH, false, false, true",
    "451, MAIL, false, false, false",
    "450, RCPT, false, false, false",
    "451, DATA, false, false, false",
    "451, FINAL_DOT, false, false, false",
    "451, FINAL_DOT, true, false, false",
    "550, RCPT, false, true, false",
    "554, CONNECT, false, true, false"
  })
  void shouldTellWhetherATargetWorksAndWhetherAnotherMayHaveTheMail(
      int code, Stage stage, boolean doubt, boolean good, boolean elsewhere) {
    var report = new TransmissionReport(List.of(said(code, stage, doubt)));

    assertThat(TargetVerdict.of(report, TOOK).isGood()).isEqualTo(good);
    assertThat(TargetVerdict.of(report, TOOK).took()).isEqualTo(TOOK);
    assertThat(TargetVerdict.mayGoElsewhere(report)).isEqualTo(elsewhere);
  }

  @Test
  void shouldNeverGiveToAnotherWhatOneRecipientMayHave() {
    var report =
        new TransmissionReport(
            Arrays.asList(said(451, Stage.CONNECT, false), said(451, Stage.FINAL_DOT, true)));

    assertThat(TargetVerdict.mayGoElsewhere(report)).isFalse();
  }

  @Test
  void shouldCountWhatWasTakenOrMayHaveBeen() {
    var report =
        new TransmissionReport(
            Arrays.asList(
                said(250, Stage.FINAL_DOT, false),
                said(451, Stage.FINAL_DOT, true),
                said(550, Stage.RCPT, false),
                said(451, Stage.FINAL_DOT, false)));

    assertThat(TargetVerdict.taken(report)).isEqualTo(2);
  }

  @Test
  void shouldLearnNothingOfATargetFromASourceOfOursThatIsGone() {
    SmtpReply gone = SmtpReply.local(451, Origin.OUR_FAULT, "no connection can be made from ...");
    var report =
        new TransmissionReport(
            List.of(
                new RecipientReply(
                    Recipient.of(EmailAddress.parse("a@one.example")),
                    gone,
                    Stage.CONNECT,
                    false,
                    HostTrace.NONE,
                    false)));

    assertThat(TargetVerdict.of(report, TOOK).isAboutTarget()).isFalse();
    assertThat(TargetVerdict.mayGoElsewhere(report)).isTrue();
  }

  @Test
  void shouldSayWhatWentWrong() {
    var report = new TransmissionReport(List.of(said(451, Stage.CONNECT, false)));

    assertThat(TargetVerdict.of(report, TOOK).trouble()).isEqualTo("451 4.4.1 words");
    assertThat(TargetVerdict.of(report, TOOK).isAboutTarget()).isTrue();
  }

  private static RecipientReply said(int code, Stage stage, boolean doubt) {
    String status = code / 100 + ".4.1";
    return new RecipientReply(
        Recipient.of(EmailAddress.parse("a@one.example")),
        SmtpReply.local(code, status, "words"),
        stage,
        doubt,
        HostTrace.NONE,
        false);
  }
}
