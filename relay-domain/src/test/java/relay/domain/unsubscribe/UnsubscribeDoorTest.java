package relay.domain.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.unsubscribe.UnsubscribeLaboratory.HERE;
import static relay.domain.unsubscribe.UnsubscribeLaboratory.NEWS;
import static relay.domain.unsubscribe.UnsubscribeLaboratory.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.contacts.ConsentState;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.feedback.event.SentMail;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;

class UnsubscribeDoorTest {
  private final UnsubscribeLaboratory laboratory = new UnsubscribeLaboratory();
  private final UnsubscribeDoor door = laboratory.door;

  @Test
  void shouldHoldBackTheRecipientOfTheTokenFromItsStreamAtOnce() {
    assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.DONE);

    assertThat(laboratory.isHeldBack()).isTrue();
    assertThat(laboratory.isHeldBack("bob@example.org", new MailOwner("acme", "receipts", "")))
        .isFalse();
    assertThat(laboratory.isHeldBack("bob@example.org", new MailOwner("other", "news", "")))
        .isFalse();
    assertThat(laboratory.isHeldBack("al@example.org", NEWS)).isFalse();
  }

  @Test
  void shouldHaveItOnDiskWithWhomAndBecauseOfWhat() {
    click(laboratory.token());

    MailEvent event = laboratory.events().get(0);
    FeedbackEvent told = FeedbackEvent.in(event).orElseThrow();
    assertThat(told.type()).isEqualTo(EventType.UNSUBSCRIBED);
    assertThat(told.mail()).isEqualTo(laboratory.mail);
    assertThat(told.recipient()).contains(EmailAddress.parse("bob@example.org"));
    assertThat(told.owner()).isEqualTo(new MailOwner("acme", "news", ""));
    assertThat(told.source()).isEqualTo("http");
    assertThat(told.token()).isEqualTo(laboratory.token());
    assertThat(told.kind()).isEqualTo("unsubscribe");
    assertThat(event.at()).isEqualTo(NOON);
  }

  @Test
  void shouldBeUnderstoodByTheRulesOfSuppression() {
    click(laboratory.token());

    var recorded = new RecordedEvent("event1", false, laboratory.events().get(0), "");
    var outcome = relay.domain.suppression.BounceOutcome.of(recorded).orElseThrow();

    assertThat(outcome.kind()).isEqualTo(relay.domain.suppression.BounceOutcome.Kind.UNSUBSCRIBED);
    assertThat(outcome.owner().stream()).isEqualTo("news");
  }

  @Test
  void shouldChangeNothingByLooking() {
    assertThat(door.look(laboratory.token(), HERE)).isEqualTo(LinkOutcome.DONE);

    assertThat(laboratory.isHeldBack()).isFalse();
    assertThat(laboratory.events()).isEmpty();
  }

  @Test
  void shouldLookWithoutDatabaseAndJournal() {
    laboratory.isDatabaseDown = true;
    laboratory.isJournalFull = true;

    assertThat(door.look(laboratory.token(), HERE)).isEqualTo(LinkOutcome.DONE);
    assertThat(door.look("nonsense", HERE)).isEqualTo(LinkOutcome.FORGED);
  }

  @Test
  void shouldDoItOnceHoweverOftenItIsAskedFor() {
    for (int i = 0; i < 10; i++) {
      assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.DONE);
    }

    assertThat(laboratory.events()).hasSize(1);
  }

  @Test
  void shouldRecordTheWishAlsoOfWhoIsSuppressedForAnotherReason() {
    laboratory.list.suppress(
        "bob@example.org", SuppressionScope.ofBulk("acme"), SuppressionReason.COMPLAINT);
    laboratory.list.suppress(
        "bob@example.org", SuppressionScope.ofStream("acme", "news"), SuppressionReason.MANUAL);

    click(laboratory.token());

    assertThat(laboratory.events()).hasSize(1);
  }

  @Test
  void shouldDoItAnewAfterItWasTakenBack() {
    click(laboratory.token());
    laboratory.list.removeAll(
        relay.domain.suppression.SuppressionFilter.ALL, new relay.domain.audit.Actor("al", "here"));
    assertThat(laboratory.isHeldBack()).isFalse();

    click(laboratory.token());

    assertThat(laboratory.isHeldBack()).isTrue();
    assertThat(laboratory.events()).hasSize(2);
  }

  @Test
  void shouldEndTheConsentToTheListOfItsMailAtOnce() {
    laboratory.mailOfList("news");

    assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.DONE);

    assertThat(laboratory.consents()).containsEntry("news", ConsentState.UNSUBSCRIBED);
    assertThat(laboratory.events().get(0).details())
        .containsEntry(EventField.LIST, "news")
        .containsEntry(EventField.CAMPAIGN, "spring")
        .containsEntry(EventField.CLIENT, "127.0.0.0");
  }

  @Test
  void shouldEndTheConsentOnceHoweverOftenItIsAskedFor() {
    laboratory.mailOfList("news");

    click(laboratory.token());
    click(laboratory.token());

    assertThat(laboratory.events()).hasSize(1);
  }

  @Test
  void shouldEndTheConsentToASecondListOfAStreamThatWasLeftBefore() {
    laboratory.mailOfList("news");
    click(laboratory.token());
    laboratory.mailOfList("weekly");

    click(laboratory.token());

    assertThat(laboratory.consents()).containsEntry("weekly", ConsentState.UNSUBSCRIBED);
    assertThat(laboratory.events()).hasSize(2);
  }

  @Test
  void shouldHoldBackAlsoWhileTheConsentCannotBeChanged() {
    laboratory.mailOfList("news");
    laboratory.isContactsDown = true;

    assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.DONE);

    assertThat(laboratory.isHeldBack()).isTrue();
    assertThat(laboratory.consents()).containsEntry("news", ConsentState.CONFIRMED);
    assertThat(laboratory.events()).as("what whoever reads the journal goes by").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "../../../etc/passwd",
        "2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ünsubscribe"
      })
  void shouldChangeNothingForAForgedTokenAndCountIt(String token) {
    assertThat(click(token)).isEqualTo(LinkOutcome.FORGED);

    assertThat(laboratory.events()).isEmpty();
    assertThat(laboratory.list.current().isEmpty()).isTrue();
    assertThat(laboratory.ignored()).hasSize(1);
    assertThat(laboratory.ignored().get(0).details())
        .containsEntry(EventField.SOURCE, "http")
        .containsEntry(EventField.CLIENT, HERE.getHostAddress())
        .doesNotContainKey(EventField.TOKEN);
  }

  @Test
  void shouldChangeNothingForATokenOfWhichOneCharacterIsWrong() {
    String token = laboratory.token();
    for (int at = 0; at < token.length(); at += 5) {
      char other = token.charAt(at) == 'a' ? 'b' : 'a';
      String changed = token.substring(0, at) + other + token.substring(at + 1);

      assertThat(click(changed)).as(changed).isNotEqualTo(LinkOutcome.DONE);
    }
    assertThat(laboratory.events()).isEmpty();
  }

  @Test
  void shouldTakeATokenThatWasWrittenInCapitals() {
    String token = laboratory.token().toUpperCase(java.util.Locale.ROOT);

    assertThat(click(token)).isEqualTo(LinkOutcome.DONE);
  }

  @Test
  void shouldNotCountWhatIsTooOld() {
    String token = laboratory.token();
    laboratory.passDays(91);

    assertThat(door.look(token, HERE)).isEqualTo(LinkOutcome.EXPIRED);
    assertThat(click(token)).isEqualTo(LinkOutcome.EXPIRED);

    assertThat(laboratory.events()).isEmpty();
    assertThat(laboratory.ignored().get(0).details()).containsEntry(EventField.TOKEN, token);
  }

  @Test
  void shouldAskToComeAgainForAMailThatIsNotOnRecordYet() {
    QueueId young = QueueId.next(NOON.minusSeconds(2), new Random(8));

    assertThat(click(laboratory.tokens.make(young, 0))).isEqualTo(LinkOutcome.LATER);

    laboratory.sent.put(young, new SentMail(young, NEWS, List.of("bob@example.org")));
    assertThat(click(laboratory.tokens.make(young, 0))).isEqualTo(LinkOutcome.DONE);
  }

  @Test
  void shouldSayThatItIsForgottenWhoseMailItWas() {
    QueueId old = QueueId.next(NOON.minus(Duration.ofDays(80)), new Random(8));

    assertThat(click(laboratory.tokens.make(old, 0))).isEqualTo(LinkOutcome.FORGOTTEN);
    // an erased address leaves no address behind
    laboratory.sent.put(old, new SentMail(old, NEWS, List.of("")));
    assertThat(click(laboratory.tokens.make(old, 0))).isEqualTo(LinkOutcome.FORGOTTEN);
    assertThat(laboratory.events()).isEmpty();
  }

  @Test
  void shouldTakeATokenOfAWholeMailOnlyWhereItHadOneRecipient() {
    assertThat(click(laboratory.wholeMailToken(laboratory.mail))).isEqualTo(LinkOutcome.FORGOTTEN);

    laboratory.sent.put(
        laboratory.mail, new SentMail(laboratory.mail, NEWS, List.of("bob@example.org")));
    assertThat(click(laboratory.wholeMailToken(laboratory.mail))).isEqualTo(LinkOutcome.DONE);
  }

  @Test
  void shouldPromiseNothingWhileDatabaseOrJournalAreAway() {
    laboratory.isDatabaseDown = true;
    assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.LATER);
    laboratory.isDatabaseDown = false;
    laboratory.isJournalFull = true;
    assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.LATER);
    assertThat(click("nonsense")).isEqualTo(LinkOutcome.LATER);
    assertThat(laboratory.isHeldBack()).isFalse();

    laboratory.isJournalFull = false;
    assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.DONE);
  }

  @Test
  void shouldWorkOnAsManyAtATimeAsItMay() {
    LinkOutcome[] second = new LinkOutcome[1];
    laboratory.whileWorking =
        () -> {
          laboratory.whileWorking = () -> {};
          second[0] = click(laboratory.tokens.make(laboratory.mail, 1));
        };

    assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.DONE);

    assertThat(second[0]).isEqualTo(LinkOutcome.LATER);
    assertThat(click(laboratory.tokens.make(laboratory.mail, 1))).isEqualTo(LinkOutcome.DONE);
  }

  @Test
  void shouldStopCountingWrongLinksOfWhoTriesTooMany() {
    for (int i = 0; i < UnsubscribeLaboratory.WRONG_PER_MINUTE; i++) {
      assertThat(click("nonsense" + i)).isEqualTo(LinkOutcome.FORGED);
    }

    assertThat(click("nonsense")).isEqualTo(LinkOutcome.TOO_MANY);
    assertThat(door.look("nonsense", HERE)).isEqualTo(LinkOutcome.TOO_MANY);
    assertThat(laboratory.ignored()).hasSize(UnsubscribeLaboratory.WRONG_PER_MINUTE);
    assertThat(click(laboratory.token())).isEqualTo(LinkOutcome.DONE);

    laboratory.passSeconds(60);
    assertThat(click("nonsense")).isEqualTo(LinkOutcome.FORGED);
  }

  @Test
  void shouldHoldBackAnAddressInAnyCaseOfLetters() {
    laboratory.sent.put(
        laboratory.mail, new SentMail(laboratory.mail, NEWS, List.of("Bob@Example.ORG")));

    click(laboratory.token());

    assertThat(laboratory.isHeldBack()).isTrue();
    assertThat(Optional.of(laboratory.events().get(0)).flatMap(MailEvent::recipient))
        .map(EmailAddress::toString)
        .contains("Bob@example.org");
  }

  private LinkOutcome click(String token) {
    return door.unsubscribe(token, HERE);
  }
}
