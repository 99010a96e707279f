package relay.ejb.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeJson;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeScope;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.control.InMemoryControlStore;

/** Brakes of nodes that share a database, which may be down. */
class NodeBrakesTest {
  private static final Actor ANN = new Actor("ann", "192.0.2.7");
  private static final Actor BOB = new Actor("bob", "192.0.2.8");

  @TempDir Path one;
  @TempDir Path two;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InMemoryControlStore store = SomeNode.store();
  private int seed;

  @Test
  void shouldBeInForceOnAllNodesAndInTheAudit() {
    SomeNode here = node(one);
    SomeNode there = node(two);

    Brake brake = desk(here).set(order(BrakeKind.STOP), ANN);
    assertThat(there.brakes.current().brakes()).containsExactly(brake);
    desk(there).lift(brake.id(), BOB);

    assertThat(here.brakes.current().isEmpty()).isTrue();
    assertThat(brake.version()).isEqualTo(1);
    assertThat(store.audit())
        .containsExactly("ann create brake " + brake.id(), "bob replace brake " + brake.id());
    assertThat(desk(here).isOnlyHere(brake)).isFalse();
  }

  @Test
  void shouldStayAsItEndedWhenItIsLiftedAgain() {
    SomeNode node = node(one);
    Brake brake = desk(node).set(order(BrakeKind.HOLD), ANN);
    Optional<Brake> lifted = desk(node).lift(brake.id(), ANN);
    now.set(NOON.plusSeconds(5));

    assertThat(desk(node).lift(brake.id(), BOB)).as("nothing is left to end").isEmpty();
    assertThat(desk(node).find(brake.id())).isEqualTo(lifted);
    assertThat(desk(node).lift("b0", BOB)).isEmpty();
    assertThat(store.audit()).hasSize(2);
  }

  /** An emergency does not wait for a database. */
  @Test
  void shouldObeyHereAtOnceWhatIsOrderedWhileTheDatabaseIsDown() {
    SomeNode here = node(one);
    store.setDown(true);

    Brake brake = desk(here).set(order(BrakeKind.STOP), ANN);

    assertThat(here.brakes.current().brakes()).containsExactly(brake);
    assertThat(desk(here).isOnlyHere(brake)).isTrue();
    assertThat(node(one).brakes.current().brakes()).as("after a restart").containsExactly(brake);
    assertThat(node(two).brakes.current().isEmpty()).isTrue();
  }

  @Test
  void shouldHandOverWhatWasOrderedMeanwhileOnceTheDatabaseIsBack() {
    SomeNode here = node(one);
    Brake known = desk(here).set(order(BrakeKind.HOLD), ANN);
    store.setDown(true);
    Brake set = desk(here).set(order(BrakeKind.STOP), ANN);
    desk(here).lift(known.id(), BOB);
    here.handOver.run();
    store.setDown(false);

    now.set(NOON.plusSeconds(2));
    here.handOver.run();

    assertThat(here.brakes.own()).isEmpty();
    assertThat(one.resolve("brakes.jsonl")).doesNotExist();
    assertThat(node(two).brakes.current().brakes()).extracting(Brake::id).containsExactly(set.id());
    assertThat(store.audit())
        .containsExactly(
            "ann create brake " + known.id(),
            "ann create brake " + set.id(),
            "bob replace brake " + known.id());
  }

  @Test
  void shouldNotHandOverTwiceAfterACrashInBetween() throws Exception {
    SomeNode here = node(one);
    store.setDown(true);
    Brake set = desk(here).set(order(BrakeKind.STOP), ANN);
    byte[] file = Files.readAllBytes(one.resolve("brakes.jsonl"));
    store.setDown(false);
    here.handOver.run();
    desk(here).lift(set.id(), BOB);
    Files.write(one.resolve("brakes.jsonl"), file);

    SomeNode again = node(one);
    assertThat(again.brakes.current().isEmpty()).as("a lift is never undone").isTrue();
    again.handOver.run();

    assertThat(again.brakes.own()).isEmpty();
    assertThat(store.audit()).hasSize(2);
  }

  /** The file of a version that kept all brakes of a node there. */
  @Test
  void shouldTakeOverTheBrakesOfAnEarlierVersion() throws Exception {
    Brake active = aBrake(BrakeKind.HOLD).id("b1").build();
    Brake ended = aBrake(BrakeKind.SUSPEND).id("b2").build().lift(NOON, "bob");
    Files.writeString(
        one.resolve("brakes.jsonl"),
        BrakeJson.write(active).build() + "\n" + BrakeJson.write(ended).build() + "\n");

    SomeNode node = node(one);
    assertThat(node.brakes.current().brakes()).containsExactly(active);
    node.handOver.run();

    assertThat(one.resolve("brakes.jsonl")).doesNotExist();
    assertThat(store.state().all(NodeBrakes.KIND))
        .containsExactly(active.withVersion(1), ended.withVersion(1));
    assertThat(store.audit()).containsExactly("ann create brake b1", "bob create brake b2");
  }

  @Test
  void shouldTakeOverAThousandBrakesInSteps() {
    SomeNode node = node(one);
    store.setDown(true);
    for (int i = 0; i < 250; i++) {
      node.brakes.keep(aBrake(BrakeKind.HOLD).id("b" + i).build(), ANN);
    }
    store.setDown(false);

    node.handOver.run();
    assertThat(node.brakes.own()).hasSize(150);
    node.handOver.run();
    node.handOver.run();

    assertThat(node.brakes.own()).isEmpty();
    assertThat(node.brakes.current().brakes()).hasSize(250);
  }

  @Test
  void shouldRefuseToStartWithoutTheBrakesItHad() throws Exception {
    Files.writeString(one.resolve("brakes.jsonl"), "{\"id\":\n");

    assertThatThrownBy(() -> node(one))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("brakes.jsonl");
  }

  @Test
  void shouldRefuseMoreBrakesThanTheSettingAllows() {
    SomeNode node = node(one);
    var desk = node.desk(new NoSearch(), SomeNode.settings("brake.most", "1"), ++seed);
    desk.set(order(BrakeKind.HOLD), ANN);

    assertThatThrownBy(() -> desk.set(order(BrakeKind.HOLD), ANN))
        .isInstanceOf(BrakesUnavailable.class)
        .hasMessageContaining("brake.most");
  }

  @Test
  void shouldForgetWhatRanOutFromTheBookAndLaterFromTheHistory() {
    SomeNode node = node(one);
    Brake brake = desk(node).set(order(BrakeKind.HOLD), ANN);

    now.set(brake.until());
    node.brakes.learn();
    assertThat(node.brakes.current().isEmpty()).isTrue();
    assertThat(desk(node).list(true)).containsExactly(brake);
    now.set(brake.until().plusSeconds(91 * 86_400L));
    desk(node).set(order(BrakeKind.HOLD), ANN);

    assertThat(desk(node).list(true)).isEmpty();
    assertThat(store.audit()).last().isEqualTo("system delete brake " + brake.id());
  }

  @Test
  void shouldListTheNewestFirst() {
    SomeNode node = node(one);
    for (int i = 0; i < 5; i++) {
      now.set(NOON.plusSeconds(i));
      desk(node).set(order(BrakeKind.HOLD), ANN);
    }

    List<Brake> list = desk(node).list(false);

    assertThat(list)
        .extracting(Brake::createdAt)
        .startsWith(NOON.plusSeconds(4), NOON.plusSeconds(3), NOON.plusSeconds(2));
  }

  private SomeNode node(Path folder) {
    return new SomeNode(store, folder, now::get);
  }

  private NodeBrakeDesk desk(SomeNode node) {
    return node.desk(new NoSearch(), SomeNode.settings(), ++seed);
  }

  private static BrakeOrder order(BrakeKind kind) {
    return new BrakeOrder(
        kind,
        BrakeScope.EVERYTHING,
        "a test",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
