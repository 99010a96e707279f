package relay.ejb.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.delivery.Origin;
import relay.domain.traffic.Site;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpAccounts.Taken;
import relay.domain.warmup.WarmUpFixture;
import relay.domain.warmup.WarmUpWish;
import relay.domain.warmup.WarmUps;
import relay.ejb.database.Database;

/** What nodes over one database know of each other's warm-ups. */
interface WarmUpRowsContract {
  Instant MONDAY = WarmUpFixture.MONDAY;
  Site SITE = new Site("mx.example", List.of("mx.example"), Optional.empty());

  Database database();

  /** One node, or one life of it. */
  final class Node {
    private final WarmUps warmUps;
    private final WarmUpRows rows;

    Node(Database database, String name) {
      ControlState plans =
          ControlState.EMPTY.with(
              1,
              List.of(
                  WarmUpFixture.plan("cold", "'base':{'*':2400}"),
                  WarmUpFixture.plan("default", "'base':{'*':2400}")),
              List.<ControlKey>of());
      warmUps = WarmUpFixture.over(() -> plans);
      rows = new WarmUpRows(database, name);
    }

    void send(String source, int mails, Instant now) {
      var from =
          new Source(
              new Origin(source, Optional.empty(), Optional.empty(), Optional.empty()), Map.of());
      for (int i = 0; i < mails; i++) {
        warmUps.claim(from, SITE, new WarmUpWish(true, false, false, 1), now).orElseThrow();
      }
    }

    void keep() {
      List<Taken> taken = warmUps.accounts().take();
      warmUps.accounts().kept(rows.exchange(taken));
    }

    long sent(String source, Instant now) {
      return warmUps.look(source, "other", now).orElseThrow().state().sent();
    }
  }

  @Test
  default void shouldGoOnAfterARestart() {
    var node = new Node(database(), "a.example");
    node.send("cold", 7, MONDAY);
    node.keep();
    node.send("cold", 2, MONDAY.plusSeconds(1));
    node.keep();

    var restarted = new Node(database(), "a.example");
    restarted.keep();

    assertThat(restarted.sent("cold", MONDAY.plusSeconds(2))).isEqualTo(9);
    assertThat(restarted.warmUps.look("cold", "other", MONDAY))
        .isEqualTo(node.warmUps.look("cold", "other", MONDAY));
  }

  @Test
  default void shouldAddWhatNodesCountedTogether() {
    var one = new Node(database(), "a.example");
    var two = new Node(database(), "b.example");
    one.send("cold", 4, MONDAY);
    two.send("cold", 3, MONDAY);

    one.keep();
    two.keep();
    one.keep();

    assertThat(one.sent("cold", MONDAY)).isEqualTo(7);
    assertThat(two.sent("cold", MONDAY)).isEqualTo(7);
  }

  @Test
  default void shouldKeepTheAddressesOfTheSettingsOfEachNodeApart() {
    var one = new Node(database(), "a.example");
    var two = new Node(database(), "b.example");
    one.send("default", 4, MONDAY);
    two.send("default", 3, MONDAY);

    one.keep();
    two.keep();
    one.keep();

    assertThat(one.sent("default", MONDAY)).isEqualTo(4);
    assertThat(two.sent("default", MONDAY)).isEqualTo(3);
  }

  @Test
  default void shouldJudgeADayThatIsOver() {
    var node = new Node(database(), "a.example");
    node.send("cold", 100, MONDAY);
    node.keep();
    node.send("cold", 5, MONDAY.plusSeconds(86_400));
    node.keep();

    var restarted = new Node(database(), "a.example");
    restarted.keep();

    var state =
        restarted.warmUps.look("cold", "other", MONDAY.plusSeconds(86_400)).orElseThrow().state();
    assertThat(state.sent()).isEqualTo(5);
    assertThat(state.lastSending()).hasToString("2026-01-05");
    assertThat(state.note()).isEqualTo("2026-01-05: no step, 100 of 2400 sent");
  }

  @Test
  default void shouldLoseNothingWhileTheDatabaseIsAway() {
    var node = new Node(database(), "a.example");
    node.send("cold", 4, MONDAY);
    database().close();

    List<Taken> taken = node.warmUps.accounts().take();
    node.warmUps.accounts().giveBack(taken);
    node.send("cold", 1, MONDAY);
    node.keep();

    assertThat(node.sent("cold", MONDAY)).isEqualTo(5);
    var restarted = new Node(database(), "a.example");
    restarted.keep();
    assertThat(restarted.sent("cold", MONDAY)).isEqualTo(5);
  }
}
