package relay.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.consent.ConsentLaboratory.HERE;
import static relay.domain.consent.ConsentLaboratory.OFFERS;

import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.mail.Lane;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.unsubscribe.LinkOutcome;

class ConfirmationDoorTest {
  private final ConsentLaboratory laboratory = new ConsentLaboratory();

  private LinkOutcome look(String word) {
    return laboratory.confirmations.look(word, HERE).outcome();
  }

  private LinkOutcome confirm(String word) {
    return laboratory.confirmations.confirm(word, HERE).outcome();
  }

  @Test
  void shouldConfirmWithTimeAddressAndWordingAsProof() {
    laboratory.says(OFFERS, ConsentState.PENDING);

    assertThat(confirm(laboratory.confirmWord())).isEqualTo(LinkOutcome.DONE);

    assertThat(laboratory.state(OFFERS)).contains(ConsentState.CONFIRMED);
    var proofs = laboratory.contacts.proofs("acme", laboratory.ann.id()).orElseThrow();
    Consent proof = proofs.get(proofs.size() - 1);
    assertThat(proof.source()).isEqualTo(ConsentSource.LINK);
    assertThat(proof.at()).isEqualTo(laboratory.now());
    assertThat(proof.ip()).contains(HERE.getHostAddress());
    assertThat(proof.wording()).isEqualTo("hello@3");
    assertThat(proof.origin()).isEqualTo("confirmation mail of 2026-01-31T12:00:00Z");
  }

  @Test
  void shouldChangeNothingByLooking() {
    laboratory.says(OFFERS, ConsentState.PENDING);

    assertThat(laboratory.confirmations.look(laboratory.confirmWord(), HERE).list())
        .contains(OFFERS);

    assertThat(laboratory.state(OFFERS)).contains(ConsentState.PENDING);
  }

  @Test
  void shouldSayTheSameAgainAndKeepTheFirstProof() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    String word = laboratory.confirmWord();
    confirm(word);

    assertThat(confirm(word)).isEqualTo(LinkOutcome.DONE);
    assertThat(laboratory.contacts.proofs("acme", laboratory.ann.id()).orElseThrow()).hasSize(2);
  }

  @Test
  void shouldBringNobodyBackWhoLeftSinceTheMail() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    String word = laboratory.confirmWord();
    laboratory.says(OFFERS, ConsentState.UNSUBSCRIBED);

    assertThat(confirm(word)).isEqualTo(LinkOutcome.FORGOTTEN);
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.UNSUBSCRIBED);
  }

  @Test
  void shouldNotConfirmForAContactThatIsNoMore() {
    String word = laboratory.confirmWord();
    laboratory.forget();

    assertThat(confirm(word)).isEqualTo(LinkOutcome.FORGOTTEN);
  }

  @Test
  void shouldRefuseALinkThatIsTooOld() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    String word = laboratory.confirmWord();
    laboratory.passDays(7);
    assertThat(look(word)).isEqualTo(LinkOutcome.DONE);
    laboratory.passDays(1);

    assertThat(look(word)).isEqualTo(LinkOutcome.EXPIRED);
    assertThat(confirm(word)).isEqualTo(LinkOutcome.EXPIRED);
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.PENDING);
  }

  @Test
  void shouldRefuseLinksOfAnotherKindAndTooManyOfThem() {
    for (int i = 0; i < ConsentLaboratory.WRONG_PER_MINUTE; i++) {
      assertThat(confirm(laboratory.preferenceWord())).isEqualTo(LinkOutcome.FORGED);
    }

    assertThat(confirm("x")).isEqualTo(LinkOutcome.TOO_MANY);
    laboratory.says(OFFERS, ConsentState.PENDING);
    assertThat(confirm(laboratory.confirmWord())).isEqualTo(LinkOutcome.DONE);
  }

  @Test
  void shouldTakeBackThatThePersonWantedNothingMore() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    laboratory.suppressions.suppress(
        "ann@example.org", SuppressionScope.ofBulk("acme"), SuppressionReason.UNSUBSCRIBED);

    confirm(laboratory.confirmWord());

    assertThat(laboratory.isHeldBack(Lane.BULK)).isFalse();
  }

  @Test
  void shouldTakeBackTheStreamOfTheListAndNoOther() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    laboratory.listsIn.put("bulk", Set.of("offers", "news"));
    laboratory.unsubscribed("bulk");

    confirm(laboratory.confirmWord());

    assertThat(laboratory.isHeldBack(Lane.BULK)).isFalse();
  }

  @Test
  void shouldStayAwayFromAStreamOfOtherLists() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    laboratory.listsIn.put("bulk", Set.of("news"));
    laboratory.unsubscribed("bulk");

    confirm(laboratory.confirmWord());

    assertThat(laboratory.isHeldBack(Lane.BULK)).isTrue();
  }

  @Test
  void shouldLeaveBouncesAndComplaintsWhereTheyAre() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    laboratory.suppressions.suppress(
        "ann@example.org", SuppressionScope.ofBulk("acme"), SuppressionReason.COMPLAINT);

    confirm(laboratory.confirmWord());

    assertThat(laboratory.isHeldBack(Lane.BULK)).isTrue();
  }

  @Test
  void shouldAskToComeAgainWhileTheDatabaseIsAway() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    laboratory.suppressions.isDatabaseDown = true;

    assertThat(confirm(laboratory.confirmWord())).isEqualTo(LinkOutcome.LATER);
  }
}
