package relay.ejb.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.SomeBrakes;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.Receipt;
import relay.domain.reception.Submission;
import relay.domain.reception.Verdict;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.Tenancies;

class ReceptionTest {
  private static final Instant NOW = Doors.NOW;
  private final Doors doors = new Doors();

  @Test
  void shouldStoreAMailWithItsTraceAndRecordIt() {
    Receipt receipt = doors.reception().submit(mail(MailOptions.NONE));

    var queued = doors.queues.take();
    assertThat(receipt).isEqualTo(new Receipt.Accepted(queued.entry().mail()));
    assertThat(new String(queued.content().bytes().get(), StandardCharsets.US_ASCII))
        .startsWith("Received: from client.example")
        .endsWith("Subject: Hello\r\n\r\nHow are you?\r\n");
    assertThat(queued.lane()).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(queued.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(48)));
    assertThat(doors.events).hasSize(1);
    assertThat(doors.events.get(0).details())
        .containsEntry(EventField.SUBJECT, "Hello")
        .containsEntry(EventField.LISTENER, "submission")
        .containsEntry(EventField.RECIPIENTS, List.of("bob@example.org"));
  }

  /** All in one transaction: the client is told one thing about the whole mail. */
  @Test
  void shouldSortMailForAnInboundDomainIntoFeedbackForwardingAndTheRest() {
    doors.tenancy = Tenancies.with(BOUNCES);

    Receipt receipt =
        doors.reception().submit(mailTo("bob@example.org", "fbl@b.example", "abuse@b.example"));

    List<QueuedMail> queued = doors.queues.mails();
    assertThat(queued).hasSize(3);
    assertThat(receipt).isEqualTo(new Receipt.Accepted(queued.get(0).entry().mail()));
    assertThat(queued).extracting(QueuedMail::isFeedback).containsExactly(false, true, false);
    assertThat(queued).extracting(m -> m.entry().mail()).doesNotHaveDuplicates();
    assertThat(queued.get(2).envelope().sender().isNull()).isTrue();
    assertThat(queued.get(2).envelope().recipients().get(0).address())
        .isEqualTo(EmailAddress.parse("ann@corp.example"));
    assertThat(doors.types())
        .containsExactly(EventType.RECEIVED, EventType.RECEIVED, EventType.RECEIVED);
    assertThat(doors.events.get(2).details())
        .containsEntry(EventField.WRITTEN_TO, "abuse@b.example")
        .containsEntry(EventField.RECIPIENTS, List.of("ann@corp.example"));
  }

  @Test
  void shouldTakeNothingOfASortedMailWhenTheBrokerDoesNotCommit() {
    doors.tenancy = Tenancies.with(BOUNCES);
    doors.queues.fail(1);

    Receipt receipt = doors.reception().submit(mailTo("bob@example.org", "fbl@b.example"));

    assertThat(((Receipt.Refused) receipt).reply().toString()).startsWith("451 4.3.1");
    assertThat(doors.queues.mails()).isEmpty();
    assertThat(doors.types())
        .containsExactly(
            EventType.RECEIVED, EventType.RECEIVED, EventType.REJECTED, EventType.REJECTED);
  }

  private static final InboundDomain BOUNCES =
      new InboundDomain(
          "default",
          DomainName.of("b.example"),
          1,
          true,
          Optional.of(EmailAddress.parse("ann@corp.example")),
          OtherMail.REFUSE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static Submission mailTo(String... recipients) {
    Submission mail = mail(MailOptions.NONE);
    List<Recipient> all =
        Stream.of(recipients).map(EmailAddress::parse).map(Recipient::of).toList();
    return new Submission(
        mail.client(),
        mail.envelope().withRecipients(all),
        mail.content(),
        mail.lane(),
        mail.replyTo());
  }

  @Test
  void shouldAnswer452WithTheTimeToComeBackAboveALimit() {
    doors.quotas = Doors.quotas(new SendingLimits(0, 0, 1, 0, OverLimit.REFUSE));
    var reception = doors.reception();
    reception.submit(mail(userElsewhere(), MailOptions.NONE));

    Receipt receipt = reception.submit(mail(userElsewhere(), MailOptions.NONE));

    assertThat(((Receipt.Refused) receipt).reply().toString())
        .startsWith("452 4.7.1 Above the limit of 1 recipients a hour for the client address;")
        .contains("come back in 3601 s");
    assertThat(doors.queues.mails()).hasSize(1);
    assertThat(doors.types()).containsExactly(EventType.RECEIVED, EventType.REJECTED);
  }

  @Test
  void shouldHoldMailAboveALimitUntilThereIsRoomWhereThatIsWanted() {
    doors.quotas = Doors.quotas(new SendingLimits(0, 1, 0, 0, OverLimit.HOLD));
    var reception = doors.reception();
    reception.submit(mail(userElsewhere(), MailOptions.NONE));

    Receipt receipt = reception.submit(mail(userElsewhere(), MailOptions.NONE));

    assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
    var waiting = doors.queues.mails().get(1);
    assertThat(waiting.dueAt()).contains(NOW.plusSeconds(60));
    assertThat(waiting.entry().waits()).isEqualTo(1);
    assertThat(doors.types())
        .containsExactly(EventType.RECEIVED, EventType.RECEIVED, EventType.HELD);
    assertThat(doors.events.get(2).details()).containsEntry(EventField.REASON, "quota");
  }

  @Test
  void shouldTakePasswordsAboveTheirQuotaAsTransactionalMailAndRecordWhy() {
    doors.quotas = Doors.passwords(1);

    for (int i = 0; i < 2; i++) {
      assertThat(doors.reception().submit(password())).isInstanceOf(Receipt.Accepted.class);
    }

    List<QueuedMail> queued = doors.queues.mails();
    assertThat(queued).extracting(QueuedMail::lane).containsExactly(Lane.OTP, Lane.TRANSACTIONAL);
    assertThat(queued).extracting(m -> m.owner().stream()).containsExactly("otp", "otp");
    assertThat(queued.get(1).expiresAt()).isAfter(queued.get(0).expiresAt());
    assertThat(doors.events.get(0).details()).doesNotContainKey(EventField.REASON);
    assertThat(doors.events.get(1).details())
        .containsEntry(EventField.LANE, "transactional")
        .containsEntry(EventField.STREAM, "otp")
        .containsEntry(EventField.REASON, "above_otp_quota");
  }

  private static Submission password() {
    Submission mail = mailTo("bob@example.org");
    return new Submission(
        mail.client(),
        mail.envelope(),
        mail.content(),
        Optional.of(Lane.OTP),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void shouldRefuseForNowAndRecordWhatIsStopped() {
    doors.brakes = stop(aBrake(BrakeKind.STOP).id("b1").stream("transactional"));

    Receipt receipt = doors.reception().submit(mail(MailOptions.NONE));

    assertThat(((Receipt.Refused) receipt).reply().toString()).startsWith("451 4.3.2 ");
    assertThat(doors.queues.mails()).isEmpty();
    assertThat(doors.types()).containsExactly(EventType.REJECTED);
  }

  @Test
  void shouldShowTheStopInItsRulesAndTakeMailAgainAfterIt() {
    var reception = doors.reception();
    doors.brakes = stop(aBrake(BrakeKind.STOP).id("b1"));
    var client = userElsewhere();
    var sender = ReversePath.parse("alice@sender.example");
    assertThat(reception.policy().mail(client, sender, 0)).isInstanceOf(Verdict.Refused.class);

    doors.brakes = BrakeBook.EMPTY;

    assertThat(reception.policy().mail(client, sender, 0)).isEqualTo(Verdict.ALLOWED);
    assertThat(reception.submit(mail(MailOptions.NONE))).isInstanceOf(Receipt.Accepted.class);
  }

  /** It is in our broker already; to leave it there would keep everybody else's from coming in. */
  @Test
  void shouldTakeFromJmsWhatIsStoppedForTheWorkersToPutAside() {
    doors.brakes = stop(aBrake(BrakeKind.STOP).id("b1"));

    Receipt receipt = doors.reception().submitOnce(mail(MailOptions.NONE), MailBuilder.ID, NOW);

    assertThat(receipt).isEqualTo(new Receipt.Accepted(MailBuilder.ID));
  }

  private static BrakeBook stop(SomeBrakes brake) {
    return BrakeBook.of(List.of(brake.build()), NOW);
  }

  @Test
  void shouldWriteTheRecordBeforeTheMailIsCommitted() {
    doors.reception().submit(mail(MailOptions.NONE));

    assertThat(doors.order)
        .containsExactly("RECEIVED", FaultPoint.RECEIVED_WRITTEN, FaultPoint.RECEPTION_COMMITTED);
  }

  @Test
  void shouldAnswer451AndTakeTheRecordBackWhenTheCommitFails() {
    doors.queues.fail(1);

    Receipt receipt = doors.reception().submit(mail(MailOptions.NONE));

    assertThat(code(receipt)).isEqualTo(451);
    assertThat(doors.queues.mails()).isEmpty();
    assertThat(doors.types()).containsExactly(EventType.RECEIVED, EventType.REJECTED);
    assertThat(doors.events.get(1).mail()).isEqualTo(doors.events.get(0).mail());
  }

  @Test
  void shouldAnswer451WhenTheJournalCannotBeWritten() {
    doors.journalBroken = true;

    assertThat(code(doors.reception().submit(mail(MailOptions.NONE)))).isEqualTo(451);
    assertThat(doors.queues.mails()).isEmpty();
  }

  @Test
  void shouldAnswer452WhenDiskOrQueuesAreFull() {
    doors.freeDisk = 1_000;
    assertThat(code(doors.reception().submit(mail(MailOptions.NONE)))).isEqualTo(452);

    doors.freeDisk = Long.MAX_VALUE;
    doors.brokerFull = true;
    assertThat(code(doors.reception().submit(mail(MailOptions.NONE)))).isEqualTo(452);

    doors.brokerFull = false;
    doors.laneDepth = 1_000_000;
    assertThat(code(doors.reception().submit(mail(MailOptions.NONE)))).isEqualTo(452);
    assertThat(doors.queues.mails()).isEmpty();
  }

  @Test
  void shouldRefuseForGoodWhatThePolicyRefuses() {
    var stranger = client("mx", ListenerRole.INBOUND, "192.0.2.1");

    Receipt receipt = doors.reception().submit(mail(stranger, MailOptions.NONE));

    assertThat(code(receipt)).isEqualTo(550);
    assertThat(doors.types()).containsExactly(EventType.REJECTED);
  }

  @Test
  void shouldHoldAMailForAsLongAsItsSenderWants() {
    Instant until = NOW.plusSeconds(3_600);
    var options =
        new MailOptions(
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false,
            Optional.empty(),
            Optional.of(until),
            0,
            Optional.empty());

    doors.reception().submit(mail(options));

    var queued = doors.queues.take();
    assertThat(queued.dueAt()).contains(until);
    assertThat(queued.entry().waits()).isEqualTo(1);
    assertThat(queued.expiresAt()).isEqualTo(until.plus(Duration.ofHours(48)));
    assertThat(doors.types()).containsExactly(EventType.RECEIVED, EventType.HELD);
  }

  @Test
  void shouldHoldAMailUntilTheSendWindowOfItsStreamOpens() {
    // NOW is midnight
    var window =
        new SendWindow(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(9, 0),
            LocalTime.of(18, 0),
            ZoneId.of("UTC"),
            false);
    var stream = aStream("default", "transactional").window(window).build();
    doors.tenancy = Tenancies.with(stream);

    doors.reception().submit(mail(MailOptions.NONE));

    var queued = doors.queues.take();
    assertThat(queued.dueAt()).contains(NOW.plus(Duration.ofHours(9)));
    assertThat(queued.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(5 * 24 + 12)));
    assertThat(doors.types()).containsExactly(EventType.RECEIVED, EventType.HELD);
    assertThat(doors.events.get(1).details())
        .containsEntry(EventField.REASON, "send_window")
        .containsEntry(EventField.NEXT_ATTEMPT, NOW.plus(Duration.ofHours(9)).toString());
  }

  private static Submission mail(MailOptions options) {
    return mail(client("submission", ListenerRole.SUBMISSION, "127.0.0.1"), options);
  }

  private static Submission mail(ClientSession client, MailOptions options) {
    return new Submission(
        client,
        new Envelope(
            ReversePath.parse("alice@sender.example"),
            List.of(Recipient.of(EmailAddress.parse("bob@example.org"))),
            options),
        Content.of(
            "Date: Thu, 1 Jan 2026 00:00:00 +0000\r\nMessage-ID: <1@x>\r\nFrom: alice@sender.example\r\nSubject: Hello\r\n\r\nHow are you?\r\n"
                .getBytes(StandardCharsets.US_ASCII)),
        Optional.empty(),
        Optional.empty());
  }

  private static ClientSession userElsewhere() {
    ClientSession here = client("submission", ListenerRole.SUBMISSION, "192.0.2.7");
    return new ClientSession(
        here.listener(),
        here.role(),
        here.address(),
        here.helo(),
        "ESMTPSA",
        Optional.of("TLSv1.3"),
        Optional.of(new AuthenticatedUser("shop", Optional.empty())));
  }

  private static ClientSession client(String listener, ListenerRole role, String address) {
    try {
      return new ClientSession(
          listener,
          role,
          InetAddress.getByName(address),
          "client.example",
          "ESMTP",
          Optional.empty(),
          Optional.empty());
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static int code(Receipt receipt) {
    return ((Receipt.Refused) receipt).reply().code();
  }
}
