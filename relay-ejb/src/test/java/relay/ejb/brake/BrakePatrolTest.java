package relay.ejb.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeScope;
import relay.domain.brake.BrakeSettings;
import relay.domain.brake.DomainPattern;
import relay.domain.control.InMemoryControlStore;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.Hold;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.ejb.queues.EmbeddedQueues;
import relay.ejb.queues.WaitingMails;

/** Waiting mail at a real broker, as brakes begin and end. */
class BrakePatrolTest {
  private static final Instant START = MailBuilder.NOON;
  private static final BrakeSettings SETTINGS =
      BrakeSettings.from(Settings.of(BrakeSettings.ALL, Map.of(), Map.of()));

  private static final Actor ANN = new Actor("ann", "192.0.2.7");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private EmbeddedQueues broker;
  private WaitingMails mails;
  private final InMemoryControlStore store = SomeNode.store();
  private SomeNode node;
  private BrakePatrol patrol;
  private final List<Predicate<String>> triedNow = new ArrayList<>();
  private int number;
  private long all;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    mails = new WaitingMails(broker, folder.resolve("files"), now::get);
    startNode();
  }

  private void startNode() {
    node = new SomeNode(store, folder, now::get);
    patrol =
        new BrakePatrol(
            node.brakes,
            node.handOver,
            broker,
            broker,
            () -> {},
            triedNow::add,
            source -> List.of(),
            now::get);
    patrol.run();
  }

  @AfterEach
  void stop() throws Exception {
    mails.close();
    broker.close();
  }

  @Test
  void shouldLetGoWhatALiftedBrakeHeldAndNothingElse() {
    Brake one = set(BrakeKind.HOLD, "one.example");
    Brake two = set(BrakeKind.HOLD, "two.example");
    hold(one, 3);
    hold(two, 2);
    patrol.run();
    eventually(() -> assertThat(held()).isEqualTo(5));

    desk().lift(one.id(), ANN);
    patrol.run();
    mails.pump();

    eventually(() -> assertThat(held()).isEqualTo(2));
    eventually(() -> assertThat(lane()).isEqualTo(3));
  }

  @Test
  void shouldLetGoWhenTheTimeOfABrakeIsOver() {
    hold(set(BrakeKind.SUSPEND, "one.example"), 1);
    patrol.run();

    now.set(START.plus(SETTINGS.timeDefault()));
    patrol.run();
    mails.pump();

    eventually(() -> assertThat(held()).isZero());
    eventually(() -> assertThat(lane()).isEqualTo(1));
  }

  @Test
  void shouldFindWhatAWorkerPutAsideWhileTheBrakeWasBeingLifted() {
    Brake brake = set(BrakeKind.HOLD, "one.example");
    patrol.run();
    desk().lift(brake.id(), ANN);
    patrol.run();
    hold(brake, 1);

    now.set(now.get().plusSeconds(2));
    patrol.run();

    eventually(() -> assertThat(held()).isZero());
  }

  @Test
  void shouldLetGoWhatABrakeHeldThatEndedWhileTheNodeWasDown() {
    Brake brake = set(BrakeKind.HOLD, "one.example");
    Brake other = set(BrakeKind.HOLD, "two.example");
    hold(brake, 2);
    hold(other, 1);
    desk().lift(brake.id(), ANN);

    startNode();

    eventually(() -> assertThat(held()).isEqualTo(1));
    assertThat(node.brakes.current().brakes()).containsExactly(other);
  }

  @Test
  void shouldCallMailOutOfTheWaitingRoomsForABounce() {
    defer("bob@one.example", 14_000);
    defer("bob@one.example", 30);
    defer("bob@two.example", 30);

    set(BrakeKind.BOUNCE, "one.example");
    patrol.run();
    mails.pump();

    eventually(() -> assertThat(lane()).isEqualTo(2));
  }

  @Test
  void shouldRetryOnceAndNotAgainAfterARestart() {
    defer("bob@one.example", 14_000);
    set(BrakeKind.RETRY_NOW, "one.example");
    patrol.run();
    mails.pump();
    eventually(() -> assertThat(lane()).isEqualTo(1));
    defer("bob@one.example", 14_000);

    patrol.run();
    now.set(START.plusSeconds(60));
    startNode();
    mails.pump();
    mails.queues().put(mail("bob@one.example"));

    eventually(() -> assertThat(lane()).isEqualTo(2));
  }

  @Test
  void shouldCallForAnAnswerOnlyWhatIsInDoubt() {
    hold(set(BrakeKind.HOLD, "one.example"), 1);
    doubt("bob@one.example");
    doubt("bob@two.example");
    defer("bob@one.example", 14_000);
    startNode();
    eventually(
        () ->
            assertThat(desk().preview(order(BrakeKind.DELIVERED, "one.example"), "ann").mails())
                .isEqualTo(1));

    set(BrakeKind.DELIVERED, "one.example");
    patrol.run();
    mails.pump();

    eventually(() -> assertThat(held()).isEqualTo(2));
    eventually(() -> assertThat(lane()).isEqualTo(1));
  }

  @Test
  void shouldCountWhatAnOrderWouldFind() {
    defer("bob@one.example", 30);
    defer("bob@two.example", 30);
    hold(set(BrakeKind.HOLD, "one.example"), 2);

    var preview = desk().preview(order(BrakeKind.BOUNCE, "one.example"), "ann");

    assertThat(preview.isExact()).isTrue();
    assertThat(preview.mails()).isEqualTo(3);
  }

  @Test
  void shouldEndThePausesOfTheDestinationsThatAreToBeTriedNowOnce() {
    set(BrakeKind.HOLD, "one.example");
    patrol.run();
    assertThat(triedNow).isEmpty();

    set(BrakeKind.RETRY_NOW, "two.example");
    patrol.run();
    patrol.run();

    assertThat(triedNow).hasSize(1);
    assertThat(triedNow.get(0)).accepts("two.example").rejects("one.example");
  }

  @Test
  void shouldLetAllHeldMailBeAskedAgainWhereTheBrokerCannotSearch() {
    Brake brake = set(BrakeKind.HOLD, "one.example");
    hold(brake, 3);
    patrol =
        new BrakePatrol(
            node.brakes,
            node.handOver,
            new NoSearch(),
            broker,
            mails.theirPump()::callHeld,
            triedNow::add,
            source -> List.of(),
            now::get);
    patrol.run();
    now.set(START.plusSeconds(1));
    desk().lift(brake.id(), ANN);

    patrol.run();
    mails.pump();

    eventually(() -> assertThat(held()).isZero());
    eventually(() -> assertThat(lane()).isEqualTo(3));
  }

  private Brake set(BrakeKind kind, String recipientDomain) {
    return desk().set(order(kind, recipientDomain), ANN);
  }

  private static BrakeOrder order(BrakeKind kind, String recipientDomain) {
    var scope =
        new BrakeScope(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new DomainPattern(recipientDomain)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new BrakeOrder(
        kind, scope, "a test", Optional.empty(), Optional.empty(), Optional.empty());
  }

  private NodeBrakeDesk desk() {
    return node.desk(broker, SETTINGS, ++number);
  }

  private void hold(Brake brake, int count) {
    String to = "bob@" + brake.scope().recipientDomain().orElseThrow();
    for (int i = 0; i < count; i++) {
      QueuedMail mail = mail(to).afterWait(brake.until());
      mails.queues().move(List.of(mail.held(new Hold(brake.id(), now.get(), true))), now.get());
    }
    broker.awaitMails(all += count);
  }

  private void doubt(String to) {
    QueuedMail mail = mail(to).postponed(now.get().plusSeconds(90_000));
    mails.queues().move(List.of(mail.held(Hold.inDoubt(now.get()))), now.get());
    broker.awaitMails(++all);
  }

  private void defer(String to, int seconds) {
    QueuedMail mail = mail(to);
    var waiting =
        mail.afterAttempt(
            mail.envelope().recipients(), now.get().plus(Duration.ofSeconds(seconds)));
    mails.queues().move(List.of(waiting), now.get());
    broker.awaitMails(++all);
  }

  private QueuedMail mail(String to) {
    var id = QueueId.next(now.get(), new Random(1_000 + ++number));
    return MailBuilder.aMail().entry(new EntryId(id, 0, 0)).to(to).build();
  }

  /** The broker counts what came or went a moment after the commit. */
  private void eventually(ThrowingRunnable claim) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              now.set(now.get().plusMillis(200));
              mails.pump();
              claim.run();
            });
  }

  private long held() {
    return broker.depth(QueueNames.held(Lane.TRANSACTIONAL)).getAsLong();
  }

  private long lane() {
    return broker.depth(QueueNames.of(Lane.TRANSACTIONAL)).getAsLong();
  }
}
