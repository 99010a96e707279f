package relay.domain.contacts.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.tracking.TrackedRecipient;
import relay.domain.tracking.VisitEvent;

class BehaviourNoteTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final QueueId MAIL = QueueId.of(NOON.toEpochMilli(), 7);
  private static final EmailAddress ANN = EmailAddress.parse("Ann@A.example");
  private static final String TEA = "https://a.example/tea";

  @Test
  void shouldTellOfBulkMailWhoGotIt() {
    BehaviourNote note = BehaviourNote.of(outcome(EventType.DELIVERED, Map.of())).orElseThrow();

    assertThat(note)
        .isEqualTo(
            new BehaviourNote(
                "acme",
                SuppressionSubject.parse("ann@a.example"),
                Instant.parse("2026-03-01T12:00:00.123Z"),
                BehaviourKind.DELIVERED,
                "",
                false));
  }

  @Test
  void shouldTellOfAMailThatCameToNothingThatItWasSent() {
    assertThat(BehaviourNote.of(outcome(EventType.BOUNCED, Map.of())).orElseThrow().what())
        .isEqualTo(BehaviourKind.SENT);
    assertThat(BehaviourNote.of(outcome(EventType.EXPIRED, Map.of())).orElseThrow().what())
        .isEqualTo(BehaviourKind.SENT);
  }

  @Test
  void shouldTellNothingOfWhatWasTakenAwayOrIsNoBulkMail() {
    assertThat(BehaviourNote.of(outcome(EventType.BOUNCED, Map.of(EventField.BRAKE, "b1"))))
        .isEmpty();
    assertThat(
            BehaviourNote.of(
                outcome(EventType.DELIVERED, Map.of(EventField.LANE, "transactional"))))
        .isEmpty();
    assertThat(BehaviourNote.of(outcome(EventType.DEFERRED, Map.of()))).isEmpty();
    assertThat(BehaviourNote.of(outcome(EventType.SUPPRESSED, Map.of()))).isEmpty();
  }

  @Test
  void shouldTellVisitsOfPeopleAlone() {
    assertThat(BehaviourNote.of(visit(true, false, false)).orElseThrow())
        .extracting(BehaviourNote::what, BehaviourNote::link, BehaviourNote::isTakenBack)
        .containsExactly(BehaviourKind.CLICKED, TEA, false);
    assertThat(BehaviourNote.of(visit(false, false, false)).orElseThrow().what())
        .isEqualTo(BehaviourKind.OPENED);
    assertThat(BehaviourNote.of(visit(true, true, false))).isEmpty();
  }

  @Test
  void shouldTakeBackWhatTurnsOutToBeAMachines() {
    assertThat(BehaviourNote.of(visit(true, true, true)).orElseThrow().isTakenBack()).isTrue();
  }

  @Test
  void shouldTellNobodyOfAVisitThatNamesNobody() {
    var event =
        new VisitEvent(
                true,
                NOON,
                new MailOwner("acme", "news", ""),
                Optional.empty(),
                TEA,
                1,
                false,
                "",
                false)
            .event();

    assertThat(BehaviourNote.of(event)).isEmpty();
  }

  private static MailEvent outcome(EventType type, Map<String, Object> more) {
    var details =
        new java.util.HashMap<String, Object>(
            Map.of(EventField.LANE, "bulk", EventField.TENANT, "acme", EventField.STREAM, "news"));
    details.putAll(more);
    return new MailEvent(type, NOON, Optional.of(MAIL), 0, 1, Optional.of(ANN), details);
  }

  private static MailEvent visit(boolean isClick, boolean isMachine, boolean isRevised) {
    return new VisitEvent(
            isClick,
            NOON,
            new MailOwner("acme", "news", ""),
            Optional.of(new TrackedRecipient(MAIL, ANN)),
            isClick ? TEA : "",
            isClick ? 1 : 0,
            isMachine,
            "",
            isRevised)
        .event();
  }
}
