package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.delivery.Judging.BUSY;
import static relay.domain.delivery.Judging.MX;
import static relay.domain.delivery.Judging.OK;
import static relay.domain.delivery.Judging.UNKNOWN;
import static relay.domain.delivery.Judging.over;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.mail.Lane;
import relay.domain.mail.Notify;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

/** RFC 3461 4.1 and 5.2 in full: who hears of what, for every form of NOTIFY. */
class NotifyTableTest {
  private final Judging judging = new Judging();

  /** Columns: taken without DSN, taken with DSN, failed, late; S, F, D or nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                      |   |   | F | D",
        "NEVER                 |   |   |   |  ",
        "SUCCESS               | S |   |   |  ",
        "FAILURE               |   |   | F |  ",
        "DELAY                 |   |   |   | D",
        "SUCCESS FAILURE       | S |   | F |  ",
        "SUCCESS DELAY         | S |   |   | D",
        "FAILURE DELAY         |   |   | F | D",
        "SUCCESS FAILURE DELAY | S |   | F | D"
      })
  void shouldTellTheSenderWhatHeAskedForAndNothingElse(
      String asked, String taken, String takenWithDsn, String failed, String late) {
    QueuedMail mail = overdue(asked).build();

    assertThat(news(mail, OK, false)).isEqualTo(taken);
    assertThat(news(mail, OK, true)).isEqualTo(takenWithDsn);
    assertThat(news(mail, UNKNOWN, false)).isEqualTo(failed);
    assertThat(news(mail, UNKNOWN, true)).isEqualTo(failed);
    assertThat(news(mail, BUSY, false)).isEqualTo(late);
  }

  @ParameterizedTest
  @CsvSource({"''", "SUCCESS FAILURE DELAY", "FAILURE", "SUCCESS", "DELAY"})
  void shouldTellNobodyWhenThereIsNoSender(String asked) {
    QueuedMail mail = overdue(asked).from("").build();

    for (SmtpReply reply : List.of(OK, BUSY, UNKNOWN)) {
      assertThat(news(mail, reply, false)).as(reply.toString()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Lane.class)
  void shouldTellUnaskedOnlyWhereTheLaneSaysSo(Lane lane) {
    for (boolean unasked : new boolean[] {true, false}) {
      judging.file.put("retry." + lane.label() + ".reports-unasked", "" + unasked);

      assertThat(news(overdue("").lane(lane).build(), UNKNOWN, false))
          .isEqualTo(unasked ? "F" : null);
      assertThat(news(overdue("FAILURE").lane(lane).build(), UNKNOWN, false)).isEqualTo("F");
    }
  }

  /**
   * One mail, several recipients, each with wishes of his own: one report of a kind tells of all.
   */
  @ParameterizedTest
  @CsvSource({"FAILURE", "SUCCESS"})
  void shouldPutAllThatWantOneKindOfNewsIntoOneReport(Notify kind) {
    QueuedMail mail =
        aMail()
            .notifying("a@example.org", kind)
            .notifying("b@example.org", Notify.NEVER)
            .notifying("c@example.org", kind)
            .notifying("d@example.org", Notify.DELAY)
            .build();
    SmtpReply reply = kind == Notify.SUCCESS ? OK : UNKNOWN;

    Judgement judgement = judging.attempt(mail, reply, reply, reply, reply);

    assertThat(Judging.only(judgement.reports()).items())
        .extracting(i -> i.recipient().address().toString())
        .containsExactly("a@example.org", "c@example.org");
  }

  private static relay.domain.queue.MailBuilder overdue(String notify) {
    Notify[] kinds =
        notify == null || notify.isBlank()
            ? new Notify[0]
            : Arrays.stream(notify.split(" ")).map(Notify::valueOf).toArray(Notify[]::new);
    return aMail()
        .acceptedAt(NOON.minusSeconds(7200))
        .attempts(3)
        .notifying("bob@example.org", kinds);
  }

  /** The first letters of the kinds of reports; null when there are none. */
  private String news(QueuedMail mail, SmtpReply reply, boolean dsnTaken) {
    judging.file.putIfAbsent("retry.bulk.delay-notice-after", "1h");
    Stage stage = reply.isPositive() ? Stage.FINAL_DOT : Stage.RCPT;
    var recipient = mail.envelope().recipients().get(0);
    var said = new RecipientReply(recipient, reply, stage, false, MX, dsnTaken);
    Judgement judgement =
        judging.judge().afterAttempt(over(mail), new TransmissionReport(List.of(said)));
    Stream<String> letters = judgement.reports().stream().map(r -> r.kind().name().substring(0, 1));
    String all = String.join("", letters.toList());
    return all.isEmpty() ? null : all;
  }
}
