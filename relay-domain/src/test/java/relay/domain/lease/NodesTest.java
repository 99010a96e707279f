package relay.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodesTest {
  @Test
  void shouldGiveEachNodeAnEvenPartWithoutARemainderLost() {
    Nodes nodes = LeaseFixture.nodes(3);

    assertThat(nodes.even(0, 20)).isEqualTo(new Slice(3333, 7));
    assertThat(nodes.even(1, 20)).isEqualTo(new Slice(3333, 7));
    assertThat(nodes.even(2, 20)).isEqualTo(new Slice(3333, 6));
  }

  @Test
  void shouldGiveFewConnectionsToTheFirstNodesOnly() {
    Nodes nodes = LeaseFixture.nodes(3);

    assertThat(nodes.even(0, 2).connections()).isEqualTo(1);
    assertThat(nodes.even(1, 2).connections()).isEqualTo(1);
    assertThat(nodes.even(2, 2).connections()).isZero();
  }

  @Test
  void shouldKnowNoNumberOfConnectionsWhereThereIsNoLimit() {
    assertThat(LeaseFixture.nodes(2).even(1, 0)).isEqualTo(new Slice(5000, Integer.MAX_VALUE));
    assertThat(LeaseFixture.nodes(2).own(0)).isEqualTo(new Slice(5000, Integer.MAX_VALUE));
  }

  @Test
  void shouldOwnTheWholeAlone() {
    assertThat(LeaseFixture.nodes(1).own(20)).isEqualTo(new Slice(Slice.PARTS, 20));
  }

  /** A node that has just come leaves the others what they think is theirs. */
  @Test
  void shouldOwnNothingWhileTheOthersHaveNotHeardOfIt() {
    assertThat(LeaseFixture.nodes(2, 1, 1).own(20)).isEqualTo(new Slice(0, 0));
    assertThat(LeaseFixture.nodes(3, 2, 2).own(20)).isEqualTo(new Slice(0, 0));
  }

  @Test
  void shouldOwnItsPartOnceAllHaveHeardOfIt() {
    assertThat(LeaseFixture.nodes(2, 1, 2).own(20)).isEqualTo(new Slice(5000, 10));
  }

  /** One of two has heard; the other thinks that it is still one of two. */
  @Test
  void shouldOwnWhatIsLeftWhileSomeHaveNotHeard() {
    Nodes nodes =
        new Nodes(
            List.of(
                LeaseFixture.member(0, 3, false),
                LeaseFixture.member(1, 2, false),
                LeaseFixture.member(2, 3, false)),
            2);

    assertThat(nodes.own(20)).isEqualTo(new Slice(Slice.PARTS - 5000 - 3333, 20 - 10 - 7));
  }

  @Test
  void shouldStandInTheSameOrderOnEachNode() {
    Member a = LeaseFixture.member(0, 3, false);
    Member b = LeaseFixture.member(1, 3, true);
    Member c = LeaseFixture.member(2, 3, false);

    Nodes ofC = Nodes.of(c, List.of(b, a));

    assertThat(ofC.members()).containsExactly(a, b, c);
    assertThat(ofC.self()).isEqualTo(c);
    assertThat(ofC.own()).isEqualTo(2);
  }
}
