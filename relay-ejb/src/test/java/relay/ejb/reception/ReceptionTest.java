package relay.ejb.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.fault.FaultPoint;
import relay.domain.guard.GuardSettings;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueSettings;
import relay.domain.reception.AccountSettings;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ConfiguredAccounts;
import relay.domain.reception.HeaderCompletion;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.LoginDesk;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.ReceptionSettings;
import relay.domain.reception.Submission;
import relay.domain.settings.Settings;
import relay.ejb.guard.LaneGate;
import relay.ejb.guard.ResourceGuard;

class ReceptionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final InMemoryQueues queues = new InMemoryQueues();
  private final List<MailEvent> events = new ArrayList<>();
  private boolean journalBroken;
  private long freeDisk = Long.MAX_VALUE;
  private boolean brokerFull;
  private long laneDepth;
  private final List<String> order = new ArrayList<>();

  @Test
  void shouldStoreAMailWithItsTraceAndRecordIt() {
    Receipt receipt = reception().submit(mail(MailOptions.NONE));

    var queued = queues.take();
    assertThat(receipt).isEqualTo(new Receipt.Accepted(queued.entry().mail()));
    assertThat(new String(queued.content().bytes().get(), StandardCharsets.US_ASCII))
        .startsWith("Received: from client.example")
        .endsWith("Subject: Hello\r\n\r\nHow are you?\r\n");
    assertThat(queued.lane()).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(queued.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(48)));
    assertThat(events).hasSize(1);
    assertThat(events.get(0).details())
        .containsEntry(EventField.SUBJECT, "Hello")
        .containsEntry(EventField.LISTENER, "submission")
        .containsEntry(EventField.RECIPIENTS, List.of("bob@example.org"));
  }

  @Test
  void shouldWriteTheRecordBeforeTheMailIsCommitted() {
    reception().submit(mail(MailOptions.NONE));

    assertThat(order)
        .containsExactly("RECEIVED", FaultPoint.RECEIVED_WRITTEN, FaultPoint.RECEPTION_COMMITTED);
  }

  @Test
  void shouldAnswer451AndTakeTheRecordBackWhenTheCommitFails() {
    queues.fail(1);

    Receipt receipt = reception().submit(mail(MailOptions.NONE));

    assertThat(code(receipt)).isEqualTo(451);
    assertThat(queues.mails()).isEmpty();
    assertThat(types()).containsExactly(EventType.RECEIVED, EventType.REJECTED);
    assertThat(events.get(1).mail()).isEqualTo(events.get(0).mail());
  }

  @Test
  void shouldAnswer451WhenTheJournalCannotBeWritten() {
    journalBroken = true;

    assertThat(code(reception().submit(mail(MailOptions.NONE)))).isEqualTo(451);
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldAnswer452WhenDiskOrQueuesAreFull() {
    freeDisk = 1_000;
    assertThat(code(reception().submit(mail(MailOptions.NONE)))).isEqualTo(452);

    freeDisk = Long.MAX_VALUE;
    brokerFull = true;
    assertThat(code(reception().submit(mail(MailOptions.NONE)))).isEqualTo(452);

    brokerFull = false;
    laneDepth = 1_000_000;
    assertThat(code(reception().submit(mail(MailOptions.NONE)))).isEqualTo(452);
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldRefuseForGoodWhatThePolicyRefuses() {
    var stranger = client("mx", ListenerRole.INBOUND, "192.0.2.1");

    Receipt receipt = reception().submit(mail(stranger, MailOptions.NONE));

    assertThat(code(receipt)).isEqualTo(550);
    assertThat(types()).containsExactly(EventType.REJECTED);
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
            0);

    reception().submit(mail(options));

    var queued = queues.take();
    assertThat(queued.dueAt()).contains(until);
    assertThat(queued.entry().waits()).isEqualTo(1);
    assertThat(queued.expiresAt()).isEqualTo(until.plus(Duration.ofHours(48)));
    assertThat(types()).containsExactly(EventType.RECEIVED, EventType.HELD);
  }

  private Reception reception() {
    var schedule =
        new RetrySchedule(
            RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of())), new Random(1));
    var accounts = AccountSettings.from(Settings.of(AccountSettings.ALL, Map.of(), Map.of()));
    var gauge = new Gauge();
    var guard =
        new ResourceGuard(
            GuardSettings.from(Settings.of(GuardSettings.ALL, Map.of(), Map.of())),
            () -> freeDisk,
            () -> true,
            gauge);
    var lanes =
        new LaneGate(
            QueueSettings.from(
                Settings.of(QueueSettings.ALL, Map.of("queue.slow-wait", "1ms"), Map.of())),
            gauge);
    return new Reception(
        new ReceptionPolicy(
            ReceptionSettings.from(Settings.of(ReceptionSettings.ALL, Map.of(), Map.of())),
            Set.of("submission")),
        new HeaderCompletion("relay.example"),
        new LoginDesk(new ConfiguredAccounts(List.of()), accounts, new Semaphore(1), new Random(1)),
        schedule,
        new Reception.Stores(new RecordingJournal(), queues, lanes, guard, order::add),
        () -> NOW,
        new Random(1));
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

  private List<EventType> types() {
    return events.stream().map(MailEvent::type).toList();
  }

  private final class Gauge implements QueueGauge {
    @Override
    public OptionalLong depth(String queue) {
      return OptionalLong.of(laneDepth);
    }

    @Override
    public boolean isFull() {
      return brokerFull;
    }
  }

  private final class RecordingJournal implements Journal {
    @Override
    public void write(List<MailEvent> some) {
      if (journalBroken) {
        throw new JournalUnavailable("broken by the test", null);
      }
      events.addAll(some);
      order.add(some.get(0).type().name());
    }

    @Override
    public void writeDurably(List<MailEvent> some) {
      write(some);
    }
  }
}
