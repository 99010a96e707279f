package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.tracking.VisitCounts.Count;
import relay.domain.tracking.VisitCounts.Key;

/** How visits are added up. */
class VisitCountsTest {
  private final VisitCounts counts = new VisitCounts();

  private static VisitEvent click(String at, boolean isMachine, boolean revised) {
    return new VisitEvent(
        true,
        Instant.parse(at),
        TestLinks.NEWS,
        Optional.empty(),
        "https://a.example/",
        1,
        isMachine,
        "",
        revised);
  }

  private static Key key(String day) {
    return new Key(LocalDate.parse(day), TestLinks.NEWS, true, 1, "https://a.example/");
  }

  @Test
  void shouldCountByTheDayInUtc() {
    counts.add(click("2026-03-01T23:59:59.999Z", false, false));
    counts.add(click("2026-03-02T00:00:00Z", true, false));

    assertThat(counts.all())
        .isEqualTo(
            Map.of(
                key("2026-03-01"), new Count(1, 0),
                key("2026-03-02"), new Count(0, 1)));
  }

  @Test
  void shouldMoveARevisedVisitFromOneSideToTheOther() {
    counts.add(click("2026-03-01T12:00:00Z", false, false));
    counts.add(click("2026-03-01T12:00:00Z", true, true));

    assertThat(counts.all()).containsOnly(Map.entry(key("2026-03-01"), new Count(0, 1)));
  }

  @Test
  void shouldCountEveryVisitOnOneSideHoweverItIsCutIntoBatches() {
    Chance.rounds(
        100,
        random -> {
          var whole = new VisitCounts();
          long people = 0;
          long machines = 0;
          for (int i = random.nextInt(50); i > 0; i--) {
            boolean isMachine = random.nextBoolean();
            boolean revised = isMachine && people > 0 && random.nextBoolean();
            whole.add(click("2026-03-01T12:00:00Z", isMachine, revised));
            people += isMachine ? revised ? -1 : 0 : 1;
            machines += isMachine ? 1 : 0;
          }
          Count sum = whole.all().values().stream().reduce(new Count(0, 0), Count::plus);

          assertThat(sum).isEqualTo(new Count(people, machines));
        });
  }
}
