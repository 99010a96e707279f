package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.RouteBook;
import relay.domain.routing.RouteSurroundings;
import relay.domain.routing.Router;
import relay.domain.routing.Routes;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetHealth;
import relay.domain.routing.TargetQuotas;
import relay.domain.smtp.SmtpReply;
import relay.domain.spend.SpendBook;
import relay.domain.spend.Spent;
import relay.domain.tenancy.Tenancy;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;

/** A target that cannot be talked to is stood in for, and no mail goes out twice by that. */
class RouteFailoverTest {
  private RouteBook routes =
      Routes.book(
          Routes.route(
              "r",
              "{'when':{'everything':true},'targets':{"
                  + "'a':{'kind':'smarthost','hosts':['a.example'],'preference':1},"
                  + "'b':{'kind':'smarthost','hosts':['b.example'],'preference':2},"
                  + "'c':{'kind':'discard','preference':3}}}"));
  @TempDir Path data;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(MailBuilder.NOON.plusSeconds(1));
  private final RelayConfiguration configuration =
      RelayConfiguration.of(Map.of("route.default", "mx"), Map.of());
  private final InMemoryQueues queues = new InMemoryQueues();
  private final List<MailEvent> events = new ArrayList<>();
  private final List<String> hops = new ArrayList<>();
  private final List<String> contents = new ArrayList<>();
  private final List<String> away = new ArrayList<>();
  private final TargetQuotas quotas =
      new TargetQuotas(new SpendBook(), () -> routes, configuration::routeSpend, now::get);
  private Stage stage = Stage.CONNECT;
  private boolean inDoubt;
  private boolean breaks;
  private JournalFiles journal;
  private DeliveryWorker worker;

  @BeforeEach
  void open() {
    journal =
        new JournalFiles(
            new JournalFolder(data),
            configuration.journal(),
            now::get,
            new Random(1),
            List.of(events::addAll));
    worker = worker();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void shouldGoToTheNextTargetInTheSameAttempt() {
    away.addAll(List.of("r/a", "r/b"));

    worker.work(aMail().to("bob@example.org").build());

    assertThat(hops).containsExactly("r/a", "r/b", "r/c");
    assertThat(contents).containsExactly("r/c");
    assertThat(types()).containsExactly(EventType.ATTEMPTED, EventType.DELIVERED);
    assertThat(events.get(1).details()).containsEntry(EventField.HOP, "r/c");
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldWaitWhenNoTargetCanBeTalkedTo() {
    away.addAll(List.of("r/a", "r/b", "r/c"));

    worker.work(aMail().to("bob@example.org").build());

    assertThat(contents).isEmpty();
    assertThat(types()).containsExactly(EventType.DEFERRED);
    assertThat(queues.mails()).hasSize(1);
    assertThat(queues.mails().get(0).entry().attempts()).isEqualTo(1);
  }

  @Test
  void shouldNeverGiveToAnotherWhatIsInDoubt() {
    away.add("r/a");
    stage = Stage.FINAL_DOT;
    inDoubt = true;

    worker.work(aMail().to("bob@example.org").build());

    assertThat(hops).containsExactly("r/a");
    assertThat(types())
        .startsWith(EventType.ATTEMPTED, EventType.IN_DOUBT)
        .doesNotContain(EventType.DELIVERED);
  }

  @Test
  void shouldNotGiveToAnotherWhatATargetPutOff() {
    away.add("r/a");
    stage = Stage.RCPT;

    worker.work(aMail().to("bob@example.org").build());

    assertThat(hops).containsExactly("r/a");
    assertThat(types()).contains(EventType.DEFERRED);
  }

  @Test
  void shouldLeaveATargetAloneThatFailsAndTellOfIt() {
    away.add("r/a");
    for (int i = 0; i < 6; i++) {
      worker.work(mail(i));
    }

    assertThat(hops.stream().filter("r/a"::equals)).hasSize(3);
    assertThat(hops.subList(6, 9)).containsExactly("r/b", "r/b", "r/b");
    assertThat(events)
        .filteredOn(e -> e.type() == EventType.ALARM)
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.details().get(EventField.REASON).toString())
                    .startsWith("target r/a is down, mail goes to those that stand in"));
  }

  /** The first target went down, is there again, and its next try is due. */
  private void awayAndBack() {
    away.add("r/a");
    for (int i = 0; i < 4; i++) {
      worker.work(mail(i));
    }
    away.clear();
    now.set(now.get().plus(Duration.ofSeconds(31)));
    hops.clear();
  }

  @Test
  void shouldReturnByItselfWhenTheTargetDoes() {
    awayAndBack();

    for (int i = 10; i < 15; i++) {
      worker.work(mail(i));
    }

    assertThat(hops).containsOnly("r/a");
    assertThat(events).filteredOn(e -> e.type() == EventType.ALARM).hasSize(2);
  }

  /** The try of a target that is down belongs to mail that is sent, not to one that is cut up. */
  @Test
  void shouldTryATargetAgainThoughTheMailThatWasToTryItIsCutUp() {
    awayAndBack();
    worker.work(aMail().to("bob@one.example", "carol@two.example").build());
    List<QueuedMail> parts = List.copyOf(queues.mails());

    parts.forEach(worker::work);

    assertThat(parts).hasSize(2);
    assertThat(hops).containsExactly("r/a", "r/a");
  }

  @Test
  void shouldTryATargetAgainThoughTheAttemptBrokeOff() {
    awayAndBack();
    breaks = true;
    worker.work(mail(10));
    breaks = false;

    worker.work(mail(11));

    assertThat(hops).containsExactly("r/a", "r/a");
  }

  @Test
  void shouldGoToTheNextTargetWhenAQuotaIsUsedUp() {
    quotasOf(2, 1);

    for (int i = 0; i < 4; i++) {
      worker.work(mail(i));
    }

    assertThat(contents).containsExactly("r/a", "r/a", "r/b", "r/c");
    assertThat(took("r/a")).isEqualTo(new Spent(2, 20_000));
    assertThat(took("r/c")).isEqualTo(new Spent(1, 0));
  }

  @Test
  void shouldWaitForTheNextDayWhenEveryQuotaIsUsedUpAndSaySo() {
    quotasOf(1, 0);
    routes = withoutC();
    worker.work(mail(1));
    now.set(Instant.parse("2026-01-01T23:59:00Z"));

    worker.work(mail(2));

    MailEvent held = events.get(events.size() - 1);
    assertThat(held.type()).isEqualTo(EventType.HELD);
    assertThat(held.details())
        .containsEntry(EventField.REASON, "target_quota r/a")
        .containsEntry(EventField.NEXT_ATTEMPT, "2026-01-02T00:00:00Z");
    assertThat(queues.mails())
        .singleElement()
        .satisfies(m -> assertThat(m.entry().attempts()).isZero());
    assertThat(contents).containsExactly("r/a");

    now.set(Instant.parse("2026-01-02T00:00:00Z"));
    worker.work(queues.mails().get(0));
    assertThat(contents).containsExactly("r/a", "r/a");
  }

  @Test
  void shouldUseUpNoQuotaByWhatATargetDidNotTake() {
    quotasOf(1, 0);
    away.add("r/a");
    worker.work(mail(1));
    away.clear();

    worker.work(mail(2));

    assertThat(contents).containsExactly("r/b", "r/a");
  }

  @Test
  void shouldCountWhatIsInDoubtAsTaken() {
    quotasOf(1, 0);
    away.add("r/a");
    stage = Stage.FINAL_DOT;
    inDoubt = true;

    worker.work(mail(1));

    assertThat(took("r/a")).isEqualTo(new Spent(1, 10_000));
  }

  private Spent took(String target) {
    return quotas.book().days(target).get(SpendBook.dayOf(now.get()));
  }

  /** 0: none. */
  private void quotasOf(int a, int b) {
    String target = "'kind':'smarthost','hosts':['x.example'],'daily_quota':";
    routes =
        Routes.book(
            Routes.route(
                "r",
                "{'when':{'everything':true},'targets':{"
                    + ("'a':{'preference':1,'price_per_1000':'0.01'," + target + a + "},")
                    + ("'b':{'preference':2," + target + b + "},")
                    + "'c':{'kind':'discard','preference':3}}}"));
  }

  private static RouteBook withoutC() {
    return Routes.book(
        Routes.route(
            "r",
            "{'when':{'everything':true},'targets':{"
                + "'a':{'kind':'smarthost','hosts':['x.example'],'daily_quota':1}}}"));
  }

  private static QueuedMail mail(int number) {
    return aMail()
        .entry(new EntryId(new QueueId("000000000000000000" + (10 + number)), 0, 0))
        .to("bob@example.org")
        .build();
  }

  private TransmissionReport transmit(TransmissionOrder order) {
    String hop = order.hop().name();
    hops.add(hop);
    if (breaks) {
      throw new IllegalStateException("broken");
    }
    boolean fails = away.contains(hop);
    if (!fails || stage == Stage.FINAL_DOT) {
      order.beforeFinalDot().run();
      contents.add(hop);
    }
    SmtpReply reply =
        fails
            ? SmtpReply.local(451, "4.4.1", "no connection")
            : SmtpReply.received(250, List.of("2.0.0 taken"));
    return new TransmissionReport(
        order.envelope().recipients().stream()
            .map(
                r ->
                    new RecipientReply(
                        r,
                        reply,
                        fails ? stage : Stage.FINAL_DOT,
                        fails && inDoubt,
                        HostTrace.NONE,
                        false))
            .toList());
  }

  private DeliveryWorker worker() {
    var ways =
        new StreamRoutes(
            new Router(configuration::routing),
            () -> Tenancy.EMPTY,
            () -> routes,
            RouteSurroundings.UNKNOWN,
            new TargetHealth(configuration::routeHealth, now::get),
            quotas);
    return Workshop.worker(configuration, ways, this::transmit, journal, queues, now::get);
  }

  private List<EventType> types() {
    return events.stream().map(MailEvent::type).toList();
  }
}
