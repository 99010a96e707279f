package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/** The codes of RFC 3463, RFC 5321 and the IANA registry, one by one. */
class StatusCausesTest {
  private static final Set<Cause> RECIPIENTS_FAULT =
      EnumSet.of(Cause.RECIPIENT_UNKNOWN, Cause.RECIPIENT_INACTIVE, Cause.RECIPIENT_MOVED);

  @ParameterizedTest
  @CsvSource({
    "5.1.0, UNKNOWN", // "other address status": nobody is to be suppressed for that
    "5.1.1, RECIPIENT_UNKNOWN",
    "5.1.2, DOMAIN_INVALID",
    "5.1.3, RECIPIENT_UNKNOWN",
    "5.1.4, RECIPIENT_UNKNOWN",
    "5.1.6, RECIPIENT_MOVED",
    "5.1.7, SENDER_REJECTED",
    "5.1.8, SENDER_REJECTED",
    "5.1.10, DOMAIN_INVALID", // RFC 7505: null MX
    "5.2.0, SYSTEM_ERROR",
    "4.2.1, RECIPIENT_INACTIVE",
    "4.2.2, MAILBOX_FULL",
    "5.2.3, TOO_BIG",
    "5.2.4, SYSTEM_ERROR",
    "4.3.1, SYSTEM_FULL",
    "4.3.2, SYSTEM_ERROR",
    "5.3.4, TOO_BIG",
    "4.3.5, SYSTEM_ERROR",
    "4.4.1, NETWORK",
    "4.4.2, NETWORK",
    "4.4.3, DNS_TEMPORARY",
    "5.4.4, ROUTING_LOOP", // from a server it means "unable to route"
    "4.4.5, RATE_LIMITED",
    "5.4.6, ROUTING_LOOP",
    "4.4.7, EXPIRED",
    "5.5.0, PROTOCOL",
    "4.5.3, TOO_MANY_RECIPIENTS",
    "5.6.1, PROTOCOL",
    "4.7.0, RATE_LIMITED",
    "5.7.0, POLICY",
    "5.7.1, POLICY",
    "5.7.13, RECIPIENT_INACTIVE",
    "5.7.20, POLICY", // RFC 7372: no passing DKIM signature
    "5.7.26, AUTH_FAILED",
    "5.7.515, AUTH_FAILED",
    "5.7.27, SENDER_REJECTED",
    "4.7.28, RATE_LIMITED",
    "4.7.650, RATE_LIMITED",
    "4.7.652, TOO_MANY_CONNECTIONS",
    "5.0.0, UNKNOWN",
    "5.8.1, UNKNOWN"
  })
  void shouldReadTheEnhancedStatusOfAServer(String status, Cause cause) {
    assertThat(StatusCauses.ofRemote(EnhancedStatus.of(status))).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "5.4.4, DOMAIN_INVALID",
    "4.4.1, NETWORK",
    "5.6.3, CANNOT_CARRY",
    "5.6.7, CANNOT_CARRY",
    "5.7.4, NOT_SECURE",
    "4.7.5, NOT_SECURE",
    "5.7.10, NOT_SECURE",
    "5.7.11, NOT_SECURE",
    "5.7.30, NOT_SECURE",
    "4.7.8, LOGIN_REFUSED",
    "5.1.10, DOMAIN_INVALID"
  })
  void shouldReadOurOwnCodesAsWeMeanThem(String status, Cause cause) {
    assertThat(StatusCauses.ofLocal(EnhancedStatus.of(status))).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "421, MAIL, SYSTEM_ERROR",
    "450, RCPT, UNKNOWN",
    "451, DATA, SYSTEM_ERROR",
    "452, RCPT, TOO_MANY_RECIPIENTS",
    "452, FINAL_DOT, SYSTEM_FULL",
    "454, TLS, SYSTEM_ERROR",
    "455, MAIL, PROTOCOL",
    "500, EHLO, PROTOCOL",
    "501, RCPT, PROTOCOL",
    "502, DATA, PROTOCOL",
    "503, RCPT, PROTOCOL",
    "504, MAIL, PROTOCOL",
    "521, GREETING, DOMAIN_INVALID", // RFC 7504
    "530, MAIL, RELAY_DENIED",
    "550, RCPT, UNKNOWN",
    "551, RCPT, RECIPIENT_MOVED",
    "552, RCPT, TOO_MANY_RECIPIENTS",
    "552, FINAL_DOT, TOO_BIG",
    "553, RCPT, RECIPIENT_UNKNOWN",
    "553, MAIL, SENDER_REJECTED",
    "553, FINAL_DOT, UNKNOWN",
    "554, FINAL_DOT, UNKNOWN",
    "555, MAIL, PROTOCOL",
    "556, RCPT, DOMAIN_INVALID"
  })
  void shouldReadTheCodeWhereThereIsNoStatus(int code, Stage stage, Cause cause) {
    assertThat(StatusCauses.ofCode(code, stage)).isEqualTo(cause);
  }

  @Test
  void shouldKnowACauseForEveryStatusThatCanBeWritten() {
    for (int statusClass : new int[] {2, 4, 5}) {
      for (int subject = 0; subject < 10; subject++) {
        for (int detail = 0; detail < 1000; detail++) {
          var status = new EnhancedStatus(statusClass, subject, detail);

          assertThat(StatusCauses.ofRemote(status)).isNotNull();
          assertThat(StatusCauses.ofLocal(status)).isNotNull();
        }
      }
    }
  }

  /** Who is blamed may be suppressed for ever: only clear words of the recipient's server may. */
  @ParameterizedTest
  @EnumSource(Stage.class)
  void shouldNeverBlameTheRecipientForABareRefusal(Stage stage) {
    for (int code = 400; code < 600; code++) {
      boolean clear = code == 551 || code == 553 && stage == Stage.RCPT;

      Cause cause = StatusCauses.ofCode(code, stage);

      assertThat(RECIPIENTS_FAULT.contains(cause)).as("%d at %s", code, stage).isEqualTo(clear);
    }
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void shouldFindACauseAgainByItsWordInTheJournal(Cause cause) {
    assertThat(Cause.labelled(cause.label())).contains(cause);
    assertThat(cause.label()).isEqualTo(cause.name().toLowerCase(Locale.ROOT));
    assertThat(cause.sentence()).matches("[a-z].*[a-z]");
  }

  @Test
  void shouldNotKnowAWordOfALaterVersion() {
    assertThat(Cause.labelled("moon_phase")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, 450 4.2.1 busy, 4.4.7",
    "IN_DOUBT, 451 4.4.2 cut, 4.4.2",
    "POLICY, 550 5.7.1 no, 5.7.1",
    "UNKNOWN, 550 no, 5.0.0",
    "SYSTEM_ERROR, 421 busy, 4.0.0",
    "PROTOCOL, 354 what, 4.0.0",
    "UNKNOWN, 250 ok, 2.0.0",
    // Code and status contradict each other: the code counts (RFC 5321 4.2).
    "UNKNOWN, 450 5.1.1 who, 4.0.0"
  })
  void shouldGiveTheReportAStatusThatFitsItsCode(Cause cause, String reply, String status) {
    var received = SmtpReply.received(Integer.parseInt(reply.substring(0, 3)), words(reply));

    assertThat(ReportStatus.of(cause, received)).hasToString(status);
  }

  private static List<String> words(String reply) {
    return List.of(reply.substring(4));
  }
}
