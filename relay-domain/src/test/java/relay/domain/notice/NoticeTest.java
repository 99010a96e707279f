package relay.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

class NoticeTest {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
  private static final QueueId MAIL = new QueueId("01hzzzzzzzzzzzzzzzzz");

  private static RecordedEvent recorded(EventType type, boolean carried, Map<String, Object> more) {
    var event =
        new MailEvent(
            type,
            AT,
            Optional.of(MAIL),
            0,
            2,
            Optional.of(EmailAddress.parse("a@b.example")),
            more);
    return new RecordedEvent("e1", carried, event, "");
  }

  @Test
  void shouldTellWhoseMailWhatHappenedAndWithWhatReply() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.TENANT, "acme");
    details.put(EventField.STREAM, "receipts");
    details.put(EventField.LANE, "bulk");
    details.put(EventField.REPLY, "451 4.7.1 later");
    details.put(EventField.LOCAL_REPLY, false);
    details.put(EventField.AGE_MILLIS, 1200L);
    details.put(EventField.RECIPIENTS, List.of("a@b.example", "c@b.example"));

    var json = Notice.of(recorded(EventType.DEFERRED, false, details)).orElseThrow().json();

    assertThat(json.toString())
        .isEqualTo(
            "{\"id\":\"e1\",\"type\":\"message.deferred\",\"time\":\"2026-01-31T12:00:00Z\","
                + "\"tenant\":\"acme\",\"stream\":\"receipts\",\"message\":\""
                + MAIL.text()
                + "\",\"recipient\":\"a@b.example\",\"attempt\":2,"
                + "\"recipients\":[\"a@b.example\",\"c@b.example\"],\"lane\":\"bulk\","
                + "\"reply\":\"451 4.7.1 later\",\"local_reply\":false,\"age_ms\":1200}");
  }

  @Test
  void shouldKeepToItselfWhoHandedTheMailInAndWhatOperatorsWrote() {
    Map<String, Object> inside = new LinkedHashMap<>();
    for (String field :
        List.of(
            EventField.CLIENT,
            EventField.HELO,
            EventField.USER,
            EventField.CREDENTIAL,
            EventField.LISTENER,
            EventField.SOURCE_ADDRESS,
            EventField.BRAKE_REASON,
            EventField.BRAKE_AUTHOR,
            EventField.REPLY_TO,
            EventField.TOKEN)) {
      inside.put(field, "inside");
    }

    var notice = Notice.of(recorded(EventType.HELD, false, inside)).orElseThrow();

    assertThat(notice.json().toString()).doesNotContain("inside");
  }

  @Test
  void shouldGiveMailThatNamesNobodyToTheDefaultTenantsStreamOfItsLane() {
    var notice =
        Notice.of(recorded(EventType.DELIVERED, false, Map.of(EventField.LANE, "otp")))
            .orElseThrow();

    assertThat(notice.owner().tenant()).isEqualTo("default");
    assertThat(notice.owner().stream()).isEqualTo("otp");
  }

  @Test
  void shouldTellNothingOfAnAttemptThatIsOnlyRepeatedAtTheHeadOfAFile() {
    assertThat(Notice.of(recorded(EventType.DELIVERED, true, Map.of()))).isEmpty();
  }

  @Test
  void shouldTellNothingOfAnEventWithoutMail() {
    var event =
        new MailEvent(EventType.BOUNCED, AT, Optional.empty(), 0, 0, Optional.empty(), Map.of());

    assertThat(Notice.of(new RecordedEvent("e1", false, event, ""))).isEmpty();
  }

  @Test
  void shouldTellOfAStreamThatIsSuspendedThoughNoMailIsNamed() {
    var event =
        new MailEvent(
            EventType.STREAM_SUSPENDED,
            AT,
            Optional.empty(),
            0,
            0,
            Optional.empty(),
            Map.of(
                EventField.TENANT, "acme",
                EventField.STREAM, "news",
                EventField.PROVIDER, "google",
                EventField.REASON, "60 of 120 refused",
                EventField.FAILED, 60L));

    var json = Notice.of(new RecordedEvent("e1", false, event, "")).orElseThrow().json();

    assertThat(json.getString("type")).isEqualTo("stream.suspended");
    assertThat(json.getString("stream")).isEqualTo("news");
    assertThat(json.getString("provider")).isEqualTo("google");
    assertThat(json.getInt("failed")).isEqualTo(60);
    assertThat(json).doesNotContainKeys("message", "recipient");
  }

  /** Whoever adds a type of event decides here whether others hear of it. */
  @ParameterizedTest
  @EnumSource(EventType.class)
  void shouldTellOfMailAndOfNothingElse(EventType type) {
    Set<EventType> inside =
        EnumSet.of(
            EventType.REJECTED,
            EventType.ATTEMPTED,
            EventType.SPLIT,
            EventType.REPORTED,
            EventType.FEEDBACK_IGNORED,
            EventType.REPORT_RECEIVED,
            EventType.REPORT_SENT,
            EventType.MALFORMED,
            EventType.LOGIN_FAILED,
            EventType.LOCKED_OUT,
            EventType.UNLOCKED,
            EventType.ADDRESS_OPENED,
            EventType.ALARM);

    assertThat(NoticeType.of(type).isPresent()).isEqualTo(!inside.contains(type));
  }

  @ParameterizedTest
  @EnumSource(NoticeType.class)
  void shouldKnowEachTypeByItsWord(NoticeType type) {
    assertThat(NoticeType.worded(type.word())).isEqualTo(type);
    assertThat(type.word()).matches("(message|stream|campaign|automation)\\.[a-z-]+");
    assertThat(NoticeType.words()).contains(type.word());
  }

  @Test
  void shouldKnowNoOtherWord() {
    assertThatThrownBy(() -> NoticeType.worded("message.read"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NoticeType.worded(NoticeType.TEST))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
