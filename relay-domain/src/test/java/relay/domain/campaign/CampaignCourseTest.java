package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state against everything that can happen. */
class CampaignCourseTest {
  /** Written by hand, so that it does not follow the code. Columns: {@link CampaignTurn}. */
  private static final String TABLE =
      """
      DRAFT      SCHEDULED -       -        -        -         -       -        -        -        -
      SCHEDULED  -         DRAFT   -        STOPPED  PREPARING MISSED  -        -        -        -
      MISSED     PREPARING DRAFT   -        STOPPED  -         -       -        -        -        -
      PREPARING  -         -       -        STOPPING -         -       RUNNING  -        -        FAILED
      RUNNING    -         PAUSED  -        STOPPING -         -       -        FINISHED PAUSED   FAILED
      PAUSED     -         -       RUNNING  STOPPING -         -       -        -        -        -
      STOPPING   -         -       -        -        -         -       -        STOPPED  -        -
      STOPPED    -         -       -        -        -         -       -        -        -        -
      FINISHED   -         -       -        -        -         -       -        -        -        -
      FAILED     PREPARING -       -        STOPPING -         -       -        -        -        -
      """;

  private static final Map<CampaignState, String[]> EXPECTED = expected();

  private static Map<CampaignState, String[]> expected() {
    Map<CampaignState, String[]> rows = new java.util.EnumMap<>(CampaignState.class);
    TABLE
        .lines()
        .map(line -> line.trim().split(" +"))
        .forEach(row -> rows.put(CampaignState.valueOf(row[0]), row));
    return rows;
  }

  @ParameterizedTest
  @EnumSource(CampaignState.class)
  void shouldGoItsCourseAndNoOther(CampaignState before) {
    for (CampaignTurn turn : CampaignTurn.values()) {
      String expected = EXPECTED.get(before)[1 + turn.ordinal()];

      assertThat(CampaignCourse.after(before, turn))
          .as(before + " " + turn)
          .isEqualTo(
              expected.equals("-")
                  ? Optional.empty()
                  : Optional.of(CampaignState.valueOf(expected)));
    }
  }

  @Test
  void shouldReachEveryStateFromADraft() {
    Set<CampaignState> reached = EnumSet.of(CampaignState.DRAFT);
    boolean grew = true;
    while (grew) {
      Set<CampaignState> more = new HashSet<>();
      for (CampaignState state : reached) {
        for (CampaignTurn turn : CampaignTurn.values()) {
          CampaignCourse.after(state, turn).ifPresent(more::add);
        }
      }
      grew = reached.addAll(more);
    }

    assertThat(reached).containsExactlyInAnyOrder(CampaignState.values());
  }

  @ParameterizedTest
  @EnumSource(CampaignState.class)
  void shouldComeToAnEndFromEverywhereByTheOrdersOfPeople(CampaignState state) {
    CampaignState now = state;
    for (int i = 0; i < CampaignState.values().length && !now.isOver(); i++) {
      CampaignState here = now;
      now =
          CampaignCourse.after(here, CampaignTurn.STOP)
              .or(() -> CampaignCourse.after(here, CampaignTurn.EMPTIED))
              .or(() -> CampaignCourse.after(here, CampaignTurn.START))
              .orElse(here);
    }

    assertThat(now.isOver()).as("the end of " + state).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "START, SCHEDULED, true",
    "START, PREPARING, true",
    "START, RUNNING, true",
    "START, FINISHED, false",
    "START, PAUSED, false",
    "PAUSE, PAUSED, true",
    "PAUSE, FINISHED, false",
    "RESUME, RUNNING, true",
    "RESUME, DRAFT, false",
    "STOP, STOPPING, true",
    "STOP, STOPPED, true",
    "STOP, FINISHED, false",
    "DUE, PREPARING, false",
  })
  void shouldKnowWhichOrdersAreCarriedOut(CampaignTurn order, CampaignState state, boolean isDone) {
    assertThat(CampaignCourse.isDone(state, order)).isEqualTo(isDone);
  }

  @Test
  void shouldTakeOrdersOfPeopleForTheFirstFourAlone() {
    assertThat(CampaignTurn.values())
        .filteredOn(CampaignTurn::isOrder)
        .containsExactly(
            CampaignTurn.START, CampaignTurn.PAUSE, CampaignTurn.RESUME, CampaignTurn.STOP);
    assertThat(CampaignTurn.START.label()).isEqualTo("start");
  }

  @ParameterizedTest
  @CsvSource({
    "DRAFT, true, false, false",
    "SCHEDULED, true, false, false",
    "MISSED, true, false, false",
    "PREPARING, false, true, false",
    "RUNNING, false, true, false",
    "PAUSED, false, true, false",
    "STOPPING, false, true, false",
    "FAILED, false, true, false",
    "STOPPED, false, false, true",
    "FINISHED, false, false, true",
  })
  void shouldTellWhatMayBeDoneToIt(
      CampaignState state, boolean open, boolean underWay, boolean over) {
    assertThat(state.isOpen()).isEqualTo(open);
    assertThat(state.isUnderWay()).isEqualTo(underWay);
    assertThat(state.isOver()).isEqualTo(over);
  }
}
