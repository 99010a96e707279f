package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.contacts.Contacts.NEWS;
import static relay.domain.contacts.Contacts.NOON;
import static relay.domain.contacts.Contacts.WEEKLY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;

/** Every state, every source, every wish, both sorts of list: what becomes of each. */
class ConsentMatrixTest {
  private static final Actor ANN = new Actor("ann", "test");
  private static final Set<ConsentSource> THE_PERSON =
      Set.of(ConsentSource.FORM, ConsentSource.PREFERENCES);

  /** One square of the matrix; no state: the contact was never on the list. */
  record Square(
      ContactList list,
      Optional<ConsentState> before,
      ConsentState wish,
      ConsentSource source,
      String wording) {
    ConsentOutcome judge() {
      return ConsentRules.judge(list, before, consent());
    }

    Consent consent() {
      return new Consent(list.id(), wish, source, NOON, Optional.of("192.0.2.7"), wording, "");
    }

    /** Where it stands after the wish. */
    Optional<ConsentState> after() {
      ConsentOutcome outcome = judge();
      if (outcome instanceof ConsentOutcome.Changed changed) {
        return Optional.of(changed.consent().state());
      }
      return outcome instanceof ConsentOutcome.Kept kept ? Optional.of(kept.state()) : before;
    }
  }

  static Stream<Square> squares() {
    List<Square> squares = new ArrayList<>();
    for (ContactList list : List.of(NEWS, WEEKLY)) {
      for (ConsentState wish : ConsentState.values()) {
        for (ConsentSource source : ConsentSource.values()) {
          for (String wording : List.of("", "v3")) {
            squares.add(new Square(list, Optional.empty(), wish, source, wording));
            for (ConsentState before : ConsentState.values()) {
              squares.add(new Square(list, Optional.of(before), wish, source, wording));
            }
          }
        }
      }
    }
    return squares.stream();
  }

  @Test
  void shouldHaveASquareForEverything() {
    assertThat(squares()).hasSize(2 * 4 * 3 * 8 * 2).doesNotHaveDuplicates();
  }

  /** The property that all of this is for. */
  @Test
  void shouldBringNobodyBackButByHimself() {
    assertThat(squares()).allSatisfy(ConsentMatrixTest::bringNobodyBackButByHimself);
  }

  private static void bringNobodyBackButByHimself(Square square) {
    boolean hasLeft = square.before().equals(Optional.of(ConsentState.UNSUBSCRIBED));

    if (hasLeft && !THE_PERSON.contains(square.source())) {
      assertThat(square.after()).contains(ConsentState.UNSUBSCRIBED);
    } else if (hasLeft && square.wish() != ConsentState.UNSUBSCRIBED) {
      assertThat(square.after()).isNotEqualTo(square.before());
    }
  }

  @Test
  void shouldNeverKeepAnybodyWhoLeaves() {
    assertThat(squares()).allSatisfy(ConsentMatrixTest::neverKeepAnybodyWhoLeaves);
  }

  private static void neverKeepAnybodyWhoLeaves(Square square) {
    if (square.wish() == ConsentState.UNSUBSCRIBED) {
      assertThat(square.after()).contains(ConsentState.UNSUBSCRIBED);
    } else {
      assertThat(square.judge())
          .as("nobody is taken off by a wish to be on")
          .isNotEqualTo(new ConsentOutcome.Changed(square.consent().in(ConsentState.UNSUBSCRIBED)));
    }
  }

  @Test
  void shouldConfirmWithoutThePersonOnlyWhereNobodyIsAsked() {
    assertThat(squares())
        .allSatisfy(ConsentMatrixTest::confirmWithoutThePersonOnlyWhereNobodyIsAsked);
  }

  private static void confirmWithoutThePersonOnlyWhereNobodyIsAsked(Square square) {
    boolean isNewlyConfirmed =
        square.judge() instanceof ConsentOutcome.Changed changed
            && changed.consent().state() == ConsentState.CONFIRMED;

    if (isNewlyConfirmed && square.list().isDoubleOptIn()) {
      boolean isProven =
          square.source() == ConsentSource.IMPORT
              && square.before().isEmpty()
              && !square.wording().isEmpty();
      assertThat(square.source().isThePersonOnly() || isProven).isTrue();
      assertThat(square.wish()).isEqualTo(ConsentState.CONFIRMED);
    } else if (square.wish() == ConsentState.PENDING) {
      assertThat(isNewlyConfirmed).isFalse();
    }
  }

  @Test
  void shouldWriteNoProofWhereNothingChanges() {
    assertThat(squares()).allSatisfy(ConsentMatrixTest::writeNoProofWhereNothingChanges);
  }

  private static void writeNoProofWhereNothingChanges(Square square) {
    ConsentOutcome outcome = square.judge();

    if (outcome instanceof ConsentOutcome.Changed changed) {
      if (!isRenewed(square)) {
        assertThat(Optional.of(changed.consent().state())).isNotEqualTo(square.before());
      }
      assertThat(changed.consent()).isEqualTo(square.consent().in(changed.consent().state()));
    } else if (outcome instanceof ConsentOutcome.Kept kept) {
      assertThat(square.before()).contains(kept.state());
    } else {
      assertThat(((ConsentOutcome.Refused) outcome).why()).isNotBlank().doesNotContain("null");
    }
  }

  /** The one proof of what was so before: who was inactive says that he still wants it. */
  private static boolean isRenewed(Square square) {
    return square.source() == ConsentSource.RENEWAL
        && square.wish() == ConsentState.CONFIRMED
        && square.before().equals(Optional.of(ConsentState.CONFIRMED));
  }

  @Test
  void shouldChangeNothingWhenTheSameIsSaidAgain() {
    assertThat(squares()).allSatisfy(ConsentMatrixTest::changeNothingWhenTheSameIsSaidAgain);
  }

  private static void changeNothingWhenTheSameIsSaidAgain(Square square) {
    Optional<ConsentState> after = square.after();
    Square again =
        new Square(square.list(), after, square.wish(), square.source(), square.wording());

    assertThat(again.after()).isEqualTo(after);
    assertThat(again.judge() instanceof ConsentOutcome.Changed).isEqualTo(isRenewed(again));
  }

  @ParameterizedTest
  @CsvSource({
    "news, API, refused",
    "news, FORM, CONFIRMED",
    "news, IMPORT, refused",
    "news, LINK, refused",
    "news, PREFERENCES, CONFIRMED",
    "news, ONE_CLICK, one way",
    "news, RENEWAL, refused",
    "news, NO_ANSWER, one way",
    "weekly, API, refused",
    "weekly, FORM, PENDING",
    "weekly, IMPORT, refused",
    "weekly, LINK, refused",
    "weekly, PREFERENCES, CONFIRMED",
    "weekly, ONE_CLICK, one way",
    "weekly, RENEWAL, refused",
    "weekly, NO_ANSWER, one way",
  })
  void shouldAnswerWhoeverWouldBringSomebodyBack(String id, ConsentSource source, String end) {
    ContactList list = id.equals("news") ? NEWS : WEEKLY;
    Square square =
        new Square(
            list, Optional.of(ConsentState.UNSUBSCRIBED), ConsentState.CONFIRMED, source, "v3");

    ConsentOutcome outcome = square.judge();

    if (end.equals("one way")) {
      assertThat(outcome).isInstanceOf(ConsentOutcome.Refused.class);
    } else if (end.equals("refused")) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              ConsentOutcome.Refused.class,
              refused -> assertThat(refused.why()).contains("left list " + id, "by a form"));
    } else {
      assertThat(outcome)
          .isEqualTo(new ConsentOutcome.Changed(square.consent().in(ConsentState.valueOf(end))));
    }
  }

  /** Any history of wishes: after somebody left, only he himself begins again. */
  @Test
  void shouldHoldThroughWholeHistories() {
    Chance.rounds(
        300,
        random -> {
          var desk = new InMemoryContactDesk().declaring(Contacts.SCHEMA);
          String id = created(desk);
          ContactList list = Chance.oneOf(random, NEWS, WEEKLY);
          Optional<ConsentState> before = Optional.empty();
          for (int i = 0; i < 20; i++) {
            Consent wish = any(random, list);
            desk.consent("acme", id, list, wish, ANN);
            Optional<ConsentState> after = stands(desk, id, list);
            if (before.equals(Optional.of(ConsentState.UNSUBSCRIBED)) && !after.equals(before)) {
              assertThat(THE_PERSON).contains(wish.source());
            }
            before = after;
          }
          assertThat(last(desk, id)).isEqualTo(before);
        });
  }

  @Test
  void shouldTellNothingOfAContactThatIsNotThere() {
    var desk = new InMemoryContactDesk().declaring(Contacts.SCHEMA);
    String id = created(desk);
    Consent wish = Contacts.consent(NEWS, ConsentState.CONFIRMED, ConsentSource.FORM);

    assertThat(desk.consent("other", id, NEWS, wish, ANN)).isEqualTo(new ConsentOutcome.Missing());
    assertThat(desk.proofs("other", id)).isEmpty();
    assertThat(desk.find("acme", id).orElseThrow().consents()).isEqualTo(Map.of());
  }

  private static String created(InMemoryContactDesk desk) {
    ContactFields ann = Contacts.fields("{\"address\":\"ann@example.org\"}");
    return ((ContactOutcome.Done) desk.create("acme", ann, ANN)).contact().id();
  }

  private static Consent any(Random random, ContactList list) {
    return new Consent(
        list.id(),
        Chance.oneOf(random, ConsentState.values()),
        Chance.oneOf(random, ConsentSource.values()),
        NOON,
        Optional.empty(),
        Chance.oneOf(random, "", "v1"),
        "");
  }

  private static Optional<ConsentState> stands(
      InMemoryContactDesk desk, String id, ContactList list) {
    return Optional.ofNullable(desk.find("acme", id).orElseThrow().consents().get(list.id()));
  }

  /** What the newest proof says. */
  private static Optional<ConsentState> last(InMemoryContactDesk desk, String id) {
    List<Consent> proofs = desk.proofs("acme", id).orElseThrow();
    List<ConsentState> told = new ArrayList<>();
    desk.proofs(EmailAddress.parse("ANN@example.org"), proof -> told.add(proof.consent().state()));
    assertThat(told).isEqualTo(proofs.stream().map(Consent::state).toList());
    return proofs.isEmpty() ? Optional.empty() : Optional.of(told.get(told.size() - 1));
  }
}
