package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

class ReplyJudgeTest {
  private static final Recipient BOB = Recipient.of(EmailAddress.parse("bob@example.org"));
  private final ReplyJudge judge = new ReplyJudge();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FINAL_DOT | 250 | 2.0.0 queued                      | Delivered",
        "FINAL_DOT | 251 | moved                             | Delivered",
        "FINAL_DOT | 354 | what?                             | Deferred PROTOCOL",
        "RCPT      | 250 | 2.1.5 ok                          | Deferred PROTOCOL",
        "RCPT      | 550 | 5.1.1 no such user                | Failed RECIPIENT_UNKNOWN",
        "RCPT      | 450 | 4.1.1 not yet                     | Deferred RECIPIENT_UNKNOWN",
        "RCPT      | 550 | blocked by policy                 | Failed POLICY",
        "RCPT      | 452 | 4.2.2 over quota                  | Deferred MAILBOX_FULL",
        "RCPT      | 552 | 5.2.2 over quota                  | Failed MAILBOX_FULL",
        "RCPT      | 452 | too many recipients               | Deferred TOO_MANY_RECIPIENTS",
        "RCPT      | 452 | 4.5.3 too many recipients         | Deferred TOO_MANY_RECIPIENTS",
        "RCPT      | 552 | too many recipients               | Deferred TOO_MANY_RECIPIENTS",
        "RCPT      | 552 | 5.5.3 too many recipients         | Deferred TOO_MANY_RECIPIENTS",
        "FINAL_DOT | 552 | mail too large                    | Failed TOO_BIG",
        "MAIL      | 552 | 5.3.4 mail too large              | Failed TOO_BIG",
        "RCPT      | 551 | user not local                    | Failed RECIPIENT_MOVED",
        "MAIL      | 553 | bad sender                        | Failed SENDER_REJECTED",
        "MAIL      | 550 | 5.1.8 sender domain unknown       | Failed SENDER_REJECTED",
        "RCPT      | 451 | 4.7.1 Greylisted, come back       | Deferred GREYLISTED",
        "RCPT      | 421 | 4.7.0 slow down                   | Deferred RATE_LIMITED",
        "GREETING  | 421 | busy                              | Deferred SYSTEM_ERROR",
        "FINAL_DOT | 421 | 4.3.2 going down                  | Deferred SYSTEM_ERROR",
        "GREETING  | 554 | 5.7.1 go away                     | Failed POLICY",
        "AUTH      | 535 | 5.7.8 bad credentials             | Deferred LOGIN_REFUSED",
        "AUTH      | 454 | 4.7.0 later                       | Deferred LOGIN_REFUSED",
        "DATA      | 554 | 5.6.0 bad content                 | Failed PROTOCOL",
        "FINAL_DOT | 550 | 5.7.26 unauthenticated            | Failed AUTH_FAILED",
        "RCPT      | 556 | domain takes no mail              | Failed DOMAIN_INVALID",
        "DATA      | 503 | 5.5.1 need RCPT                   | Deferred PROTOCOL",
        "DATA      | 503 | 5.0.0 Need RCPT (recipient)       | Deferred PROTOCOL",
        "DATA      | 503 | bad sequence of commands          | Deferred PROTOCOL",
        "DATA      | 554 | 5.5.1 no valid recipients         | Deferred PROTOCOL",
        "DATA      | 554 | No valid recipients               | Deferred UNKNOWN",
        "DATA      | 500 | unrecognized command              | Deferred PROTOCOL",
        "DATA      | 502 | 5.5.2 what?                       | Deferred PROTOCOL",
        "DATA      | 554 | 5.7.1 not this mail               | Failed POLICY",
        "DATA      | 503 | 5.7.0 log in first                | Failed POLICY",
        "DATA      | 550 | no                                | Failed UNKNOWN",
        "DATA      | 552 | 5.3.4 too much                    | Failed TOO_BIG",
        "MAIL      | 503 | 5.5.1 nested MAIL command         | Deferred PROTOCOL",
        "MAIL      | 501 | 5.5.4 syntax                      | Failed PROTOCOL",
        "MAIL      | 555 | 5.5.4 unknown parameter           | Failed PROTOCOL",
        "EHLO      | 503 | 5.5.1 already said                | Deferred PROTOCOL",
        "RCPT      | 503 | 5.5.1 need MAIL                   | Deferred PROTOCOL",
        "RCPT      | 500 | 5.5.6 line too long               | Failed PROTOCOL",
        "RCPT      | 502 | unimplemented                     | Deferred PROTOCOL",
        "RCPT      | 503 | 5.7.1 relaying denied             | Failed RELAY_DENIED",
        "FINAL_DOT | 503 | 5.5.1 bad sequence                | Deferred PROTOCOL",
        "FINAL_DOT | 500 | 5.5.2 line too long               | Failed PROTOCOL",
        "RCPT      | 552 | mailbox is full                   | Failed MAILBOX_FULL",
        "RCPT      | 550 | 5.5.3 too many recipients         | Deferred TOO_MANY_RECIPIENTS",
        "RCPT      | 554 | 5.7.1 blocked using a.dnsbl.test  | Failed IP_BLOCKED",
        "GREETING  | 554 | your host is on a blacklist       | Failed IP_BLOCKED",
        "FINAL_DOT | 554 | 5.7.1 this is spam                | Failed CONTENT_SPAM",
        "FINAL_DOT | 550 | 5.7.0 contains a virus            | Failed VIRUS",
        "FINAL_DOT | 550 | 5.0.0 User unknown                | Failed POLICY",
        "AUTH      | 535 | user unknown                      | Deferred LOGIN_REFUSED",
        "RCPT      | 599 | 5.9.9 odd                         | Failed UNKNOWN"
      })
  void shouldJudgeWhatServersSay(Stage stage, int code, String text, String expected) {
    var reply = SmtpReply.received(code, List.of(text));

    assertThat(outcome(stage, reply)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "556, 5.1.10, Failed DOMAIN_INVALID",
    "550, 5.1.2, Failed DOMAIN_INVALID",
    "550, 5.4.4, Failed DOMAIN_INVALID",
    "554, 5.4.6, Failed ROUTING_LOOP",
    "451, 4.4.3, Deferred DNS_TEMPORARY",
    "451, 4.4.1, Deferred NETWORK",
    "451, 4.4.2, Deferred NETWORK",
    "451, 4.3.5, Deferred SYSTEM_ERROR",
    "550, 5.7.30, Failed NOT_SECURE",
    "451, 4.7.5, Deferred NOT_SECURE",
    "550, 5.6.7, Failed CANNOT_CARRY"
  })
  void shouldTrustOurOwnRepliesAtAnyStage(int code, String status, String expected) {
    var reply = SmtpReply.local(code, status, "greylisted 552 too many recipients");

    for (Stage stage : Stage.values()) {
      assertThat(outcome(stage, reply)).as(stage.toString()).isEqualTo(expected);
    }
  }

  @Test
  void shouldReadTheWordsOfAProviderAsItMeansThem() {
    var reply = SmtpReply.received(550, List.of("5.4.1 Recipient address rejected: Access denied"));

    assertThat(judge.judge(saidBy("example-org.mail.protection.outlook.com", reply)))
        .isEqualTo(new RecipientOutcome.Failed(Cause.RECIPIENT_UNKNOWN, reply));
    var blocked = SmtpReply.received(550, List.of("5.7.1 refused (S3140)"));
    assertThat(judge.judge(saidBy("example-org.mail.protection.outlook.com", blocked)))
        .isEqualTo(new RecipientOutcome.Failed(Cause.IP_BLOCKED, blocked));
    assertThat(judge.judge(saidBy("mx.example.org", blocked)))
        .isEqualTo(new RecipientOutcome.Failed(Cause.POLICY, blocked));
  }

  @ParameterizedTest
  @EnumSource(ReplyClass.class)
  void shouldHaveACauseForEveryClassOfReplies(ReplyClass result) {
    assertThat(Cause.of(result).label()).startsWith(result.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void shouldLeaveToThePolicyWhatMayHaveArrived() {
    var reply = SmtpReply.local(451, "4.4.2", "connection lost");
    var said = new RecipientReply(BOB, reply, Stage.FINAL_DOT, true, HostTrace.NONE, false);

    assertThat(judge.judge(said)).isEqualTo(new RecipientOutcome.InDoubt(reply));
  }

  @Test
  void shouldPreferATemporaryAnswerOfAnyHostToThePermanentOnesOfOthers() {
    var failures = new HostFailures();
    failures.add(Stage.CONNECT, SmtpReply.local(451, "4.4.1", "refused"), HostTrace.NONE);
    failures.add(Stage.GREETING, SmtpReply.received(554, List.of("no")), HostTrace.NONE);

    assertThat(failures.conclusion().orElseThrow().code()).isEqualTo(451);
    assertThat(failures.stage()).contains(Stage.CONNECT);
  }

  @Test
  void shouldNotBePermanentWhenAHostHadLostTheThread() {
    var failures = new HostFailures();
    failures.add(Stage.DATA, SmtpReply.received(503, List.of("5.5.1 need RCPT")), HostTrace.NONE);
    failures.add(Stage.GREETING, SmtpReply.received(554, List.of("no")), HostTrace.NONE);

    assertThat(failures.conclusion().orElseThrow().code()).isEqualTo(503);
    assertThat(failures.stage()).contains(Stage.DATA);
  }

  @Test
  void shouldBePermanentWhenEveryHostRefusedForGood() {
    var failures = new HostFailures();
    failures.add(Stage.GREETING, SmtpReply.received(554, List.of("no")), HostTrace.NONE);
    failures.add(Stage.EHLO, SmtpReply.received(550, List.of("never")), HostTrace.NONE);

    assertThat(failures.conclusion().orElseThrow().code()).isEqualTo(550);
    assertThat(failures.stage()).contains(Stage.EHLO);
  }

  private static RecipientReply saidBy(String host, SmtpReply reply) {
    var trace = HostTrace.passedOver(host, "", "");
    return new RecipientReply(BOB, reply, Stage.RCPT, false, trace, false);
  }

  private String outcome(Stage stage, SmtpReply reply) {
    var said = new RecipientReply(BOB, reply, stage, false, HostTrace.NONE, false);
    RecipientOutcome outcome = judge.judge(said);
    if (outcome instanceof RecipientOutcome.Deferred d) {
      return "Deferred " + d.cause();
    }
    return outcome instanceof RecipientOutcome.Failed f
        ? "Failed " + f.cause()
        : outcome.getClass().getSimpleName();
  }
}
