package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.contacts.ConsentSource.API;
import static relay.domain.contacts.ConsentSource.FORM;
import static relay.domain.contacts.ConsentSource.IMPORT;
import static relay.domain.contacts.ConsentSource.LINK;
import static relay.domain.contacts.ConsentSource.NO_ANSWER;
import static relay.domain.contacts.ConsentSource.ONE_CLICK;
import static relay.domain.contacts.ConsentSource.PREFERENCES;
import static relay.domain.contacts.ConsentSource.RENEWAL;
import static relay.domain.contacts.ConsentState.CONFIRMED;
import static relay.domain.contacts.ConsentState.PENDING;
import static relay.domain.contacts.ConsentState.UNSUBSCRIBED;
import static relay.domain.contacts.Contacts.NEWS;
import static relay.domain.contacts.Contacts.WEEKLY;
import static relay.domain.contacts.Contacts.consent;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentRulesTest {
  @Test
  void shouldConfirmAtOnceOnAListThatAsksNobody() {
    assertThat(state(judge(NEWS, null, CONFIRMED, API))).isEqualTo(CONFIRMED);
    assertThat(state(judge(NEWS, null, CONFIRMED, IMPORT))).isEqualTo(CONFIRMED);
    assertThat(state(judge(NEWS, PENDING, CONFIRMED, FORM))).isEqualTo(CONFIRMED);
  }

  @Test
  void shouldWaitForThePersonOnAListWithDoubleOptIn() {
    assertThat(state(judge(WEEKLY, null, CONFIRMED, API))).isEqualTo(PENDING);
    assertThat(state(judge(WEEKLY, null, CONFIRMED, FORM))).isEqualTo(PENDING);
    assertThat(state(judge(WEEKLY, PENDING, CONFIRMED, LINK))).isEqualTo(CONFIRMED);
    assertThat(state(judge(WEEKLY, null, CONFIRMED, PREFERENCES))).isEqualTo(CONFIRMED);
  }

  @Test
  void shouldMakeANewProofOfWhoSaysThatHeStillWantsAList() {
    assertThat(state(judge(NEWS, CONFIRMED, CONFIRMED, RENEWAL))).isEqualTo(CONFIRMED);
    assertThat(judge(NEWS, UNSUBSCRIBED, CONFIRMED, RENEWAL))
        .isInstanceOf(ConsentOutcome.Refused.class);
    assertThat(judge(NEWS, null, CONFIRMED, RENEWAL)).isInstanceOf(ConsentOutcome.Refused.class);
    assertThat(state(judge(NEWS, CONFIRMED, UNSUBSCRIBED, NO_ANSWER))).isEqualTo(UNSUBSCRIBED);
  }

  @Test
  void shouldTellThatSomebodyWaitsAlreadyWhoIsAskedForAgain() {
    assertThat(judge(WEEKLY, PENDING, CONFIRMED, API)).isEqualTo(new ConsentOutcome.Kept(PENDING));
    assertThat(judge(WEEKLY, PENDING, PENDING, FORM)).isEqualTo(new ConsentOutcome.Kept(PENDING));
  }

  @Test
  void shouldTakeTheProofOfAFileForSomebodyNewOnly() {
    Consent proven =
        new Consent("weekly", CONFIRMED, IMPORT, Contacts.NOON, Optional.empty(), "v2", "fair");

    assertThat(state(ConsentRules.judge(WEEKLY, Optional.empty(), proven))).isEqualTo(CONFIRMED);
    assertThat(ConsentRules.judge(WEEKLY, Optional.of(PENDING), proven))
        .as("who was asked here answers here")
        .isEqualTo(new ConsentOutcome.Kept(PENDING));
    assertThat(state(judge(WEEKLY, null, CONFIRMED, IMPORT)))
        .as("a file without the wording proves nothing")
        .isEqualTo(PENDING);
  }

  @ParameterizedTest
  @EnumSource(ConsentState.class)
  void shouldNeverBringAnybodyBackByAFile(ConsentState wish) {
    ConsentOutcome outcome = judge(NEWS, UNSUBSCRIBED, wish, IMPORT);

    if (wish == UNSUBSCRIBED) {
      assertThat(outcome).isEqualTo(new ConsentOutcome.Kept(UNSUBSCRIBED));
    } else {
      assertThat(outcome).isInstanceOf(ConsentOutcome.Refused.class);
      assertThat(((ConsentOutcome.Refused) outcome).why()).contains("list news", "form or a link");
    }
  }

  @Test
  void shouldLetThePersonComeBack() {
    assertThat(state(judge(NEWS, UNSUBSCRIBED, CONFIRMED, FORM))).isEqualTo(CONFIRMED);
    assertThat(state(judge(WEEKLY, UNSUBSCRIBED, CONFIRMED, FORM))).isEqualTo(PENDING);
    assertThat(state(judge(WEEKLY, UNSUBSCRIBED, CONFIRMED, PREFERENCES))).isEqualTo(CONFIRMED);
  }

  @Test
  void shouldConfirmByALinkOnlyWhatIsAsked() {
    assertThat(state(judge(WEEKLY, PENDING, CONFIRMED, LINK))).isEqualTo(CONFIRMED);
    assertThat(judge(WEEKLY, CONFIRMED, CONFIRMED, LINK))
        .isEqualTo(new ConsentOutcome.Kept(CONFIRMED));
    assertThat(judge(WEEKLY, UNSUBSCRIBED, CONFIRMED, LINK))
        .isInstanceOf(ConsentOutcome.Refused.class);
    assertThat(judge(WEEKLY, null, CONFIRMED, LINK)).isInstanceOf(ConsentOutcome.Refused.class);
  }

  @Test
  void shouldAskWhoBecomesPendingOnAListThatAsks() {
    assertThat(asks(Contacts.ASKING, null, FORM)).isTrue();
    assertThat(asks(Contacts.ASKING, null, API)).isTrue();
    assertThat(asks(Contacts.ASKING, CONFIRMED, FORM)).isFalse();
    assertThat(asks(WEEKLY, null, FORM)).as("nobody to ask").isFalse();
    assertThat(asks(NEWS, null, FORM)).isFalse();
  }

  @Test
  void shouldAskAgainWhoFillsInTheFormAgainButNotForAProgram() {
    assertThat(asks(Contacts.ASKING, PENDING, FORM)).isTrue();
    assertThat(asks(Contacts.ASKING, PENDING, API)).isFalse();
    assertThat(asks(Contacts.ASKING, PENDING, IMPORT)).isFalse();
  }

  private static boolean asks(ContactList list, ConsentState before, ConsentSource source) {
    Consent wish = consent(list, CONFIRMED, source);
    return ConsentRules.asks(
        list, wish, ConsentRules.judge(list, Optional.ofNullable(before), wish));
  }

  @ParameterizedTest
  @EnumSource(ConsentSource.class)
  void shouldLetEverybodyLeaveByWhateverWay(ConsentSource source) {
    for (ContactList list : new ContactList[] {NEWS, WEEKLY}) {
      assertThat(state(judge(list, null, UNSUBSCRIBED, source))).isEqualTo(UNSUBSCRIBED);
      assertThat(state(judge(list, PENDING, UNSUBSCRIBED, source))).isEqualTo(UNSUBSCRIBED);
      assertThat(state(judge(list, CONFIRMED, UNSUBSCRIBED, source))).isEqualTo(UNSUBSCRIBED);
      assertThat(judge(list, UNSUBSCRIBED, UNSUBSCRIBED, source))
          .isEqualTo(new ConsentOutcome.Kept(UNSUBSCRIBED));
    }
  }

  @ParameterizedTest
  @EnumSource(ConsentSource.class)
  void shouldKeepTheFirstProofOfWhoIsOnTheList(ConsentSource source) {
    if (source == ONE_CLICK || source == NO_ANSWER) {
      assertThat(judge(WEEKLY, CONFIRMED, CONFIRMED, source))
          .isInstanceOf(ConsentOutcome.Refused.class);
      return;
    }
    assertThat(judge(WEEKLY, CONFIRMED, PENDING, source))
        .isEqualTo(new ConsentOutcome.Kept(CONFIRMED));
    if (source != RENEWAL) {
      assertThat(judge(NEWS, CONFIRMED, CONFIRMED, source))
          .isEqualTo(new ConsentOutcome.Kept(CONFIRMED));
    }
  }

  @Test
  void shouldKeepAllOfTheProof() {
    Consent wish = consent(WEEKLY, CONFIRMED, FORM);

    var changed = (ConsentOutcome.Changed) ConsentRules.judge(WEEKLY, Optional.empty(), wish);

    assertThat(changed.consent())
        .isEqualTo(
            new Consent(
                "weekly", PENDING, FORM, wish.at(), wish.ip(), wish.wording(), wish.origin()));
  }

  private static ConsentOutcome judge(
      ContactList list, ConsentState before, ConsentState wish, ConsentSource source) {
    return ConsentRules.judge(list, Optional.ofNullable(before), consent(list, wish, source));
  }

  private static ConsentState state(ConsentOutcome outcome) {
    return ((ConsentOutcome.Changed) outcome).consent().state();
  }
}
