package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** What each event of the journal means for the ledger. */
class LedgerNoteTest {
  private static final QueueId MAIL = CampaignMailId.of(CampaignWorld.NOON, 1, 1);
  private static final EmailAddress BOB = EmailAddress.parse("bob@example.org");

  @ParameterizedTest
  @CsvSource({
    "DELIVERED, DELIVERED, ''",
    "DEFERRED, DEFERRED, recipient-unknown",
    "BOUNCED, BOUNCED, recipient-unknown",
    "EXPIRED, EXPIRED, recipient-unknown",
    "SUPPRESSED, SKIPPED, suppressed",
  })
  void shouldSayWhatBecameOfTheMail(EventType type, MailFate fate, String reason) {
    LedgerNote note =
        LedgerNote.of(event(type, EventField.REASON, "RECIPIENT_UNKNOWN")).orElseThrow();

    assertThat(note.fate()).contains(fate);
    assertThat(note.reason()).isEqualTo(reason);
    assertThat(note.mail()).isEqualTo(MAIL);
    assertThat(note.at()).isEqualTo(CampaignWorld.NOON);
    assertThat(note.complains() || note.leaves()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"BOUNCED", "EXPIRED"})
  void shouldTellWhatABrakeTookAwayFromWhatFailed(EventType type) {
    LedgerNote note =
        LedgerNote.of(event(type, EventField.BRAKE, "b1", EventField.BRAKE_KIND, "expire"))
            .orElseThrow();

    assertThat(note.fate()).contains(MailFate.DISCARDED);
    assertThat(note.reason()).isEqualTo("expire");
  }

  @Test
  void shouldCountABounceThatCameLaterByItsClass() {
    LedgerNote note =
        LedgerNote.of(event(EventType.OUT_OF_BAND_BOUNCE, EventField.CLASS, "MAILBOX_FULL"))
            .orElseThrow();

    assertThat(note.fate()).contains(MailFate.BOUNCED);
    assertThat(note.reason()).isEqualTo("mailbox-full");
  }

  @Test
  void shouldPutComplaintsAndLeavesBesideWhatBecameOfTheMail() {
    LedgerNote complaint =
        LedgerNote.of(event(EventType.COMPLAINED, EventField.FEEDBACK_TYPE, "abuse")).orElseThrow();
    LedgerNote leave = LedgerNote.of(event(EventType.UNSUBSCRIBED)).orElseThrow();

    assertThat(complaint.fate()).isEmpty();
    assertThat(complaint.complains()).isTrue();
    assertThat(complaint.leaves()).isFalse();
    assertThat(leave.fate()).isEmpty();
    assertThat(leave.complains()).isFalse();
    assertThat(leave.leaves()).isTrue();
  }

  @Test
  void shouldNotCountWhoSaysThatItWasNoSpam() {
    assertThat(LedgerNote.of(event(EventType.COMPLAINED, EventField.FEEDBACK_TYPE, "Not-Spam")))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void shouldAskTheJournalForExactlyWhatMeansSomething(EventType type) {
    assertThat(LedgerNote.of(event(type)).isPresent()).isEqualTo(LedgerNote.TYPES.contains(type));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void shouldMeanNothingWithoutMailOrRecipient(EventType type) {
    var nobody =
        new MailEvent(
            type, CampaignWorld.NOON, Optional.of(MAIL), 0, 1, Optional.empty(), Map.of());
    var nothing =
        new MailEvent(type, CampaignWorld.NOON, Optional.empty(), 0, 1, Optional.of(BOB), Map.of());

    assertThat(LedgerNote.of(nobody)).isEmpty();
    assertThat(LedgerNote.of(nothing)).isEmpty();
  }

  @Test
  void shouldBoundItsReason() {
    LedgerNote note =
        LedgerNote.of(event(EventType.BOUNCED, EventField.REASON, "x".repeat(500))).orElseThrow();

    assertThat(note.reason()).hasSize(40);
  }

  private static MailEvent event(EventType type, String... pairs) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      details.put(pairs[i], pairs[i + 1]);
    }
    return new MailEvent(
        type, CampaignWorld.NOON, Optional.of(MAIL), 0, 1, Optional.of(BOB), details);
  }
}
