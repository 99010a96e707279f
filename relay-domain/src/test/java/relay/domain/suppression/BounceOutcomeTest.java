package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.suppression.BounceOutcome.Kind;

class BounceOutcomeTest {
  @Test
  void shouldReadARefusalWithItsEvidence() {
    BounceOutcome outcome =
        of(
                EventType.BOUNCED,
                EventField.REASON,
                "recipient_unknown",
                EventField.STATUS,
                "5.1.1",
                EventField.REPLY,
                "550 5.1.1 No such user",
                EventField.HOST,
                "gmail-smtp-in.l.google.com",
                EventField.TENANT,
                "acme",
                EventField.STREAM,
                "news")
            .orElseThrow();

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.about()).isEqualTo(ReplyClass.RECIPIENT_UNKNOWN);
    assertThat(outcome.hasStatus()).isTrue();
    assertThat(outcome.owner().tenant()).isEqualTo("acme");
    assertThat(outcome.evidence().replyClass()).isEqualTo("recipient_unknown");
    assertThat(outcome.evidence().provider()).isEqualTo("google");
    assertThat(outcome.evidence().event()).isEqualTo("event1");
    assertThat(outcome.evidence().text()).isEqualTo("550 5.1.1 No such user");
  }

  @Test
  void shouldNameAllKindsOfEventsThatCanBeOne() {
    for (EventType type : EventType.values()) {
      boolean isOne =
          Stream.of("recipient_unknown", "mailbox_full")
              .anyMatch(
                  reason ->
                      of(
                              type,
                              EventField.REASON,
                              reason,
                              EventField.CLASS,
                              "RECIPIENT_UNKNOWN",
                              EventField.HARD,
                              true)
                          .isPresent());

      assertThat(BounceOutcome.TYPES.contains(type)).as(type.name()).isEqualTo(isOne);
    }
  }

  @Test
  void shouldTakeACauseOfOurOwnForNothing() {
    assertThat(of(EventType.BOUNCED, EventField.REASON, "stopped")).isEmpty();
    assertThat(of(EventType.BOUNCED, EventField.REASON, "suppressed")).isEmpty();
    assertThat(of(EventType.BOUNCED, EventField.REASON, "not_secure")).isEmpty();
    assertThat(
            of(EventType.BOUNCED, EventField.REASON, "recipient_unknown", EventField.BRAKE, "b1"))
        .isEmpty();
    assertThat(of(EventType.DEFERRED, EventField.REASON, "greylisted")).isEmpty();
  }

  @Test
  void shouldSeeAMailboxThatWasFullToTheEnd() {
    assertThat(
            of(
                    EventType.EXPIRED,
                    EventField.REASON,
                    "expired",
                    EventField.STATUS,
                    "4.2.2",
                    EventField.REPLY,
                    "452 4.2.2 Over quota")
                .map(BounceOutcome::about))
        .contains(ReplyClass.MAILBOX_FULL);
    assertThat(
            of(
                    EventType.EXPIRED,
                    EventField.REASON,
                    "expired",
                    EventField.REPLY,
                    "451 4.4.7 No attempt could be made in time",
                    EventField.LOCAL_REPLY,
                    true)
                .map(BounceOutcome::about))
        .contains(ReplyClass.EXPIRED);
    assertThat(of(EventType.DEFERRED, EventField.REASON, "mailbox_full").map(BounceOutcome::kind))
        .contains(Kind.PUT_OFF);
  }

  @Test
  void shouldReadWhatCameBackLater() {
    assertThat(
            of(
                    EventType.OUT_OF_BAND_BOUNCE,
                    EventField.CLASS,
                    "RECIPIENT_UNKNOWN",
                    EventField.HARD,
                    true,
                    EventField.DIAGNOSTIC,
                    "smtp; 550 no such user")
                .orElseThrow())
        .satisfies(
            outcome -> {
              assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
              assertThat(outcome.about()).isEqualTo(ReplyClass.RECIPIENT_UNKNOWN);
              assertThat(outcome.evidence().text()).isEqualTo("smtp; 550 no such user");
            });
    assertThat(
            of(
                    EventType.OUT_OF_BAND_BOUNCE,
                    EventField.CLASS,
                    "mailbox-full",
                    EventField.HARD,
                    false)
                .map(BounceOutcome::kind))
        .contains(Kind.GIVEN_UP);
    assertThat(of(EventType.UNSUBSCRIBED).map(BounceOutcome::kind)).contains(Kind.UNSUBSCRIBED);
    assertThat(of(EventType.COMPLAINED, EventField.FEEDBACK_TYPE, "abuse").map(BounceOutcome::kind))
        .contains(Kind.COMPLAINED);
    assertThat(of(EventType.COMPLAINED, EventField.FEEDBACK_TYPE, "not-spam")).isEmpty();
  }

  @Test
  void shouldKeepTheWordsOfAMailThatCameBackAndWhoseTheyAre() {
    var evidence =
        of(
                EventType.OUT_OF_BAND_BOUNCE,
                EventField.CLASS,
                "recipient_unknown",
                EventField.HARD,
                true,
                EventField.REPLY,
                "550",
                EventField.DIAGNOSTIC,
                "550-5.1.1 The email account does not exist https://support.google.com/mail/?p=NoSuchUser")
            .orElseThrow()
            .evidence();

    assertThat(evidence.text()).startsWith("550-5.1.1 The email account");
    assertThat(evidence.provider()).isEqualTo("google");
    assertThat(
            of(
                    EventType.OUT_OF_BAND_BOUNCE,
                    EventField.REPLY,
                    "550",
                    EventField.DIAGNOSTIC,
                    "no such user")
                .orElseThrow()
                .evidence()
                .text())
        .isEqualTo("550 no such user");
  }

  @ParameterizedTest
  @EnumSource(
      value = EventType.class,
      names = {"RECEIVED", "ATTEMPTED", "HELD", "SUPPRESSED", "REPORTED", "ANSWERED", "SPLIT"})
  void shouldTakeOtherEventsForNothing(EventType type) {
    assertThat(of(type, EventField.REASON, "recipient_unknown")).isEmpty();
  }

  @Test
  void shouldTakeAnEventAboutNobodyForNothing() {
    MailEvent event =
        new MailEvent(
            EventType.DELIVERED, NOON, Optional.empty(), 0, 1, Optional.empty(), Map.of());

    assertThat(BounceOutcome.of(new RecordedEvent("event1", false, event, ""))).isEmpty();
  }

  private static Optional<BounceOutcome> of(EventType type, Object... pairs) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      details.put((String) pairs[i], pairs[i + 1]);
    }
    MailEvent event =
        new MailEvent(
            type,
            NOON,
            Optional.of(QueueId.next(NOON, () -> 1L)),
            0,
            1,
            Optional.of(EmailAddress.parse("bob@example.org")),
            details);
    return BounceOutcome.of(new RecordedEvent("event1", false, event, ""));
  }
}
