package relay.domain.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.journal.EventField;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

class ToldEventTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueueId MAIL = QueueId.next(NOON, () -> 7L);
  private static final EmailAddress BOB = EmailAddress.parse("Bob@b.example");

  private static RecordedEvent recorded(EventType type, Map<String, Object> details) {
    var event = new MailEvent(type, NOON, Optional.of(MAIL), 0, 1, Optional.of(BOB), details);
    byte[] line = EventJson.line("e-1", event);
    return new EventJson().read(line, 0, line.length);
  }

  @Test
  void shouldTellTheLineOfTheJournalWithWhatASelectorMayAskFor() {
    RecordedEvent bounce =
        recorded(
            EventType.OUT_OF_BAND_BOUNCE,
            Map.of(
                EventField.TENANT, "shop",
                EventField.STREAM, "news",
                EventField.CLASS, "MAILBOX_FULL",
                EventField.HARD, false,
                EventField.KIND, "bounce"));

    ToldEvent told = ToldEvent.of(bounce);

    assertThat(told.text()).isEqualTo(bounce.line());
    assertThat(told.feedback()).isTrue();
    assertThat(told.properties())
        .isEqualTo(
            Map.of(
                "eventId", "e-1",
                "type", "OUT_OF_BAND_BOUNCE",
                "queueId", MAIL.text(),
                "recipient", "Bob@b.example",
                "recipientDomain", "b.example",
                "tenant", "shop",
                "stream", "news",
                "class", "MAILBOX_FULL",
                "hard", false,
                "kind", "bounce"));
  }

  /** A property of JMS is a simple value; lists and times stay in the text. */
  @Test
  void shouldMakePropertiesOfSimpleValuesOnly() {
    ToldEvent told =
        ToldEvent.of(
            recorded(
                EventType.DELIVERED,
                Map.of(EventField.AGE_MILLIS, 12L, EventField.STREAM, List.of("odd"))));

    assertThat(told.properties())
        .containsOnlyKeys("eventId", "type", "queueId", "recipient", "recipientDomain");
    assertThat(told.feedback()).isFalse();
  }

  @Test
  void shouldTellOfEventsThatAreAboutNoMail() {
    var alarm =
        new MailEvent(
            EventType.ALARM, NOON, Optional.empty(), 0, 0, Optional.empty(), Map.of("reason", "x"));
    byte[] line = EventJson.line("e-2", alarm);

    ToldEvent told = ToldEvent.of(new EventJson().read(line, 0, line.length));

    assertThat(told.properties())
        .isEqualTo(Map.of("eventId", "e-2", "type", "ALARM", "reason", "x"));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void shouldKeepOnlyItsInnerStepsToItself(EventType type) {
    boolean isInner = type == EventType.ATTEMPTED || type == EventType.SPLIT;

    assertThat(ToldEvent.isTold(recorded(type, Map.of()).event())).isEqualTo(!isInner);
  }
}
