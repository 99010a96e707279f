package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.settings.Settings;
import relay.domain.transport.StsPolicy.Mode;

/** RFC 8461 3.3, 5.1 and 10.2. */
class StsMemoryTest {
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final StsPolicy ENFORCED =
      new StsPolicy(Mode.ENFORCE, List.of("mx.example.org"), WEEK);
  private static final StsPolicy NONE = new StsPolicy(Mode.NONE, List.of(), WEEK);
  private static final TlsProblem FAILED =
      new TlsProblem(TlsFault.STS_POLICY_FETCH_ERROR, "no answer");
  private static final Optional<String> ONE = Optional.of("1");
  private final StsMemory memory = new StsMemory(settings(Map.of()));

  @Test
  void shouldFetchNothingWhereNothingIsAnnounced() {
    assertThat(memory.next("example.org", Optional.empty(), NOON)).isEqualTo(step(null, null));
  }

  @Test
  void shouldFetchWhatIsAnnouncedAndNotKnown() {
    assertThat(memory.next("example.org", ONE, NOON)).isEqualTo(step(null, "1"));
  }

  @Test
  void shouldNotFetchWhatItKnows() {
    known("1", ENFORCED);

    assertThat(memory.next("example.org", ONE, NOON.plusSeconds(60)))
        .isEqualTo(step(ENFORCED, null));
  }

  @Test
  void shouldFetchAgainWhenTheIdIsAnother() {
    known("1", ENFORCED);

    assertThat(memory.next("example.org", Optional.of("2"), NOON.plusSeconds(1)))
        .isEqualTo(step(ENFORCED, "2"));
  }

  @Test
  void shouldTakeTheNewPolicyForTheOldOne() {
    known("1", ENFORCED);
    known("2", NONE);

    assertThat(memory.next("example.org", Optional.of("2"), NOON)).isEqualTo(step(NONE, null));
  }

  @Test
  void shouldTellWhyAPolicyIsNotKnownUntilThatIsLongAgoOrOver() {
    memory.failed("example.org", "1", FAILED, NOON);

    assertThat(memory.problem("example.org", NOON.plusSeconds(599))).contains(FAILED);
    assertThat(memory.problem("example.org", NOON.plusSeconds(600))).isEmpty();
    assertThat(memory.problem("example.net", NOON)).isEmpty();
    known("1", ENFORCED);
    assertThat(memory.problem("example.org", NOON)).isEmpty();
  }

  @Test
  void shouldHoldOnToWhatItKnowsWhenTheRecordIsGone() {
    known("1", ENFORCED);

    assertThat(memory.next("example.org", Optional.empty(), NOON.plus(WEEK).minusSeconds(1)))
        .isEqualTo(step(ENFORCED, null));
  }

  @Test
  void shouldHoldOnToWhatItKnowsWhenTheNewOneCannotBeFetched() {
    known("1", ENFORCED);
    memory.failed("example.org", "2", FAILED, NOON);

    assertThat(memory.next("example.org", Optional.of("2"), NOON.plusSeconds(1)))
        .isEqualTo(step(ENFORCED, null));
  }

  @Test
  void shouldForgetAPolicyWhoseTimeIsOver() {
    known("1", ENFORCED);

    assertThat(memory.next("example.org", Optional.empty(), NOON.plus(WEEK)))
        .isEqualTo(step(null, null));
    assertThat(memory.next("example.org", ONE, NOON.plus(WEEK))).isEqualTo(step(null, "1"));
    assertThat(memory.entries()).isEmpty();
  }

  @Test
  void shouldFetchAnOldPolicyAgainBeforeItRunsOut() {
    known("1", ENFORCED);

    assertThat(memory.next("example.org", ONE, NOON.plus(Duration.ofDays(1))))
        .isEqualTo(step(ENFORCED, "1"));
  }

  @Test
  void shouldLeaveAServerAloneForAWhileAfterAFailure() {
    memory.failed("example.org", "1", FAILED, NOON);

    assertThat(memory.next("example.org", ONE, NOON.plusSeconds(299))).isEqualTo(step(null, null));
    assertThat(memory.next("example.org", ONE, NOON.plusSeconds(300))).isEqualTo(step(null, "1"));
  }

  @Test
  void shouldAskAgainAtOnceWhenANewIdIsAnnouncedAfterAFailure() {
    memory.failed("example.org", "1", FAILED, NOON);

    assertThat(memory.next("example.org", Optional.of("2"), NOON)).isEqualTo(step(null, "2"));
  }

  @Test
  void shouldSurviveARestart() {
    known("1", ENFORCED);
    memory.fetched(new StsEntry("gone.example", "1", ENFORCED, NOON.minus(WEEK)));
    var after = new StsMemory(settings(Map.of()));

    after.restore(memory.entries(), NOON.plusSeconds(5));

    assertThat(after.next("example.org", Optional.empty(), NOON.plusSeconds(5)))
        .isEqualTo(step(ENFORCED, null));
    assertThat(after.find("gone.example", NOON)).isEmpty();
    assertThat(after.entries()).hasSize(1);
  }

  @Test
  void shouldForgetTheOneUnusedForLongestWhenThereAreTooMany() {
    var small = new StsMemory(settings(Map.of("mta-sts.policies-max", "2")));
    small.fetched(new StsEntry("a.example", "1", ENFORCED, NOON));
    small.fetched(new StsEntry("b.example", "1", ENFORCED, NOON));
    small.next("a.example", ONE, NOON);

    small.fetched(new StsEntry("c.example", "1", ENFORCED, NOON));

    assertThat(small.find("a.example", NOON)).isPresent();
    assertThat(small.find("b.example", NOON)).isEmpty();
  }

  @Test
  void shouldCountWhatIsToBeWrittenDown() {
    long before = memory.changes();
    known("1", ENFORCED);
    long after = memory.changes();
    memory.next("example.org", ONE, NOON);

    assertThat(after).isGreaterThan(before);
    assertThat(memory.changes()).isEqualTo(after);
  }

  private void known(String id, StsPolicy policy) {
    memory.fetched(new StsEntry("example.org", id, policy, NOON));
  }

  private static StsMemory.Step step(StsPolicy known, String toFetch) {
    return new StsMemory.Step(Optional.ofNullable(known), Optional.ofNullable(toFetch));
  }

  private static MtaStsSettings settings(Map<String, String> file) {
    return MtaStsSettings.from(Settings.of(MtaStsSettings.ALL, file, Map.of()));
  }
}
