package relay.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.SeriesKind;
import relay.domain.campaign.SeriesRound;
import relay.domain.contacts.ContactListKind;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.template.TemplateKind;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.TenancyKinds;
import relay.ejb.audit.AuditMark;
import relay.ejb.database.Database;

/** Nodes over one database that see at the same time that a series is due. */
interface SeriesNodesContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  int NODES = 3;
  int DAYS = 20;

  /** Open, with empty tables. */
  Database database();

  Path folder();

  /** Nothing is told when all goes well. */
  final class Quiet implements Journal {
    @Override
    public void write(List<MailEvent> events) {
      throw new AssertionError(events);
    }

    @Override
    public void writeDurably(List<MailEvent> events) {
      write(events);
    }
  }

  /** One node: what it knows, and its look at series. */
  record Member(ControlMemory memory, DatabaseControlStore store, ControlWatch watch) {
    static Member of(Database database, Path folder, AtomicReference<Instant> now) {
      var kinds = new ControlKinds(ObjectDesks.kinds());
      var file = new ControlFile(folder, kinds);
      var memory = new ControlMemory(file.read());
      var store = new DatabaseControlStore(database, memory, kinds, now::get);
      return new Member(
          memory, store, new ControlWatch(database, memory, kinds, file, new AuditMark(folder)));
    }
  }

  private static <T extends ControlObject> ControlChange make(
      ControlKind<T> kind, String id, String json) {
    return new ControlChange.Create(
        kind.read(new ControlKey(kind.name(), "acme", id), 0, ControlJson.read(json)));
  }

  private static void begin(Member node) {
    ControlOutcome outcome =
        node.store.apply(
            List.of(
                make(TenancyKinds.TENANT, "acme", "{}"),
                new ControlChange.Create(Tenancies.domain("acme", "acme.example").withVersion(0)),
                make(ContactListKind.LIST, "news", "{}"),
                make(TemplateKind.TEMPLATE, "letter", "{\"subject\":\"Hi\",\"text\":\"Hi\"}"),
                make(
                    CampaignKind.CAMPAIGN,
                    "letter",
                    "{\"list\":\"news\",\"template\":\"letter\",\"from\":\"a@acme.example\"}"),
                make(
                    SeriesKind.SERIES,
                    "daily",
                    "{\"campaign\":\"letter\",\"every\":\"day\",\"time\":\"12:00\","
                        + "\"zone\":\"UTC\",\"state\":\"active\","
                        + "\"open_from\":\"2026-01-01T12:00:00Z\"}")),
            new Actor("ann", "192.0.2.1"));
    assertThat(outcome).isInstanceOf(ControlOutcome.Done.class);
  }

  @Test
  default void shouldBeginEachOccurrenceOnceOverAllNodes() throws Exception {
    var now = new AtomicReference<>(NOON);
    List<Member> nodes = new ArrayList<>();
    List<SeriesRound> rounds = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      Path own = Files.createDirectories(folder().resolve("series" + i));
      Member node = Member.of(database(), own, now);
      nodes.add(node);
      rounds.add(
          new SeriesRound(node.memory::state, node.store, new Quiet(), "node" + i, now::get));
    }
    begin(nodes.get(0));
    ExecutorService threads = Executors.newFixedThreadPool(NODES);
    try {
      for (int day = 0; day < DAYS; day++) {
        nodes.forEach(node -> node.watch.look());
        var together = new CyclicBarrier(NODES);
        List<Callable<Void>> looks = new ArrayList<>();
        for (SeriesRound round : rounds) {
          looks.add(
              () -> {
                together.await();
                round.look();
                return null;
              });
        }
        for (Future<Void> each : threads.invokeAll(looks)) {
          each.get();
        }
        now.set(now.get().plus(Duration.ofDays(1)));
      }
    } finally {
      threads.shutdownNow();
    }
    nodes.get(1).watch.look();

    var state = nodes.get(1).memory.state();
    var series = state.find(SeriesKind.SERIES, "acme", "daily").orElseThrow();
    assertThat(series.run().count()).isEqualTo(DAYS);
    assertThat(series.campaigns(state))
        .hasSize(DAYS)
        .allMatch(campaign -> campaign.version() == 1, "made once and touched by no other");
    assertThat(series.run().problem()).isEmpty();
  }
}
