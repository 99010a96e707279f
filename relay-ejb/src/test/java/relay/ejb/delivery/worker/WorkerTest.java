package relay.ejb.delivery.worker;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.egress.EgressFixture;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.MailBuilder;
import relay.domain.settings.Settings;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.traffic.TrafficControl;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;

/** What tests of workers stand on: a real journal, fakes at the ends, a process that can die. */
abstract class WorkerTest {
  static final Instant NOW = MailBuilder.NOON.plusSeconds(1);

  @TempDir Path data;
  final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  final InMemoryQueues queues = new InMemoryQueues();
  final List<MailEvent> events = new ArrayList<>();
  final ScriptedTransmission transmission = new ScriptedTransmission();
  final EgressFixture egress = new EgressFixture();
  final TrafficControl traffic = Workshop.usualTraffic();
  FaultPoint faults = FaultPoint.NONE;
  JournalFiles journal;

  @BeforeEach
  final void openJournal() {
    journal =
        new JournalFiles(
            new JournalFolder(data),
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            now::get,
            new Random(1),
            List.of(events::addAll));
  }

  @AfterEach
  final void closeJournal() {
    journal.close();
  }

  final Workshop workshop(CurrentTenancy tenancy) {
    return new Workshop(
        journal,
        queues,
        tenancy,
        transmission,
        traffic,
        egress,
        step -> faults.reached(step),
        now::get);
  }

  /** From now on the process ends when it reaches this step. */
  final void dieAt(String step) {
    faults =
        reached -> {
          if (reached.equals(step)) {
            throw new Death();
          }
        };
  }

  /** The process begins anew: only the files are left. */
  final void restart() {
    faults = FaultPoint.NONE;
    journal.close();
    openJournal();
  }

  final List<EventType> types() {
    return events.stream().map(MailEvent::type).toList();
  }

  /** Stands for the end of the process; nothing in the worker may catch it. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }
}
