package relay.ejb.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.ejb.warmup.WarmUpRowsContract.MONDAY;
import static relay.ejb.warmup.WarmUpRowsContract.SITE;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.delivery.Origin;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpFeedback;
import relay.domain.warmup.WarmUpFixture;
import relay.domain.warmup.WarmUpWish;
import relay.domain.warmup.WarmUps;
import relay.ejb.database.BuiltInDatabase;
import relay.ejb.warmup.WarmUpRowsContract.Node;

class WarmUpKeepingTest {
  private static final Source COLD =
      new Source(
          new Origin("cold", Optional.empty(), Optional.empty(), Optional.empty()), Map.of());
  private static final WarmUpWish FIRST = new WarmUpWish(true, false, false, 1);
  @RegisterExtension final BuiltInDatabase builtIn = new BuiltInDatabase();
  private ControlState plans = onePlan();
  private final WarmUps restarted = WarmUpFixture.started(() -> plans);

  @Test
  void shouldLetMailWaitAfterAStartUntilItsFirstRound() {
    var before = new Node(builtIn.database(), "a.example");
    before.send("cold", 7, MONDAY);
    before.keep();
    assertThat(restarted.claim(COLD, SITE, FIRST, MONDAY)).isEmpty();

    keeping().round();

    assertThat(restarted.claim(COLD, SITE, FIRST, MONDAY)).isPresent();
    assertThat(restarted.look("cold", "other", MONDAY).orElseThrow().state().sent()).isEqualTo(8);
  }

  @Test
  void shouldNotLetMailWaitForAPlanThatIsMadeAfterARoundWithoutAny() {
    plans = ControlState.EMPTY;
    keeping().round();

    plans = onePlan();

    assertThat(restarted.claim(COLD, SITE, FIRST, MONDAY)).isPresent();
  }

  private static ControlState onePlan() {
    var plan = WarmUpFixture.plan("cold", "'base':{'*':2400}");
    return ControlState.EMPTY.with(1, List.of(plan), List.<ControlKey>of());
  }

  private WarmUpKeeping keeping() {
    var stories =
        new WarmUpStories(
            new WarmUpFeedback(restarted), null, domain -> SITE, InstantSource.fixed(MONDAY));
    return new WarmUpKeeping(
        restarted.accounts(), new WarmUpRows(builtIn.database(), "a.example"), stories);
  }
}
