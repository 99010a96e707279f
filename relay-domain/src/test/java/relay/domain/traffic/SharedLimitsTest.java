package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.lease.LeaseFixture;
import relay.domain.lease.LeaseSettings;
import relay.domain.lease.LeaseTable;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/**
 * Three nodes with clocks of their own that share limits over a database, on a virtual clock: what
 * servers see of all of them together.
 */
class SharedLimitsTest {
  private static final Instant NOON = LeaseFixture.NOON;
  private static final Site SITE = new Site("mx.example", List.of("mx.example"), Optional.empty());
  private static final int STEP_MILLIS = 200;
  private static final int A_MINUTE = 600;
  private static final int CONNECTIONS = 20;
  // What all nodes may send in the time of a lease, and the burst of a rate.
  private static final int SLICE = A_MINUTE / 6 + A_MINUTE / 10;
  private final LeaseSettings settings = LeaseFixture.settings();

  private record Waiting(long due, boolean wasPutOff) {}

  private record Running(Permit permit, long end) {}

  /** One node: its mail, its clock, what it knows of the others. */
  private final class Node {
    private final String id;
    private final Duration skew;
    private final Slices slices = Slices.shared(() -> settings, () -> elapsed * 1_000_000);
    private final TrafficControl control;
    private final PriorityQueue<Waiting> mails =
        new PriorityQueue<>(Comparator.comparing(Waiting::due));
    private final Deque<Running> running = new ArrayDeque<>();
    private boolean isDead;
    private boolean isCutOff;
    private long nextRound;
    private long gone;

    Node(String id, Duration skew, String limits, int mails) {
      this.id = id;
      this.skew = skew;
      var rules =
          TrafficSettings.from(
              Settings.of(
                  TrafficSettings.ALL,
                  Map.of("traffic.site.mx.example.limits", limits, "traffic.patience", "0s"),
                  Map.of()));
      control =
          new TrafficControl(
              () -> rules,
              Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 500, Lane.BULK, 500),
              owner -> Weight.EQUAL,
              slices);
      for (int i = 0; i < mails; i++) {
        this.mails.add(new Waiting(elapsed, false));
      }
    }

    private Instant now() {
      return NOON.plusMillis(elapsed).plus(skew);
    }

    void round(RandomGenerator random) {
      if (isDead || elapsed < nextRound) {
        return;
      }
      nextRound = elapsed + 2_000;
      if (!isCutOff) {
        boolean isHeard = random.nextInt(20) > 0;
        table.exchange(
            id,
            slices,
            control.needs(500, now()),
            elapsed * 1_000_000,
            isHeard,
            NOON.plusMillis(elapsed));
      }
    }

    void send(RandomGenerator random) {
      running.removeIf(
          over -> {
            if (over.end() <= elapsed) {
              over.permit().release(Reach.REACHED, now());
              return true;
            }
            return false;
          });
      for (int i = 0; i < 40 && !mails.isEmpty() && mails.peek().due() <= elapsed; i++) {
        Waiting mail = mails.remove();
        // Domains of one site: no more at a time go to each than to a destination.
        Wish wish = Wish.of("d" + random.nextInt(500), Lane.BULK, mail.wasPutOff()).at(SITE);
        Decision decision = control.ask(wish, now());
        if (decision instanceof Go go) {
          running.add(new Running(go.permit(), elapsed + 200 + random.nextInt(1_500)));
          gone++;
          departures.add(elapsed);
        } else {
          long due = Duration.between(NOON.plus(skew), ((Later) decision).at()).toMillis();
          mails.add(new Waiting(Math.max(elapsed + 1, due) + random.nextInt(2_000), true));
        }
      }
    }
  }

  private long elapsed;
  private LeaseTable table = new LeaseTable(settings);
  private List<Node> nodes = new ArrayList<>();
  private List<Long> departures = new ArrayList<>();
  private int mostAtATime;

  private Node node(String limits, Duration skew, int mails) {
    Node node = new Node("node-" + nodes.size(), skew, limits, mails);
    nodes.add(node);
    return node;
  }

  private void play(Duration time, RandomGenerator random) {
    long end = elapsed + time.toMillis();
    while (elapsed < end) {
      elapsed += STEP_MILLIS;
      int atATime = 0;
      for (Node node : nodes) {
        node.round(random);
        if (!node.isDead) {
          node.send(random);
          atATime += node.running.size();
        }
      }
      mostAtATime = Math.max(mostAtATime, atATime);
    }
  }

  private void anew() {
    elapsed = 0;
    table = new LeaseTable(settings);
    nodes = new ArrayList<>();
    departures = new ArrayList<>();
    mostAtATime = 0;
  }

  /** In no minute do all together send more than the limit and one slice. */
  private void isWithin(int most) {
    for (int i = 0, from = 0; i < departures.size(); i++) {
      while (departures.get(from) + 60_000 <= departures.get(i)) {
        from++;
      }
      assertThat(i - from + 1)
          .as("recipients in the minute to %s", departures.get(i))
          .isLessThanOrEqualTo(most);
    }
  }

  @Test
  void shouldKeepARateTogetherWhileOneIsKilledAndOneIsCutOff() {
    Chance.rounds(
        2,
        random -> {
          anew();
          String limits = "per-minute=" + A_MINUTE;
          node(limits, Duration.ZERO, 1_500);
          Node killed = node(limits, Duration.ofHours(5), 1_500);
          Node cutOff = node(limits, Duration.ofMinutes(-90), 1_500);

          play(Duration.ofSeconds(60), random);
          killed.isDead = true;
          play(Duration.ofSeconds(30), random);
          cutOff.isCutOff = true;
          play(Duration.ofSeconds(50), random);
          cutOff.isCutOff = false;
          play(Duration.ofSeconds(100), random);

          isWithin(A_MINUTE + SLICE);
          assertThat(departures.size()).isGreaterThan((int) (A_MINUTE * 4 * 0.55));
          assertThat(nodes).allSatisfy(node -> assertThat(node.gone).isGreaterThan(50));
        });
  }

  @Test
  void shouldKeepConnectionsTogetherWhileOneIsKilledAndOneIsCutOff() {
    Chance.rounds(
        2,
        random -> {
          anew();
          String limits = "connections=" + CONNECTIONS;
          node(limits, Duration.ofDays(-1), 2_000);
          Node killed = node(limits, Duration.ZERO, 2_000);
          Node cutOff = node(limits, Duration.ofMinutes(7), 2_000);

          play(Duration.ofSeconds(30), random);
          killed.isDead = true;
          play(Duration.ofSeconds(20), random);
          cutOff.isCutOff = true;
          play(Duration.ofSeconds(40), random);
          cutOff.isCutOff = false;
          play(Duration.ofSeconds(30), random);

          assertThat(mostAtATime).isLessThanOrEqualTo(CONNECTIONS);
          assertThat(mostAtATime).isGreaterThanOrEqualTo(CONNECTIONS / 2);
        });
  }

  /** Long after it was given up by the others it still has its part: one slice, and no more. */
  @Test
  void shouldExceedByOneSliceAtMostWhenANodeIsCutOffForLong() {
    Chance.rounds(
        1,
        random -> {
          anew();
          String limits = "connections=" + CONNECTIONS;
          node(limits, Duration.ZERO, 3_000);
          Node cutOff = node(limits, Duration.ZERO, 3_000);
          play(Duration.ofSeconds(20), random);
          cutOff.isCutOff = true;

          play(Duration.ofSeconds(120), random);

          assertThat(mostAtATime).isBetween(CONNECTIONS, CONNECTIONS + CONNECTIONS / 2);
        });
  }

  @Test
  void shouldGiveTheOnlyNodeThatHasMailNearlyAll() {
    Chance.rounds(
        1,
        random -> {
          anew();
          String limits = "connections=" + CONNECTIONS + ", per-minute=" + A_MINUTE;
          Node busy = node(limits, Duration.ZERO, 2_500);
          node(limits, Duration.ZERO, 0);
          node(limits, Duration.ZERO, 0);

          play(Duration.ofSeconds(120), random);

          assertThat(busy.gone).isGreaterThan((long) (A_MINUTE * 2 * 0.75));
          isWithin(A_MINUTE + SLICE);
        });
  }

  @Test
  void shouldTellHowManyShareAndWhatThisNodeHas() {
    anew();
    String limits = "connections=" + CONNECTIONS;
    Node one = node(limits, Duration.ZERO, 10);
    node(limits, Duration.ZERO, 10);
    RandomGenerator random = new java.util.Random(7);
    play(Duration.ofSeconds(10), random);

    FlowView view = one.control.flows(one.now()).get(0);

    assertThat(view.shared()).isPresent();
    assertThat(view.shared().get().nodes()).isEqualTo(2);
    assertThat(view.shared().get().sentence())
        .startsWith("shared by 2 nodes, this node has ")
        .endsWith("% of the rates");
  }

  @Test
  void shouldWaitWhileItDoesNotKnowOfTheOthers() {
    anew();
    Node node = node("connections=5", Duration.ZERO, 0);
    node.isCutOff = true;

    Decision early = node.control.ask(Wish.of("a", Lane.BULK, false).at(SITE), node.now());
    Decision free =
        node.control.ask(
            Wish.of("b", Lane.BULK, false)
                .at(new Site("free.example", List.of("free.example"), Optional.empty())),
            node.now());
    elapsed += 21_000;
    Decision late = node.control.ask(Wish.of("a", Lane.BULK, true).at(SITE), node.now());

    assertThat(((Later) early).reason())
        .isEqualTo("destination_limit unknown-share site:mx.example");
    assertThat(((Later) early).at()).isEqualTo(node.now().minusSeconds(20));
    assertThat(free).as("a flow without limits").isInstanceOf(Go.class);
    assertThat(late).isInstanceOf(Go.class);
  }

  @Test
  void shouldTellWhatItNeedsOfFlowsWithLimitsMostFirst() {
    anew();
    Node node = node("connections=5", Duration.ZERO, 0);
    table.exchange("node-0", node.slices, List.of(), 0, true, NOON);
    for (int i = 0; i < 100; i++) {
      node.control.ask(Wish.of("d" + i, Lane.BULK, false).at(SITE), node.now());
    }

    assertThat(node.control.needs(10, node.now())).hasSize(1);
    var need = node.control.needs(10, node.now()).get(0);
    assertThat(need.flow()).isEqualTo("site:mx.example");
    assertThat(need.connections()).isEqualTo(5);
    assertThat(need.running()).isEqualTo(4);
    assertThat(need.demand()).isPositive();
    assertThat(node.control.needs(0, node.now())).isEmpty();
  }

  @Test
  void shouldLeaveToKeptConnectionsWhatItHasBesideItsAttempts() {
    anew();
    Node node = node("connections=12", Duration.ZERO, 0);
    table.exchange("node-0", node.slices, List.of(), 0, true, NOON);
    Permit permit = permit(node);
    assertThat(idleRoom(permit, node)).hasValue(11);

    // Another node comes: from now on half of the limit is the other's.
    node("connections=12", Duration.ZERO, 0);
    table.exchange("node-1", nodes.get(1).slices, List.of(), 0, true, NOON);
    table.exchange("node-0", node.slices, List.of(), 0, true, NOON);

    assertThat(idleRoom(permit, node)).hasValue(5);
    permit.release(Reach.REACHED, node.now());
    assertThat(idleRoom(permit, node)).hasValue(6);
  }

  @Test
  void shouldLeaveKeptConnectionsAloneWhereNothingLimitsThem() {
    anew();
    Node node = node("per-minute=60", Duration.ZERO, 0);
    table.exchange("node-0", node.slices, List.of(), 0, true, NOON);

    assertThat(idleRoom(permit(node), node)).isEmpty();
  }

  @Test
  void shouldLetGoBeforeOthersHaveWhatANodeGivesBack() {
    anew();
    Node node = node("connections=12", Duration.ZERO, 0);
    table.exchange("node-0", node.slices, List.of(), 0, true, NOON);
    Permit permit = permit(node);
    List<Integer> left = new ArrayList<>();
    node.slices.beforeOthersHaveIt(() -> left.add(idleRoom(permit, node).getAsInt()));
    node("connections=12", Duration.ZERO, 0);
    table.exchange("node-1", nodes.get(1).slices, List.of(), 0, true, NOON);

    table.exchange("node-0", node.slices, List.of(), 0, true, NOON);
    node.slices.end();

    assertThat(left).containsExactly(5, 0);
  }

  private static Permit permit(Node node) {
    return ((Go) node.control.ask(Wish.of("d", Lane.BULK, false).at(SITE), node.now())).permit();
  }

  private static OptionalInt idleRoom(Permit permit, Node node) {
    return permit.allowance(node::now).idleRoom().stream()
        .mapToInt(room -> room.most().getAsInt())
        .findFirst();
  }
}
