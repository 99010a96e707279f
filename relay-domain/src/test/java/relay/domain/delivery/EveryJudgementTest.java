package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;
import static relay.domain.delivery.Judging.end;
import static relay.domain.delivery.Judging.over;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;
import relay.domain.queue.AnyMail;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

/** What holds whatever a mail asks for, whatever the servers say, and wherever a crash strikes. */
class EveryJudgementTest {
  private static final Set<EventType> ENDS =
      Set.of(EventType.DELIVERED, EventType.BOUNCED, EventType.EXPIRED);
  private static final SmtpReply[] REPLIES = {
    Judging.OK,
    Judging.BUSY,
    Judging.UNKNOWN,
    Judging.CUT,
    SmtpReply.received(451, List.of("4.7.1 Greylisted, try again in 5 minutes")),
    SmtpReply.received(421, List.of("going down")),
    SmtpReply.received(554, List.of("no")),
    SmtpReply.received(354, List.of("what?")),
    SmtpReply.local(550, "5.1.2", "no such domain"),
    SmtpReply.local(451, "4.4.3", "no answer from DNS")
  };

  private final Judging judging = new Judging();

  @Test
  void shouldGiveEveryRecipientExactlyOnePlace() {
    Chance.rounds(
        600,
        random -> {
          QueuedMail mail = AnyMail.any(random);

          Judgement judgement = judge(mail, random);

          List<EmailAddress> places = ended(judgement.events());
          places.addAll(open(judgement));
          assertThat(places)
              .containsExactlyInAnyOrderElementsOf(addresses(mail.envelope().recipients()));
        });
  }

  @Test
  void shouldLetNothingWaitBeyondItsTimeOrWithoutAReason() {
    Chance.rounds(
        400,
        random -> {
          QueuedMail mail = AnyMail.any(random);

          Judgement judgement = judge(mail, random);

          judgement
              .remaining()
              .ifPresent(
                  waiting -> {
                    assertThat(waiting.entry()).isEqualTo(mail.entry().afterAttempt());
                    assertThat(waiting.hop()).contains("example.org");
                    assertThat(waiting.dueAt().orElseThrow())
                        .isAfter(end())
                        .isBefore(RetrySchedule.limitOf(mail));
                  });
          for (MailEvent event : judgement.events()) {
            if (event.type() == EventType.DEFERRED) {
              assertThat(event.details())
                  .containsKeys(EventField.REASON, EventField.NEXT_ATTEMPT, EventField.EXPIRES);
            }
          }
        });
  }

  @Test
  void shouldReportOnlyToSendersAndOnlyWhatTheyWant() {
    Chance.rounds(
        600,
        random -> {
          QueuedMail mail = AnyMail.any(random);

          Judgement judgement = judge(mail, random);

          for (Report report : judgement.reports()) {
            Notify kind = Notify.valueOf(report.kind().name());
            assertThat(mail.envelope().sender().isNull()).isFalse();
            assertThat(report.items())
                .isNotEmpty()
                .allMatch(i -> i.recipient().wants(kind) || isTraced(report, i.recipient()));
          }
          assertThat(judgement.reports()).extracting(Report::kind).doesNotHaveDuplicates();
          assertThat(judgement.reports()).extracting(Report::id).doesNotHaveDuplicates();
        });
  }

  @Test
  void shouldLeaveNoFailureUntoldThatTheSenderWantsToHearOf() {
    Chance.rounds(
        600,
        random -> {
          QueuedMail mail = AnyMail.any(random);

          Judgement judgement = judge(mail, random);

          boolean unasked = judging.settings().of(mail.lane()).reportsUnasked();
          Set<EmailAddress> told = toldOf(judgement, Report.Kind.FAILURE);
          for (MailEvent event : judgement.events()) {
            if (event.type() == EventType.BOUNCED || event.type() == EventType.EXPIRED) {
              Recipient failed = named(mail, event.recipient().orElseThrow());
              boolean wanted =
                  !mail.envelope().sender().isNull()
                      && failed.wants(Notify.FAILURE)
                      && (unasked || !failed.notifyOn().isEmpty());
              assertThat(told.contains(failed.address())).isEqualTo(wanted);
              assertThat(event.details().containsKey(EventField.REPORT)).isEqualTo(wanted);
            }
          }
        });
  }

  @Test
  void shouldRepeatAWholeJudgementAfterACrashWithoutANewWord() {
    Chance.rounds(
        400,
        random -> {
          QueuedMail mail = AnyMail.any(random);
          Judgement first = judge(mail, random);

          Judgement again = afterCrash(mail, first.events());

          assertThat(again.events()).isEmpty();
          assertThat(again.remaining().map(QueuedMail::entry))
              .isEqualTo(first.remaining().map(QueuedMail::entry));
          assertThat(again.remaining().flatMap(QueuedMail::dueAt))
              .isEqualTo(first.remaining().flatMap(QueuedMail::dueAt));
          assertThat(places(again.aside())).isEqualTo(places(first.aside()));
          assertThat(open(again)).containsExactlyInAnyOrderElementsOf(open(first));
          assertThat(told(again)).isEqualTo(told(first));
        });
  }

  @Test
  void shouldLoseNobodyWhereverTheJournalWasCutShort() {
    Chance.rounds(
        100,
        random -> {
          QueuedMail mail = AnyMail.any(random);
          List<MailEvent> written = judge(mail, random).events();
          for (int kept = 0; kept <= written.size(); kept++) {
            List<MailEvent> survived = written.subList(0, kept);

            Judgement again = afterCrash(mail, survived);

            List<EmailAddress> places = ended(survived);
            places.addAll(ended(again.events()));
            places.addAll(open(again));
            assertThat(places)
                .as("%d of %d events survived", kept, written.size())
                .containsExactlyInAnyOrderElementsOf(addresses(mail.envelope().recipients()));
          }
        });
  }

  private Judgement judge(QueuedMail mail, Random random) {
    List<RecipientReply> replies = new ArrayList<>();
    for (Recipient recipient : mail.envelope().recipients()) {
      boolean doubt = random.nextInt(8) == 0;
      replies.add(
          new RecipientReply(
              recipient,
              doubt ? Judging.CUT : oneOf(random, REPLIES),
              doubt ? Stage.FINAL_DOT : oneOf(random, Stage.values()),
              doubt,
              random.nextBoolean() ? Judging.MX : HostTrace.NONE,
              random.nextBoolean()));
    }
    for (String lane : List.of("otp", "transactional", "bulk")) {
      judging.file.put("retry." + lane + ".in-doubt", oneOf(random, "retry", "give-up", "ask"));
    }
    return judging.judge().afterAttempt(over(mail), new TransmissionReport(replies));
  }

  private Judgement afterCrash(QueuedMail mail, List<MailEvent> survived) {
    AttemptLedger ledger = new AttemptLedger(100);
    ledger.note(List.of(AttemptJudge.attempted(mail, "example.org", Judging.end())));
    ledger.note(survived);
    Instant later = end().plusSeconds(60);
    return judging.judge().afterCrash(mail, ledger, later);
  }

  private static List<EmailAddress> ended(List<MailEvent> events) {
    return events.stream()
        .filter(e -> ENDS.contains(e.type()))
        .map(MailEvent::recipient)
        .flatMap(Optional::stream)
        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
  }

  private static List<EmailAddress> open(Judgement judgement) {
    return Stream.concat(judgement.remaining().stream(), judgement.aside().stream())
        .flatMap(m -> addresses(m.envelope().recipients()).stream())
        .toList();
  }

  private static List<Object> places(List<QueuedMail> aside) {
    return aside.stream()
        .<Object>map(m -> List.of(m.entry(), m.hold(), m.dueAt(), m.envelope()))
        .toList();
  }

  private static List<EmailAddress> addresses(List<Recipient> recipients) {
    return recipients.stream().map(Recipient::address).toList();
  }

  /** RFC 2852 4.1.4: who sets a time hears of the hand-over unless he said NEVER. */
  private static boolean isTraced(Report report, Recipient recipient) {
    return report.kind() == Report.Kind.SUCCESS
        && report.about().envelope().options().deliverBy().isPresent()
        && !recipient.notifyOn().contains(Notify.NEVER);
  }

  private static Recipient named(QueuedMail mail, EmailAddress address) {
    return mail.envelope().recipients().stream()
        .filter(r -> r.address().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private static Set<EmailAddress> toldOf(Judgement judgement, Report.Kind kind) {
    Set<EmailAddress> told = new HashSet<>();
    judgement.reports().stream()
        .filter(r -> r.kind() == kind)
        .forEach(r -> r.items().forEach(i -> told.add(i.recipient().address())));
    return told;
  }

  private static Set<String> told(Judgement judgement) {
    Set<String> told = new HashSet<>();
    for (Report report : judgement.reports()) {
      for (Report.Item item : report.items()) {
        told.add(
            report.id() + " " + report.kind() + " " + item.recipient().address() + item.cause());
      }
    }
    return told;
  }
}
