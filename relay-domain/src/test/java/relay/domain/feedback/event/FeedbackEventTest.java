package relay.domain.feedback.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.feedback.mail.RecipientVerdict;
import relay.domain.journal.EventField;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

class FeedbackEventTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueueId MAIL = QueueId.next(NOON, () -> 7L);
  private static final QueueId REPORT = QueueId.next(NOON, () -> 8L);
  private static final EmailAddress BOB = EmailAddress.parse("bob@b.example");
  private static final MailOwner SHOP = new MailOwner("shop", "news", "");

  @Test
  void shouldTellABounceThatCameLaterInTheWordsOfTheJournal() {
    var words =
        new RecipientVerdict(
            "bob@b.example", "5.1.1", "550", "RECIPIENT_UNKNOWN", true, "550 5.1.1 no Bob");

    MailEvent event = bounce(words).event();

    assertThat(event.type()).isEqualTo(EventType.OUT_OF_BAND_BOUNCE);
    assertThat(event.mail()).contains(MAIL);
    assertThat(event.recipient()).contains(BOB);
    assertThat(event.details())
        .isEqualTo(
            Map.of(
                "tenant", "shop",
                "stream", "news",
                "kind", "bounce",
                "class", "RECIPIENT_UNKNOWN",
                "hard", true,
                "status", "5.1.1",
                "reply", "550",
                "diagnostic", "550 5.1.1 no Bob",
                "source", "mail",
                "feedback", REPORT.text()));
  }

  @Test
  void shouldNameTheAddressOfTheReportWhenItIsAnother() {
    var words = new RecipientVerdict("robert@c.example", "", "", "MAILBOX_FULL", false, "");

    MailEvent event = bounce(words).event();

    assertThat(event.recipient()).contains(BOB);
    assertThat(event.details())
        .containsEntry(EventField.REPORTED_ADDRESS, "robert@c.example")
        .containsEntry(EventField.HARD, false);
  }

  @ParameterizedTest
  @EnumSource(
      value = EventType.class,
      names = {"OUT_OF_BAND_BOUNCE", "COMPLAINED", "UNSUBSCRIBED", "ANSWERED"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldBeNoOtherEvent(EventType type) {
    var event = new MailEvent(type, NOON, Optional.of(MAIL), 0, 0, Optional.of(BOB), Map.of());

    assertThat(FeedbackEvent.in(event)).isEmpty();
    assertThatThrownBy(() -> event(type, FeedbackEvent.NO_WORDS, "bounce", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no feedback");
  }

  @Test
  void shouldCallOnlyABounceHard() {
    var hard = new RecipientVerdict("", "", "", "RECIPIENT_UNKNOWN", true, "");

    assertThat(bounce(hard).isHard()).isTrue();
    assertThat(bounce(FeedbackEvent.NO_WORDS).isHard()).isFalse();
    assertThat(event(EventType.COMPLAINED, hard, "feedback", "abuse").isHard()).isFalse();
  }

  @Test
  void shouldComeBackFromALineOfTheJournalAsItWas() {
    Chance.rounds(
        300,
        random -> {
          FeedbackEvent told = any(random);

          byte[] line = EventJson.line("id", told.event());
          MailEvent read = new EventJson().read(line, 0, line.length).event();

          assertThat(FeedbackEvent.in(read)).contains(told);
        });
  }

  private static FeedbackEvent any(Random random) {
    EventType type =
        Chance.oneOf(
            random,
            EventType.OUT_OF_BAND_BOUNCE,
            EventType.COMPLAINED,
            EventType.UNSUBSCRIBED,
            EventType.ANSWERED);
    boolean bounce = type == EventType.OUT_OF_BAND_BOUNCE;
    Optional<EmailAddress> recipient = random.nextBoolean() ? Optional.of(BOB) : Optional.empty();
    var words =
        new RecipientVerdict(
            recipient.isPresent()
                ? Chance.oneOf(random, BOB.toString(), "x@y.example")
                : Chance.oneOf(random, "", "x@y.example"),
            Chance.oneOf(random, "", "5.1.1"),
            Chance.oneOf(random, "", "550"),
            bounce ? Chance.oneOf(random, "UNKNOWN", "MAILBOX_FULL") : "",
            bounce && random.nextBoolean(),
            Chance.oneOf(random, "", "\"quoted\" \u00e9\u2028 text"));
    return new FeedbackEvent(
        type,
        NOON,
        MAIL,
        recipient,
        SHOP,
        Chance.oneOf(random, "bounce", "feedback", "auto-reply"),
        words,
        Chance.oneOf(random, "", "abuse"),
        Chance.oneOf(random, "", "abcdefghijklmnopqrstuvwxyz234567"),
        Chance.oneOf(random, "mail", "http"),
        random.nextBoolean() ? Optional.of(REPORT) : Optional.empty(),
        new FeedbackEvent.Farewell(
            Chance.oneOf(random, "", "news"), Chance.oneOf(random, "", "192.0.2.0")));
  }

  private static FeedbackEvent bounce(RecipientVerdict words) {
    return event(EventType.OUT_OF_BAND_BOUNCE, words, "bounce", "");
  }

  private static FeedbackEvent event(
      EventType type, RecipientVerdict words, String kind, String feedbackType) {
    return new FeedbackEvent(
        type,
        NOON,
        MAIL,
        Optional.of(BOB),
        SHOP,
        kind,
        words,
        feedbackType,
        "",
        "mail",
        Optional.of(REPORT),
        FeedbackEvent.Farewell.NONE);
  }
}
