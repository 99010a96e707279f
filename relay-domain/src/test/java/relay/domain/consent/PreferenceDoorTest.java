package relay.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.consent.ConsentLaboratory.HERE;
import static relay.domain.consent.ConsentLaboratory.OFFERS;
import static relay.domain.contacts.Contacts.NEWS;
import static relay.domain.contacts.Contacts.WEEKLY;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.LedgerNote;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactFrequency;
import relay.domain.contacts.Withdrawals;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.Lane;
import relay.domain.suppression.BounceOutcome;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.unsubscribe.LinkOutcome;

class PreferenceDoorTest {
  private static final PreferenceWish ALL_OFF =
      new PreferenceWish(Set.of(), Set.of(), Optional.empty(), true);
  private final ConsentLaboratory laboratory = new ConsentLaboratory();

  private PreferenceView look() {
    return laboratory.preferences.look(laboratory.preferenceWord(), HERE).view().orElseThrow();
  }

  private PreferenceView save(PreferenceWish wish) {
    var answer = laboratory.preferences.save(laboratory.preferenceWord(), wish, HERE);
    assertThat(answer.outcome()).isEqualTo(LinkOutcome.DONE);
    return answer.view().orElseThrow();
  }

  private static PreferenceWish turn(Set<String> on) {
    return new PreferenceWish(Set.of("offers"), on, Optional.empty(), false);
  }

  @Test
  void shouldShowPublicListsOnly() {
    laboratory.chose(NEWS, ConsentState.CONFIRMED);

    assertThat(look().lists()).containsExactly(new PreferenceView.Item(OFFERS, false, false));
    assertThat(look().frequency()).isEqualTo(ContactFrequency.NORMAL);
  }

  @Test
  void shouldTellWhatWaitsForAConfirmation() {
    laboratory.says(OFFERS, ConsentState.PENDING);

    assertThat(look().lists()).containsExactly(new PreferenceView.Item(OFFERS, false, true));
  }

  @Test
  void shouldTurnAListOnWithAProof() {
    PreferenceView after = save(turn(Set.of("offers")));

    assertThat(after.lists()).containsExactly(new PreferenceView.Item(OFFERS, true, false));
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.CONFIRMED);
    Consent proof = laboratory.contacts.proofs("acme", laboratory.ann.id()).orElseThrow().get(0);
    assertThat(proof.source()).isEqualTo(ConsentSource.PREFERENCES);
    assertThat(proof.wording()).isEqualTo("list offers version 2");
    assertThat(proof.ip()).contains(HERE.getHostAddress());
  }

  @Test
  void shouldTurnAListOffAndBackOn() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);

    save(turn(Set.of()));
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.UNSUBSCRIBED);
    save(turn(Set.of("offers")));

    assertThat(laboratory.state(OFFERS)).contains(ConsentState.CONFIRMED);
  }

  @Test
  void shouldTouchNoListThatWasNotOnThePage() {
    laboratory.chose(NEWS, ConsentState.CONFIRMED);
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);

    save(new PreferenceWish(Set.of(), Set.of(), Optional.empty(), false));
    save(new PreferenceWish(Set.of("news", "nix"), Set.of("nix"), Optional.empty(), false));

    assertThat(laboratory.state(NEWS)).contains(ConsentState.CONFIRMED);
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.CONFIRMED);
  }

  @Test
  void shouldPutNobodyOnAListThatIsNotPublic() {
    save(new PreferenceWish(Set.of("weekly"), Set.of("weekly"), Optional.empty(), false));

    assertThat(laboratory.state(WEEKLY)).isEmpty();
  }

  @Test
  void shouldKeepTheFrequency() {
    PreferenceView after =
        save(new PreferenceWish(Set.of(), Set.of(), Optional.of(ContactFrequency.MONTHLY), false));

    assertThat(after.frequency()).isEqualTo(ContactFrequency.MONTHLY);
    assertThat(laboratory.ann().frequency()).isEqualTo(ContactFrequency.MONTHLY);
  }

  @Test
  void shouldLeaveEveryListAndHoldBulkMailBackWhenAllIsTurnedOff() {
    laboratory.chose(NEWS, ConsentState.CONFIRMED);
    laboratory.says(WEEKLY, ConsentState.PENDING);

    save(ALL_OFF);

    assertThat(laboratory.state(NEWS)).contains(ConsentState.UNSUBSCRIBED);
    assertThat(laboratory.state(WEEKLY)).contains(ConsentState.UNSUBSCRIBED);
    assertThat(laboratory.state(OFFERS)).as("was never on it").isEmpty();
    assertThat(laboratory.isHeldBack(Lane.BULK)).isTrue();
    assertThat(laboratory.isHeldBack(Lane.TRANSACTIONAL)).isFalse();
  }

  @Test
  void shouldHoldNothingBackAnyMoreWhenSomethingIsTurnedOnAgain() {
    save(ALL_OFF);

    PreferenceView after = save(turn(Set.of("offers")));

    assertThat(laboratory.isHeldBack(Lane.BULK)).isFalse();
    assertThat(after.isHeldBack()).isFalse();
  }

  @Test
  void shouldStayOffWhenOnlyTheFrequencyIsSaved() {
    save(ALL_OFF);

    save(turn(Set.of()));

    assertThat(laboratory.isHeldBack(Lane.BULK)).isTrue();
  }

  @Test
  void shouldKeepWhatBouncesAndComplaintsSay() {
    laboratory.suppressions.suppress(
        "ann@example.org", SuppressionScope.ofBulk("acme"), SuppressionReason.COMPLAINT);

    save(ALL_OFF);
    save(turn(Set.of("offers")));

    assertThat(laboratory.isHeldBack(Lane.BULK)).isTrue();
  }

  @Test
  void shouldTellWhenAListIsOnAndItsMailIsHeldBack() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    laboratory.unsubscribed("bulk");

    assertThat(look().isHeldBack()).isTrue();
    assertThat(save(turn(Set.of("offers"))).isHeldBack()).isFalse();
  }

  @Test
  void shouldKeepAStreamOfOtherListsLeft() {
    laboratory.listsIn.put("bulk", Set.of("news"));
    laboratory.unsubscribed("bulk");

    PreferenceView after = save(turn(Set.of("offers")));

    assertThat(after.isHeldBack()).as("mail of offers").isFalse();
    assertThat(laboratory.isHeldBack(Lane.BULK)).as("mail of news").isTrue();
  }

  @Test
  void shouldTouchNoWishAboutMailThatIsNoBulk() {
    laboratory.suppressions.suppress(
        "ann@example.org",
        SuppressionScope.ofStream("acme", "transactional"),
        SuppressionReason.UNSUBSCRIBED);

    save(turn(Set.of("offers")));

    assertThat(laboratory.isHeldBack(Lane.TRANSACTIONAL)).isTrue();
  }

  @Test
  void shouldRefuseLinksThatAreNotOursOrTooOldAndChangeNothing() {
    laboratory.chose(NEWS, ConsentState.CONFIRMED);
    String word = laboratory.preferenceWord();
    laboratory.passDays(91);

    assertThat(laboratory.preferences.save(word, ALL_OFF, HERE).outcome())
        .isEqualTo(LinkOutcome.EXPIRED);
    assertThat(laboratory.preferences.save(laboratory.confirmWord(), ALL_OFF, HERE).outcome())
        .isEqualTo(LinkOutcome.FORGED);
    assertThat(laboratory.state(NEWS)).contains(ConsentState.CONFIRMED);
    assertThat(laboratory.isHeldBack(Lane.BULK)).isFalse();
  }

  @Test
  void shouldBeForgottenWithItsContact() {
    laboratory.forget();

    assertThat(laboratory.preferences.look(laboratory.preferenceWord(), HERE).outcome())
        .isEqualTo(LinkOutcome.FORGOTTEN);
  }

  @Test
  void shouldAskToComeAgainWhileTheDatabaseIsAway() {
    laboratory.suppressions.isDatabaseDown = true;

    assertThat(laboratory.preferences.save(laboratory.preferenceWord(), ALL_OFF, HERE).outcome())
        .isEqualTo(LinkOutcome.LATER);
  }

  @Test
  void shouldTellByWhichMailSomebodyCameWhoLeftItsList() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    laboratory.mailOfList("offers");

    save(turn(Set.of()));

    assertThat(laboratory.events).hasSize(1);
    MailEvent told = laboratory.events.get(0);
    LedgerNote note = LedgerNote.of(told).orElseThrow();
    assertThat(note.mail()).isEqualTo(laboratory.mail);
    assertThat(note.leaves()).isTrue();
    assertThat(told.details())
        .containsEntry(EventField.SOURCE, "preferences")
        .containsEntry(EventField.CAMPAIGN, "spring")
        .containsEntry(EventField.LIST, "offers")
        .containsEntry(EventField.CLIENT, "127.0.0.0");
  }

  @Test
  void shouldTellOfHimOnceHoweverOftenHePressesAndWhateverElseHeTurnsOff() {
    laboratory.chose(NEWS, ConsentState.CONFIRMED);
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    laboratory.mailOfList("offers");

    save(turn(Set.of()));
    save(turn(Set.of()));
    save(ALL_OFF);

    assertThat(laboratory.events).hasSize(1);
  }

  @Test
  void shouldCountWhoTurnsEverythingOffForAListThatIsNotOnThePage() {
    laboratory.chose(NEWS, ConsentState.CONFIRMED);
    laboratory.mailOfList("news");

    save(ALL_OFF);

    assertThat(laboratory.events).hasSize(1);
  }

  @Test
  void shouldHoldItAgainstNoMailOfAnotherListOrOfNone() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    laboratory.mailOfList("news");
    save(turn(Set.of()));
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    laboratory.sent.clear();
    save(turn(Set.of()));

    assertThat(laboratory.events).isEmpty();
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.UNSUBSCRIBED);
  }

  @Test
  void shouldLeaveTheStreamToWhoeverStaysOnOtherLists() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    laboratory.mailOfList("offers");
    save(turn(Set.of()));
    MailEvent told = laboratory.events.get(0);

    assertThat(BounceOutcome.of(new RecordedEvent("1", false, told, ""))).isEmpty();
    laboratory.says(OFFERS, ConsentState.CONFIRMED);
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    new Withdrawals(laboratory.contacts).follow(FeedbackEvent.in(told).orElseThrow());
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.CONFIRMED);
  }

  @Test
  void shouldChangeNothingThatTheJournalCannotTell() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    laboratory.mailOfList("offers");
    laboratory.isJournalFull = true;

    assertThat(
            laboratory
                .preferences
                .save(laboratory.preferenceWord(), turn(Set.of()), HERE)
                .outcome())
        .isEqualTo(LinkOutcome.LATER);
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.CONFIRMED);
  }
}
