package relay.domain.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.queue.EntryId;
import relay.domain.view.MessageStory;
import relay.domain.view.RecipientState;

class ReplayRuleTest {
  private static final DeadMail MAIL = Letters.mail(2, "bob@b.example", "eve@e.example");

  @ParameterizedTest
  @EnumSource(RecipientState.class)
  void shouldGiveBackOnlyWhatNobodyHasHadAnEndOf(RecipientState state) {
    Optional<String> objection = objection(MAIL, state, 2);

    assertThat(objection.isEmpty()).isEqualTo(state.isOpen());
    objection.ifPresent(why -> assertThat(why).contains("eve@e.example", state.label()));
  }

  @Test
  void shouldObjectWhenALaterAttemptIsOnRecord() {
    assertThat(objection(MAIL, RecipientState.DEFERRED, 1)).isEmpty();
    assertThat(objection(MAIL, RecipientState.DEFERRED, 2)).isEmpty();
    assertThat(objection(MAIL, RecipientState.DEFERRED, 3)).get().asString().contains("attempt 3");
  }

  @Test
  void shouldNotObjectWhenNothingIsOnRecordAnyMore() {
    assertThat(ReplayRule.objection(MAIL, Optional.empty())).isEmpty();
    assertThat(ReplayRule.objection(MAIL, Optional.of(Letters.story()))).isEmpty();
  }

  @Test
  void shouldCompareAddressesWithoutRegardToCase() {
    MessageStory story = Letters.story(Letters.row("EVE@E.example", RecipientState.DELIVERED, 1));

    assertThat(ReplayRule.objection(MAIL, Optional.of(story))).isPresent();
  }

  @Test
  void shouldNotCareForRecipientsThatThisCopyIsNotFor() {
    MessageStory story = Letters.story(Letters.row("joe@j.example", RecipientState.DELIVERED, 9));

    assertThat(ReplayRule.objection(MAIL, Optional.of(story))).isEmpty();
  }

  @Test
  void shouldLeaveMailForTheRelayToItsReaderWhichReadsNothingTwice() {
    DeadMail feedback =
        new DeadMail(
            new EntryId(Letters.MAIL, 0, 0),
            MAIL.lane(),
            MAIL.owner(),
            MAIL.envelope(),
            MAIL.acceptedAt(),
            MAIL.expiresAt(),
            Optional.of(":feedback"),
            true);

    assertThat(objection(feedback, RecipientState.DELIVERED, 1)).isEmpty();
  }

  private static Optional<String> objection(DeadMail mail, RecipientState state, int attempts) {
    return ReplayRule.objection(
        mail,
        Optional.of(
            Letters.story(
                Letters.row("bob@b.example", RecipientState.QUEUED, 0),
                Letters.row("eve@e.example", state, attempts))));
  }
}
