package relay.domain.feedback.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.settings.Settings;

class UnknownReplyCountTest {
  private static final Instant WEDNESDAY = Instant.parse("2026-01-07T12:00:00Z");
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
  private final UnknownReplyCount counts = new UnknownReplyCount();

  @Test
  void shouldCountRepliesOfOneKindTogether() {
    hear(bounced("554 no, ann, ticket 123456", "ann", WEDNESDAY));
    hear(bounced("554 no, bob, ticket 777777", "bob", WEDNESDAY.plusSeconds(60)));

    assertThat(counts.take())
        .containsExactly(
            new UnknownReply(
                MONDAY,
                "554 no, @, ticket #",
                "",
                "mx.b.example",
                true,
                2,
                WEDNESDAY,
                WEDNESDAY.plusSeconds(60)));
    assertThat(counts.take()).isEmpty();
  }

  @Test
  void shouldTellWeeksProvidersAndTemporaryOnesApart() {
    hear(bounced("554 no", "ann", WEDNESDAY));
    hear(bounced("554 no", "ann", WEDNESDAY.plus(Duration.ofDays(7))));
    hear(event(EventType.DEFERRED, "554 no", "unknown", "mx.b.example", WEDNESDAY));
    hear(event(EventType.BOUNCED, "554 no", "unknown", "gmail-smtp-in.l.google.com", WEDNESDAY));

    List<UnknownReply> taken = counts.take();

    assertThat(taken).hasSize(4).extracting(UnknownReply::count).containsOnly(1L);
    assertThat(taken).extracting(UnknownReply::provider).containsExactly("", "", "", "google");
    assertThat(taken).extracting(UnknownReply::permanent).containsExactly(true, true, false, true);
  }

  @Test
  void shouldHearOfReportsThatCameLater() {
    hear(
        new MailEvent(
            EventType.OUT_OF_BAND_BOUNCE,
            WEDNESDAY,
            Optional.empty(),
            0,
            0,
            Optional.of(EmailAddress.parse("bob@b.example")),
            Map.of(EventField.CLASS, "UNKNOWN", EventField.DIAGNOSTIC, "smtp; 554 no, bob")));

    assertThat(counts.take()).extracting(UnknownReply::text).containsExactly("smtp; 554 no, @");
  }

  @ParameterizedTest
  @CsvSource({
    "BOUNCED, mailbox_full, false",
    "BOUNCED, unknown, true",
    "DEFERRED, brake, false",
    "DELIVERED, unknown, false",
    "OUT_OF_BAND_BOUNCE, unknown, false"
  })
  void shouldLeaveOutWhatIsKnownAndWhatIsOurOwn(EventType type, String reason, boolean local) {
    Map<String, Object> details = new HashMap<>();
    details.put(EventField.REPLY, "554 no");
    details.put(EventField.REASON, reason);
    details.put(EventField.LOCAL_REPLY, local);
    hear(new MailEvent(type, WEDNESDAY, Optional.empty(), 0, 0, Optional.empty(), details));

    assertThat(counts.take()).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatHasNoWords() {
    hear(bounced("", "ann", WEDNESDAY));

    assertThat(counts.take()).isEmpty();
  }

  @Test
  void shouldCountFurtherKindsAsLeftOutWhenThereAreTooMany() {
    for (int i = 0; i < UnknownReplyCount.KINDS_MAX + 5; i++) {
      hear(bounced("554 " + "x".repeat(1 + i % 40) + " " + "y".repeat(1 + i / 40), "", WEDNESDAY));
    }
    hear(bounced("554 x y", "", WEDNESDAY));

    assertThat(counts.leftOut()).isEqualTo(5);
    List<UnknownReply> taken = counts.take();
    assertThat(taken).hasSize(UnknownReplyCount.KINDS_MAX);
    assertThat(taken.get(0).count()).isEqualTo(2);
  }

  @Test
  void shouldGoOnCountingWhatCouldNotBeKept() {
    hear(bounced("554 no", "ann", WEDNESDAY));
    List<UnknownReply> taken = counts.take();
    hear(bounced("554 no", "ann", WEDNESDAY.minusSeconds(60)));

    counts.giveBack(taken);

    UnknownReply both = counts.take().get(0);
    assertThat(both.count()).isEqualTo(2);
    assertThat(both.first()).isEqualTo(WEDNESDAY.minusSeconds(60));
    assertThat(both.last()).isEqualTo(WEDNESDAY);
  }

  @ParameterizedTest
  @CsvSource({"2026-01-05, 2026-01-05", "2026-01-11, 2026-01-05", "2026-01-12, 2026-01-12"})
  void shouldBeginWeeksOnMonday(LocalDate day, LocalDate monday) {
    assertThat(UnknownReplyCount.mondayOf(day)).isEqualTo(monday);
  }

  @Test
  void shouldTellTheListAndLeaveOutWhatIsNotKnown() {
    var known = new UnknownReply(MONDAY, "554 no", "google", "mx", true, 3, WEDNESDAY, WEDNESDAY);
    var plain = new UnknownReply(MONDAY, "450 no", "", "", false, 1, WEDNESDAY, WEDNESDAY);

    var shown = UnknownReplyJson.of(MONDAY, List.of(known, plain));

    assertThat(shown.getString("week")).isEqualTo("2026-01-05");
    assertThat(shown.getJsonArray("replies").getJsonObject(0).getString("provider"))
        .isEqualTo("google");
    assertThat(shown.getJsonArray("replies").getJsonObject(1))
        .doesNotContainKeys("provider", "host");
  }

  @Test
  void shouldKeepTwoMonthsUnlessToldOtherwise() {
    var usual = ReviewSettings.from(Settings.of(ReviewSettings.ALL, Map.of(), Map.of()));

    assertThat(usual)
        .isEqualTo(
            new ReviewSettings(2000, Duration.ofDays(56), 1_000_000, Duration.ofSeconds(20)));
  }

  private void hear(MailEvent event) {
    counts.written(List.of(event));
  }

  private static MailEvent bounced(String reply, String recipient, Instant at) {
    MailEvent event = event(EventType.BOUNCED, reply, "unknown", "mx.b.example", at);
    return recipient.isEmpty()
        ? event
        : new MailEvent(
            event.type(),
            at,
            Optional.empty(),
            0,
            1,
            Optional.of(EmailAddress.parse(recipient + "@b.example")),
            event.details());
  }

  private static MailEvent event(
      EventType type, String reply, String reason, String host, Instant at) {
    return new MailEvent(
        type,
        at,
        Optional.empty(),
        0,
        1,
        Optional.empty(),
        Map.of(EventField.REPLY, reply, EventField.REASON, reason, EventField.HOST, host));
  }
}
