package relay.ejb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.lease.Member;
import relay.domain.lease.Slice;
import relay.domain.traffic.Reaction;
import relay.domain.traffic.Restriction;
import relay.ejb.database.Database;

/** What nodes over one database have of a limit of 20 connections at a time. */
interface LeaseKeepingContract {
  int CONNECTIONS = LeaseNode.CONNECTIONS;

  Database database();

  /** Another one at the same tables; the same where a database lets only one process in. */
  Database another();

  default LeaseNode node(String id) {
    return new LeaseNode(database(), id);
  }

  @Test
  default void shouldHaveAllAlone() {
    LeaseNode only = node("a");

    assertThat(only.slice()).isEqualTo(Slice.NOTHING);
    assertThat(only.round()).isTrue();

    assertThat(only.slice()).isEqualTo(Slice.ALL);
    assertThat(count("flow_lease")).isZero();
    assertThat(only.members()).extracting(Member::id).containsExactly("a");
  }

  @Test
  default void shouldGiveANodeThatComesNothingBeforeTheOthersKnowOfIt() {
    LeaseNode first = node("a");
    LeaseNode second = node("b");
    first.round();

    second.round();
    assertThat(second.slice().connections()).isZero();
    assertThat(first.slice()).isEqualTo(Slice.ALL);
    first.round();
    assertThat(first.slice().connections()).isEqualTo(CONNECTIONS / 2);
    second.round();

    assertThat(second.slice().connections()).isEqualTo(CONNECTIONS / 2);
  }

  /** Mail does not wait until a round has noted what it counted. */
  @Test
  default void shouldKeepWhatBeginsBetweenTheCountAndTheNoteOfWhatItGivesBack() {
    LeaseNode first = node("a");
    LeaseNode second = node("b");
    first.round();
    second.round();

    first.handAtEachTick(8);
    first.round();
    second.hand(500);
    second.round();

    assertThat(first.slice().connections()).isEqualTo(CONNECTIONS / 2);
    assertThat(first.running()).as("by the larger part").isGreaterThan(CONNECTIONS / 2);
    assertThat(first.running() + second.slice().connections()).isEqualTo(CONNECTIONS);
  }

  @Test
  default void shouldGiveMoreToWhoeverHasMoreMail() {
    List<LeaseNode> nodes = three();
    nodes.get(0).hand(500);
    nodes.get(1).hand(100);
    everybody(nodes, 6);

    int most = nodes.get(0).slice().connections();
    assertThat(most).isGreaterThan(nodes.get(1).slice().connections());
    assertThat(nodes.get(2).slice()).isEqualTo(new Slice(333, 1));
    assertThat(together(nodes)).isLessThanOrEqualTo(CONNECTIONS);
    assertThat(together(nodes)).isGreaterThanOrEqualTo(CONNECTIONS - 2);
  }

  @Test
  default void shouldGiveEverythingBackWhenANodeStops() {
    List<LeaseNode> nodes = three();
    nodes.get(0).hand(300);
    nodes.get(1).hand(300);
    everybody(nodes, 4);

    nodes.get(1).leave();
    nodes.get(2).leave();
    assertThat(nodes.get(1).slice()).isEqualTo(Slice.NOTHING);
    nodes.get(0).round();

    assertThat(nodes.get(0).slice()).isEqualTo(Slice.ALL);
    assertThat(nodes.get(0).members()).hasSize(1);
  }

  @Test
  default void shouldKeepAnEvenPartForALostNodeAndForgetItThen() {
    List<LeaseNode> nodes = three();
    nodes.forEach(node -> node.hand(300));
    everybody(nodes, 4);

    // It is not heard of for longer than its lease, by the time of the database.
    age("b", Duration.ofSeconds(11));
    everybody(List.of(nodes.get(0), nodes.get(2)), 4);

    assertThat(nodes.get(0).members()).filteredOn(Member::isLost).hasSize(1);
    assertThat(nodes.get(0).slice().connections() + nodes.get(2).slice().connections())
        .isLessThanOrEqualTo(CONNECTIONS - CONNECTIONS / 3);
    age("b", Duration.ofSeconds(60));
    everybody(List.of(nodes.get(0), nodes.get(2)), 4);

    assertThat(nodes.get(0).members()).hasSize(2);
    assertThat(nodes.get(0).slice().connections() + nodes.get(2).slice().connections())
        .isGreaterThanOrEqualTo(CONNECTIONS - 1);
    assertThat(count("flow_lease")).isEqualTo(2);
  }

  @Test
  default void shouldTakeItsPlaceAgainAfterARestart() {
    LeaseNode first = node("a");
    LeaseNode second = node("b");
    everybody(List.of(first, second), 2);

    LeaseNode restarted = node("a");
    everybody(List.of(restarted, second), 2);

    assertThat(restarted.members()).extracting(Member::id).containsExactly("a", "b");
    assertThat(restarted.slice().connections()).isEqualTo(CONNECTIONS / 2);
  }

  @Test
  default void shouldGoOnWithItsEvenPartWhileTheDatabaseIsAway() {
    LeaseNode first = node("a");
    LeaseNode second = node("b");
    everybody(List.of(first, second), 2);
    first.hand(500);
    everybody(List.of(first, second), 4);
    assertThat(first.slice().connections()).isGreaterThan(CONNECTIONS / 2);
    assertThat(first.roundInVain()).isFalse();
    assertThat(first.slice().connections()).isGreaterThan(CONNECTIONS / 2);
    first.pass(Duration.ofSeconds(11));
    second.pass(Duration.ofSeconds(21));
    assertThat(first.slice().connections()).isEqualTo(CONNECTIONS / 2);
    assertThat(second.slice().connections()).isEqualTo(CONNECTIONS / 2);
    assertThat(first.round()).isTrue();
  }

  @Test
  default void shouldWriteNothingButThatItIsThereWhileNothingChanges() {
    List<LeaseNode> nodes = three();
    nodes.get(0).hand(300);
    everybody(nodes, 4);
    List<String> before = leases();

    everybody(nodes, 1);

    assertThat(leases()).isEqualTo(before).hasSize(3);
  }

  @Test
  default void shouldTellTheOthersWhatItFound() {
    LeaseNode finder = node("a");
    LeaseNode other = new LeaseNode(database(), "b", Duration.ofHours(7));
    everybody(List.of(finder, other), 2);
    finder.complain();
    everybody(List.of(finder, other), 1);

    Restriction found = finder.restrictions().get(0);
    Restriction heard = other.restrictions().get(0);
    assertThat(heard.id()).isEqualTo(found.id());
    assertThat(heard.flow()).isEqualTo("site:mx.example");
    assertThat(heard.kind()).isEqualTo(Reaction.SLOW);
    assertThat(heard.rule()).isEqualTo("sending-too-fast");
    assertThat(heard.evidence()).containsExactly("421 4.7.0 you are sending  too fast");
    // By its own clock.
    assertThat(Duration.between(found.until(), heard.until()).minusHours(7).abs())
        .isLessThan(Duration.ofSeconds(5));
    assertThat(finder.restrictions()).hasSize(1);
  }

  @Test
  default void shouldEndOnAllNodesWhatAnOperatorEndsOnOne() {
    List<LeaseNode> nodes = three();
    nodes.get(0).complain();
    everybody(nodes, 1);
    String id = nodes.get(0).restrictions().get(0).id();

    assertThat(nodes.get(1).end(id)).isTrue();
    assertThat(nodes.get(1).restrictions()).isEmpty();
    nodes.get(1).round();
    everybody(nodes, 1);

    assertThat(nodes).allSatisfy(node -> assertThat(node.restrictions()).isEmpty());
    everybody(nodes, 1);
    assertThat(count("traffic_override")).isZero();
  }

  @Test
  default void shouldEndOnAllNodesWhatItEndsItself() {
    LeaseNode finder = node("a");
    LeaseNode other = node("b");
    everybody(List.of(finder, other), 2);
    finder.complain();
    everybody(List.of(finder, other), 1);

    finder.end(finder.restrictions().get(0).id());
    everybody(List.of(finder, other), 1);

    assertThat(other.restrictions()).isEmpty();
  }

  @Test
  default void shouldHoldAfterARestartWhatWasFoundBefore() {
    LeaseNode before = node("a");
    LeaseNode other = node("b");
    everybody(List.of(before, other), 2);
    before.complain();
    everybody(List.of(before, other), 1);

    LeaseNode restarted = node("a");
    everybody(List.of(restarted, other), 2);

    assertThat(restarted.restrictions()).hasSize(1);
    assertThat(other.restrictions()).hasSize(1);
    assertThat(restarted.end(restarted.restrictions().get(0).id())).isTrue();
    everybody(List.of(restarted, other), 1);
    assertThat(other.restrictions()).isEmpty();
    assertThat(restarted.restrictions()).isEmpty();
  }

  /** All at once, over connections of their own, each with more mail from time to time. */
  @Test
  default void shouldNeverGiveTwoNodesTheSameWhenAllAskAtOnce() throws Exception {
    Database other = another();
    List<LeaseNode> nodes =
        List.of(
            new LeaseNode(database(), "a"),
            new LeaseNode(other, "b"),
            new LeaseNode(database(), "c"));
    everybody(nodes, 3);
    var threads = Executors.newFixedThreadPool(nodes.size());
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (LeaseNode node : nodes) {
        work.add(
            () -> {
              for (int i = 0; i < 25; i++) {
                node.hand(i * 7 % 20);
                assertThat(node.round()).isTrue();
                // What stands there is at no time more than there is.
                assertThat(claimed()).isLessThanOrEqualTo(CONNECTIONS);
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    everybody(nodes, 2);
    assertThat(together(nodes)).isLessThanOrEqualTo(CONNECTIONS);
  }

  private int claimed() {
    return database()
        .inTransaction(
            connection -> {
              try (var statement = connection.createStatement();
                  var row = statement.executeQuery("select sum(connections) from flow_lease")) {
                row.next();
                return row.getInt(1);
              }
            });
  }

  private List<LeaseNode> three() {
    List<LeaseNode> nodes =
        IntStream.range(0, 3).mapToObj(i -> node("" + "abc".charAt(i))).toList();
    everybody(nodes, 2);
    return nodes;
  }

  private static void everybody(List<LeaseNode> nodes, int rounds) {
    for (int i = 0; i < rounds; i++) {
      nodes.forEach(node -> assertThat(node.round()).isTrue());
    }
  }

  private static int together(List<LeaseNode> nodes) {
    return nodes.stream().mapToInt(node -> node.slice().connections()).sum();
  }

  private void age(String id, Duration time) {
    database()
        .inTransaction(
            connection -> {
              try (var update =
                  connection.prepareStatement(
                      "update relay_node set seen_at = seen_at - cast(? as integer) * interval '1' second,"
                          + " until_at = until_at - cast(? as integer) * interval '1' second,"
                          + " lost_at = lost_at - cast(? as integer) * interval '1' second where id = ?")) {
                for (int i = 1; i <= 3; i++) {
                  update.setInt(i, (int) time.toSeconds());
                }
                update.setString(4, id);
                return update.executeUpdate();
              }
            });
  }

  private int count(String table) {
    return database()
        .inTransaction(
            connection -> {
              try (var statement = connection.createStatement();
                  var row = statement.executeQuery("select count(*) from " + table)) {
                row.next();
                return row.getInt(1);
              }
            });
  }

  private List<String> leases() {
    return database()
        .inTransaction(
            connection -> {
              List<String> rows = new ArrayList<>();
              try (var statement = connection.createStatement();
                  var row =
                      statement.executeQuery(
                          "select node, flow, parts, connections from flow_lease order by node")) {
                while (row.next()) {
                  rows.add(row.getString(1) + " " + row.getInt(3) + " " + row.getInt(4));
                }
              }
              return rows;
            });
  }
}
