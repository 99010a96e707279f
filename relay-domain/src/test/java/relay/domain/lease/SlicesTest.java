package relay.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.lease.LeaseFixture.FLOW;
import static relay.domain.lease.LeaseFixture.nodes;
import static relay.domain.lease.LeaseFixture.round;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlicesTest {
  private static final Slice MOST = new Slice(9000, 18);
  private static final Slice EVEN = new Slice(5000, 10);
  private long elapsed = Long.MAX_VALUE - 5;
  private LeaseSettings settings = LeaseFixture.settings("lease.time", "10s");
  private final Slices slices = Slices.shared(() -> settings, () -> elapsed);

  @Test
  void shouldHaveAllWhereTheDatabaseIsOfOneNode() {
    Slices alone = Slices.alone();

    assertThat(alone.mayBeShared()).isFalse();
    assertThat(alone.of(FLOW, "default", 20)).isEqualTo(Slice.ALL);
    assertThat(alone.isCutOff()).isFalse();
    assertThat(alone.last()).isEmpty();
  }

  @Test
  void shouldHaveAllWhenThereIsNoOtherNode() {
    slices.take(round(nodes(1), null), elapsed, settings.time());

    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(Slice.ALL);
    pass(3_600);
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(Slice.ALL);
  }

  @Test
  void shouldHaveNothingBeforeItKnowsOfTheOthersOrHasTriedForLong() {
    settings = LeaseFixture.settings("lease.nodes-expected", "4");

    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(Slice.NOTHING);
    pass(20);
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(Slice.NOTHING);
    pass(1);
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(new Slice(2500, 5));
    assertThat(slices.of(FLOW, "default", 0)).isEqualTo(new Slice(2500, Integer.MAX_VALUE));
    assertThat(slices.of(FLOW, "default", 2).connections()).isEqualTo(1);
  }

  @Test
  void shouldKeepItsSliceUntilItExpiresAndNoMoreThanItsPartThen() {
    slices.take(round(nodes(2), MOST), elapsed, settings.time());

    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(MOST);
    pass(10);
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(MOST);
    assertThat(slices.isCutOff()).isFalse();
    pass(1);
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(EVEN);
    assertThat(slices.isCutOff()).isTrue();
    pass(3_600);
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(EVEN);
  }

  /** The others need as long to see that it is lost, and to leave it its part. */
  @Test
  void shouldTakeItsPartBackOnlyWhenTheOthersHaveGivenItBack() {
    slices.take(round(nodes(2), new Slice(500, 1)), elapsed, settings.time());

    pass(20);
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(new Slice(500, 1));
    pass(1);
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(EVEN);
  }

  @Test
  void shouldUseNoMoreThanThePartOfAsManyNodesAsAreExpected() {
    settings = LeaseFixture.settings("lease.nodes-expected", "4");
    slices.take(round(nodes(2), MOST), elapsed, settings.time());

    pass(30);

    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(new Slice(2500, 5));
  }

  @Test
  void shouldHaveItsEvenPartOfFlowsWithoutALease() {
    slices.take(round(nodes(2), MOST), elapsed, settings.time());

    assertThat(slices.of("provider:yahoo", "default", 20)).isEqualTo(EVEN);
  }

  /** Nobody knows whether a round counts whose end was not heard of. */
  @Test
  void shouldUseTheLeastOfBothWhileARoundIsInDoubt() {
    slices.take(round(nodes(2), MOST), elapsed, settings.time());

    slices.prepare(round(nodes(2), new Slice(2000, 19)));

    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(new Slice(2000, 18));
    for (int i = 0; i < 10; i++) {
      slices.prepare(round(nodes(2), new Slice(9500, 19)));
    }
    assertThat(slices.of(FLOW, "default", 20).parts()).isLessThanOrEqualTo(9500);
    slices.take(round(nodes(2), new Slice(9500, 19)), elapsed, settings.time());
    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(new Slice(9500, 19));
  }

  /** A node that was put to sleep wakes with a slice that has long been another one's. */
  @Test
  void shouldCountTheTimeFromTheQuestionAndNotFromTheAnswer() {
    long askedAt = elapsed;
    pass(60);

    slices.take(round(nodes(2), MOST), askedAt, settings.time());

    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(EVEN);
  }

  @Test
  void shouldShareTheAddressesOfTheSettingsOnlyWhereTheyAreOfAllNodes() {
    settings = LeaseFixture.settings("lease.default-source", "false");
    slices.take(round(nodes(2), MOST), elapsed, settings.time());

    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(Slice.ALL);
    assertThat(slices.of(FLOW, "mail-1", 20)).isEqualTo(MOST);
  }

  @Test
  void shouldHaveNothingOnceItHasGivenAllBack() {
    slices.take(round(nodes(2), MOST), elapsed, settings.time());

    slices.end();

    assertThat(slices.of(FLOW, "default", 20)).isEqualTo(Slice.NOTHING);
  }

  @Test
  void shouldKeepTheEvenPartOfALostNodeThreeLeasesLongAtLeast() {
    assertThat(LeaseFixture.settings("lease.time", "10s", "lease.lost-after", "1s").lostAfter())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(LeaseFixture.settings().lostAfter()).isEqualTo(Duration.ofMinutes(1));
  }

  private void pass(int seconds) {
    elapsed += Duration.ofSeconds(seconds).toNanos();
  }
}
