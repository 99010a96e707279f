package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.egress.EgressFixture.pool;
import static relay.domain.egress.EgressFixture.source;
import static relay.domain.queue.MailBuilder.aMail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.egress.EgressFixture;
import relay.domain.egress.LeavingMail;
import relay.domain.fault.FaultPoint;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.EventField;
import relay.domain.journal.EventObserver;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.MailBuilder;
import relay.domain.settings.Settings;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;

/** What brakes that name an egress source do to entries as the worker touches them. */
class SourceBrakedWorkTest {
  private static final Instant NOW = MailBuilder.NOON.plusSeconds(1);
  private final InMemoryQueues queues = new InMemoryQueues();
  private final List<MailEvent> events = new ArrayList<>();
  private final ScriptedTransmission transmission = new ScriptedTransmission();
  private final EgressFixture egress =
      new EgressFixture()
          .has("127.0.0.2", "127.0.0.3")
          .with(
              source("mail-1", "'ipv4':'127.0.0.2'"),
              source("mail-2", "'ipv4':'127.0.0.3'"),
              pool("one", "'sources':['mail-1'],'sender_domains':['one.example']"),
              pool(
                  "both",
                  "'sources':['mail-1','mail-2'],'selection':'ordered',"
                      + "'sender_domains':['both.example']"));
  private JournalFiles journal;
  @TempDir Path data;

  @BeforeEach
  void open() {
    EventObserver observer = events::addAll;
    journal =
        new JournalFiles(
            new JournalFolder(data),
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> NOW,
            new Random(1),
            List.of(observer));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void shouldHoldWhatCanLeaveFromNoOtherSourceThanTheOneOfTheBrake() {
    Brake brake = aBrake(BrakeKind.SUSPEND).source("mail-1").build();

    worker(brake).work(aMail().from("a@one.example").to("bob@example.org").build());
    var second = new EntryId(QueueId.next(NOW, new Random(2)), 0, 0);
    worker(brake).work(aMail().entry(second).from("a@x.example").to("al@example.org").build());

    assertThat(queues.mails()).singleElement().matches(m -> m.hold().isPresent());
    assertThat(events)
        .filteredOn(e -> e.type() == EventType.HELD)
        .singleElement()
        .satisfies(e -> assertThat(e.details()).containsEntry(EventField.BRAKE, brake.id()));
    assertThat(transmission.orders())
        .singleElement()
        .satisfies(order -> assertThat(order.origin().source()).isEqualTo("default"));
  }

  @Test
  void shouldLeaveFromTheSourcesThatNoBrakeCloses() {
    worker(aBrake(BrakeKind.SUSPEND).source("mail-1").build())
        .work(aMail().from("a@both.example").to("bob@example.org").build());

    assertThat(transmission.orders())
        .singleElement()
        .satisfies(order -> assertThat(order.origin().source()).isEqualTo("mail-2"));
  }

  private DeliveryWorker worker(Brake brake) {
    BrakeBook book =
        BrakeBook.of(List.of(brake), NOW)
            .asking(
                domain -> Optional.empty(), new LeavingMail(egress.desk(new Random(1)))::sourcesOf);
    return new Workshop(
            journal,
            queues,
            () -> Tenancy.EMPTY,
            transmission,
            Workshop.usualTraffic(),
            egress,
            FaultPoint.NONE,
            () -> NOW)
        .worker(
            (tenant, domain) -> List.of(),
            new Marking(ReturnPaths.NONE, TestTracking.none()),
            SuppressionDoor.OPEN,
            () -> book,
            Map.of());
  }
}
