package relay.domain.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.delivery.Cause;
import relay.domain.delivery.Report;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/** What a report says to a person: the cause in words, and what to do about it. */
class AdviceTest {
  @ParameterizedTest
  @EnumSource(Cause.class)
  void shouldTellEveryCauseInAWholeSentenceWithAdvice(Cause cause) throws Exception {
    String letter = letter(Report.Kind.FAILURE, cause);

    assertThat(letter).contains("Failed because " + cause.sentence() + ".");
    assertThat(letter).contains(Advice.about(cause));
    assertThat(Advice.about(cause)).matches("[A-Z].*\\.");
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void shouldGiveNoAdviceWhileTheMailIsStillOnItsWay(Cause cause) throws Exception {
    String letter = letter(Report.Kind.DELAY, cause);

    assertThat(letter).contains("Waits because " + cause.sentence() + ".");
    assertThat(letter).doesNotContain(Advice.about(cause)).doesNotContain("Failed");
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void shouldBlameNobodyForAMailThatWasPassedOn(Cause cause) throws Exception {
    assertThat(letter(Report.Kind.SUCCESS, cause)).doesNotContain("because", Advice.about(cause));
  }

  @ParameterizedTest
  @CsvSource({
    // What the sender can do himself he is told; he is not sent to the postmaster for it.
    "RECIPIENT_UNKNOWN, typing errors",
    "DOMAIN_INVALID, typing errors",
    "RECIPIENT_MOVED, address in use now",
    "MAILBOX_FULL, when there is room",
    "TOO_BIG, smaller attachments",
    "TOO_MANY_RECIPIENTS, fewer recipients",
    "IN_DOUBT, before you send it again",
    "EXPIRED, again later",
    "NETWORK, again later",
    "CANNOT_CARRY, special characters",
    "NOT_SECURE, protected transport",
    "POLICY, postmaster",
    "AUTH_FAILED, postmaster",
    "LOGIN_REFUSED, postmaster"
  })
  void shouldFitTheCause(Cause cause, String words) {
    assertThat(Advice.about(cause)).contains(words);
  }

  private static String letter(Report.Kind kind, Cause cause) throws Exception {
    var reply = SmtpReply.received(550, List.of("5.0.0 no"));
    var mail = aMail().build();
    var item =
        new Report.Item(
            mail.envelope().recipients().get(0),
            cause,
            EnhancedStatus.of("5.0.0"),
            reply,
            "mx.example.org",
            Optional.empty());
    var report =
        new Report(
            kind, Reports.ID, mail, List.of(item), mail.acceptedAt(), Optional.empty(), false);
    return Reports.text(Reports.part(Reports.composer(Map.of()), report, 0))
        .replaceAll("\\s+", " ");
  }
}
