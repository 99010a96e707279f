package relay.domain.contacts.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.behaviour.Behaviour.Activity;
import relay.domain.suppression.SuppressionSubject;

class BehaviourTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldKnowNothingAtFirst() {
    assertThat(Behaviour.NONE.activity()).isEqualTo(Activity.NONE);
  }

  @Test
  void shouldKnowTheLastOfEachKindInWhateverOrderTheyCome() {
    List<BehaviourNote> notes =
        new ArrayList<>(
            List.of(
                note(BehaviourKind.DELIVERED, 0),
                note(BehaviourKind.SENT, 30),
                note(BehaviourKind.DELIVERED, 20),
                note(BehaviourKind.OPENED, 21),
                note(BehaviourKind.CLICKED, 25),
                note(BehaviourKind.CLICKED, 23)));
    long seed = new Random().nextLong();
    Collections.shuffle(notes, new Random(seed));

    Behaviour known = after(notes.toArray(BehaviourNote[]::new));

    assertThat(known.sent()).as("seed %d", seed).contains(at(30));
    assertThat(known.delivered()).as("seed %d", seed).contains(at(20));
    assertThat(known.firstDelivered()).as("seed %d", seed).contains(at(0));
    assertThat(known.opened().at()).as("seed %d", seed).contains(at(21));
    assertThat(known.clicked().at()).as("seed %d", seed).contains(at(25));
    assertThat(known.activity().last()).as("seed %d", seed).contains(at(25));
    assertThat(known.kept())
        .as("seed %d", seed)
        .isCloseTo(7 * Engagement.kept(1, at(23)), within(0.1));
  }

  @Test
  void shouldCountMailsSinceThePersonDidSomething() {
    Behaviour known =
        after(
            note(BehaviourKind.DELIVERED, 0),
            note(BehaviourKind.DELIVERED, 10),
            note(BehaviourKind.OPENED, 11),
            note(BehaviourKind.DELIVERED, 20),
            note(BehaviourKind.SENT, 25),
            note(BehaviourKind.DELIVERED, 30));

    assertThat(known.activity())
        .isEqualTo(new Activity(Optional.of(at(11)), Optional.of(at(0)), 2));
  }

  @Test
  void shouldNotCountAMailFromBeforeTheVisit() {
    Behaviour known = after(note(BehaviourKind.OPENED, 11), note(BehaviourKind.DELIVERED, 10));

    assertThat(known.activity())
        .isEqualTo(new Activity(Optional.of(at(11)), Optional.of(at(10)), 0));
  }

  @Test
  void shouldCountEveryMailOfWhomNothingElseIsKnown() {
    assertThat(after(note(BehaviourKind.DELIVERED, 0), note(BehaviourKind.DELIVERED, 1)).activity())
        .isEqualTo(new Activity(Optional.empty(), Optional.of(at(0)), 2));
  }

  @Test
  void shouldBeAsBeforeWhenAVisitIsTakenBack() {
    Behaviour before =
        after(
            note(BehaviourKind.DELIVERED, 0),
            note(BehaviourKind.CLICKED, 5),
            note(BehaviourKind.DELIVERED, 10),
            note(BehaviourKind.DELIVERED, 20));

    Behaviour known =
        before
            .after(note(BehaviourKind.CLICKED, 30))
            .after(takenBack(BehaviourKind.CLICKED, at(30)));

    assertThat(known.activity()).isEqualTo(new Activity(Optional.of(at(5)), Optional.of(at(0)), 2));
    assertThat(known.kept()).isCloseTo(before.kept(), within(1e-9));
  }

  @Test
  void shouldTakeBackAllClicksOfAScanner() {
    Behaviour before = after(note(BehaviourKind.CLICKED, 5), note(BehaviourKind.DELIVERED, 10));
    Instant first = at(30);
    Instant second = at(30).plusSeconds(1);

    for (List<Instant> order : List.of(List.of(first, second), List.of(second, first))) {
      Behaviour known = before.after(visit(first)).after(visit(second));
      for (Instant each : order) {
        known = known.after(takenBack(BehaviourKind.CLICKED, each));
      }

      assertThat(known.activity()).isEqualTo(before.activity());
      assertThat(known.kept()).isCloseTo(before.kept(), within(1e-9));
    }
  }

  @Test
  void shouldKeepALaterVisitWhenAnEarlierOneIsTakenBack() {
    Behaviour known =
        after(
            note(BehaviourKind.OPENED, 5),
            note(BehaviourKind.OPENED, 9),
            takenBack(BehaviourKind.OPENED, at(5)));

    assertThat(known.opened().at()).contains(at(9));
  }

  @Test
  void shouldNeverScoreBelowNothing() {
    assertThat(after(takenBack(BehaviourKind.CLICKED, at(1))).kept()).isZero();
  }

  private static Behaviour after(BehaviourNote... notes) {
    Behaviour known = Behaviour.NONE;
    for (BehaviourNote note : notes) {
      known = known.after(note);
    }
    return known;
  }

  private static Instant at(int hours) {
    return NOON.plus(Duration.ofHours(hours));
  }

  private static BehaviourNote note(BehaviourKind what, int hours) {
    return note(what, at(hours), false);
  }

  private static BehaviourNote visit(Instant at) {
    return note(BehaviourKind.CLICKED, at, false);
  }

  private static BehaviourNote takenBack(BehaviourKind what, Instant at) {
    return note(what, at, true);
  }

  private static BehaviourNote note(BehaviourKind what, Instant at, boolean isTakenBack) {
    return new BehaviourNote(
        "acme", SuppressionSubject.parse("ann@a.example"), at, what, "", isTakenBack);
  }
}
