package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.FakeDns;
import relay.domain.routing.HostSearch;
import relay.domain.routing.Ourselves;
import relay.domain.routing.Router;
import relay.domain.routing.StreamRoutes;
import relay.domain.simulator.SomeFeedbackWay;
import relay.domain.tenancy.Tenancy;
import relay.domain.tlsreport.SessionTally;
import relay.domain.transport.StsPolicies;
import relay.domain.transport.TransportRules;
import relay.ejb.delivery.SmtpTransmission;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.simulator.SimulatorServer;

/** What a worker makes of each simulated receiver, over real sockets, with the sandbox on. */
class SimulatedReceiversTest {
  @TempDir Path data;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(MailBuilder.NOON.plusSeconds(1));
  private final RelayConfiguration configuration =
      RelayConfiguration.of(
          Map.of(
              "simulator.domain", "simulator.test",
              "simulator.slow-delay", "20ms",
              "simulator.rate", "1",
              "route.default", "sandbox"),
          Map.of());
  private final InMemoryQueues queues = new InMemoryQueues();
  private final List<MailEvent> events = new ArrayList<>();
  private SimulatorServer simulator;
  private SmtpTransmission client;
  private JournalFiles journal;
  private DeliveryWorker worker;
  private int mails;

  @BeforeEach
  void open() throws IOException {
    simulator =
        new SimulatorServer(
            configuration.simulator(),
            SomeFeedbackWay.none(),
            now::get,
            Executors.defaultThreadFactory());
    journal =
        new JournalFiles(
            new JournalFolder(data),
            configuration.journal(),
            now::get,
            new Random(1),
            List.of(events::addAll));
    client = client();
    worker = worker();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    simulator.close();
    journal.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          accept     | DELIVERED | 250 2.0.0 taken by the simulator
          slow       | DELIVERED | 250 2.0.0 taken by the simulator
          ratelimit  | DELIVERED | 250 2.0.0 taken by the simulator
          unknown    | BOUNCED   | 550 5.1.1 No such user here (simulated)
          block      | BOUNCED   | 554 5.7.1 Service refused; your IP address is on our blocklist
          acccept    | BOUNCED   | 550 5.1.2 The simulator has no such word;
          full       | DEFERRED  | 452 4.2.2 The mailbox is full (simulated)
          defer      | DEFERRED  | 451 4.3.0 Try again later (simulated)
          greylist   | DEFERRED  | 450 4.7.1 Greylisted (simulated), try again in 60 seconds
          tls-broken | DEFERRED  | 4
          drop       | DEFERRED  | 4
          in-doubt   | IN_DOUBT  | 4
          """)
  void shouldEndAsTheAddressSays(String word, EventType end, String reply) {
    worker.work(mail(word + "+job7@simulator.test"));

    MailEvent last =
        events.stream().filter(e -> e.type() == end).findFirst().orElseThrow(this::unexpected);
    assertThat(last.details().get(EventField.REPLY).toString()).startsWith(reply);
    assertThat(last.details().get(EventField.HOST)).isIn("[127.0.0.1]", null);
    assertThat(events)
        .extracting(MailEvent::type)
        .contains(end)
        .doesNotContainAnyElementsOf(
            others(Set.of(EventType.DELIVERED, EventType.BOUNCED, EventType.DEFERRED), end));
  }

  @Test
  void shouldTakeAGreylistedMailThatComesAgainInTime() {
    worker.work(mail("greylist@simulator.test"));
    QueuedMail waiting = queues.mails().get(0);
    events.clear();

    now.set(now.get().plus(Duration.ofMinutes(1)));
    worker.work(waiting);

    assertThat(events).extracting(MailEvent::type).contains(EventType.DELIVERED);
  }

  @Test
  void shouldPutOffWhatIsAboveTheRate() {
    worker.work(mail("ratelimit@simulator.test"));
    worker.work(mail("ratelimit@simulator.test"));

    assertThat(events)
        .filteredOn(e -> e.type() == EventType.DEFERRED)
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.details().get(EventField.REPLY).toString())
                    .startsWith("450 4.7.28 Rate limit exceeded"));
  }

  @Test
  void shouldSettleEachRecipientOfOneMailForItself() {
    worker.work(mail("accept@simulator.test", "x@accept.simulator.test"));

    assertThat(events).filteredOn(e -> e.type() == EventType.DELIVERED).hasSize(2);
    assertThat(events)
        .filteredOn(e -> e.type() == EventType.DELIVERED)
        .extracting(e -> e.details().get(EventField.HOP))
        .containsOnly("accept.simulator.test");
  }

  @Test
  void shouldTakeMailsOneAfterTheOtherOverAKeptConnection() {
    for (int i = 0; i < 5; i++) {
      worker.work(mail("accept+" + i + "@simulator.test"));
    }

    assertThat(events)
        .filteredOn(e -> e.type() == EventType.DELIVERED)
        .extracting(e -> e.details().get(EventField.REUSED))
        .containsExactly(false, true, true, true, true);
  }

  @Test
  void shouldDeferOnceTheSimulatorIsGone() throws IOException {
    simulator.close();

    worker.work(mail("accept@simulator.test"));

    assertThat(events).extracting(MailEvent::type).contains(EventType.DEFERRED);
  }

  private AssertionError unexpected() {
    return new AssertionError("instead: " + events);
  }

  private static Set<EventType> others(Set<EventType> all, EventType one) {
    var rest = new java.util.HashSet<>(all);
    rest.remove(one);
    if (one == EventType.IN_DOUBT) {
      rest.remove(EventType.DEFERRED);
      rest.remove(EventType.BOUNCED);
    }
    return rest;
  }

  private QueuedMail mail(String... recipients) {
    mails++;
    return aMail()
        .entry(new EntryId(new QueueId("000000000000000000" + (10 + mails)), 0, 0))
        .to(recipients)
        .build();
  }

  private SmtpTransmission client() {
    var us = new Ourselves(Set.of(), Set.of(), Set.<InetAddress>of(), Set.of());
    return new SmtpTransmission(
        new HostSearch(new FakeDns(), us, configuration.hostSearch(), new Random(1)),
        new TransportRules(configuration::tlsPolicy, Optional.empty(), StsPolicies.NONE),
        order -> {
          throw new AssertionError("not for the sandbox");
        },
        new SessionTally(configuration::tlsReports, now::get),
        configuration.transmission(),
        now::get);
  }

  private DeliveryWorker worker() {
    var ways =
        new StreamRoutes(
            new Router(configuration::routing, simulator.routes()), () -> Tenancy.EMPTY);
    return Workshop.worker(configuration, ways, client, journal, queues, now::get);
  }
}
