package relay.domain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

class DeliveryReportTest {
  private static final QueueId MAIL = new QueueId("0123456789abcdefghjk");
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String BOB = "bob@b.example";
  private static final String EVE = "eve@e.example";
  private final MessageFold fold = new MessageFold();
  private final List<String> lines = new ArrayList<>();

  @Test
  void shouldProveWhoTookTheMailWhenAndWithWhichReply() {
    received(BOB);
    tell(EventType.ATTEMPTED, 1, 0, Optional.empty(), Map.of());
    tell(
        EventType.DELIVERED,
        1,
        0,
        Optional.of(BOB),
        Map.of(
            "host", "mx.b.example",
            "host_address", "192.0.2.25",
            "tls", "TLSv1.3 TLS_AES_128_GCM_SHA256",
            "reply", "250 2.0.0 queued as 77",
            "status", "2.0.0"));

    DeliveryReport report = DeliveryReport.of(story(true));

    assertThat(report.complete()).isTrue();
    assertThat(report.received().orElseThrow().details()).containsEntry("client", "198.51.100.7");
    RecipientReport bob = report.recipients().get(0);
    assertThat(bob.verdict())
        .isEqualTo(
            "The server mx.b.example (192.0.2.25) took responsibility for it at"
                + " 2026-01-01T00:00:02Z and said: 250 2.0.0 queued as 77");
    assertThat(types(bob)).containsExactly(EventType.ATTEMPTED, EventType.DELIVERED);
    assertThat(bob.end().orElseThrow().type()).isEqualTo(EventType.DELIVERED);
  }

  @Test
  void shouldTellEachRecipientOnlyWhatIsAboutIt() {
    received(BOB, EVE);
    tell(EventType.SPLIT, 0, 0, Optional.empty(), Map.of());
    tell(EventType.ATTEMPTED, 1, 1, Optional.of(BOB), Map.of());
    tell(EventType.DELIVERED, 1, 1, Optional.of(BOB), Map.of("reply", "250 ok"));
    tell(EventType.ATTEMPTED, 1, 2, Optional.of(EVE), Map.of());
    tell(EventType.HELD, 1, 2, Optional.empty(), Map.of("reason", "brake"));
    tell(EventType.BOUNCED, 1, 2, Optional.of(EVE), Map.of("reply", "550 5.1.1 nobody"));

    List<RecipientReport> recipients = DeliveryReport.of(story(true)).recipients();

    assertThat(types(recipients.get(0))).containsExactly(EventType.ATTEMPTED, EventType.DELIVERED);
    assertThat(types(recipients.get(1)))
        .containsExactly(EventType.ATTEMPTED, EventType.HELD, EventType.BOUNCED);
    assertThat(recipients.get(1).verdict())
        .isEqualTo("Not delivered; given up at 2026-01-01T00:00:06Z, because: 550 5.1.1 nobody");
  }

  @Test
  void shouldNotCallAnEndWhatIsStillGoingOn() {
    received(BOB);
    tell(
        EventType.DEFERRED,
        1,
        0,
        Optional.of(BOB),
        Map.of("reply", "450 later", "next_attempt", "2026-01-01T01:00:00Z"));

    RecipientReport bob = DeliveryReport.of(story(true)).recipients().get(0);

    assertThat(bob.end()).isEmpty();
    assertThat(bob.verdict())
        .isEqualTo(
            "Not delivered yet; the next attempt is at 2026-01-01T01:00:00Z, because: 450 later");
  }

  @Test
  void shouldHaveASentenceForEachState() {
    for (RecipientState state : RecipientState.values()) {
      var standing = new RecipientChange(state, THEN, 1, "", "", "", "", Optional.empty());

      String verdict = new RecipientReport(BOB, standing, List.of()).verdict();

      assertThat(verdict).startsWithIgnoringCase(state.isOpen() ? "not delivered yet" : "");
      assertThat(verdict).hasSizeGreaterThan(20).doesNotContain("null");
    }
  }

  @Test
  void shouldSayWhenSomethingIsMissing() {
    received(BOB);
    assertThat(DeliveryReport.of(story(false)).complete()).isFalse();

    lines.add("{\"schema_version\":99}");

    assertThat(DeliveryReport.of(story(true)).complete()).isFalse();
  }

  @Test
  void shouldHaveTheFingerprintOfTheJournalLines() {
    received(BOB);
    String before = DeliveryReport.of(story(true)).fingerprint();
    assertThat(before)
        .matches("[0-9a-f]{64}")
        .isEqualTo(DeliveryReport.of(story(true)).fingerprint());

    tell(EventType.DELIVERED, 1, 0, Optional.of(BOB), Map.of());

    assertThat(DeliveryReport.of(story(true)).fingerprint()).isNotEqualTo(before);
  }

  private void received(String... recipients) {
    tell(
        EventType.RECEIVED,
        0,
        0,
        Optional.empty(),
        Map.of(
            "sender", "al@a.example", "recipients", List.of(recipients), "client", "198.51.100.7"));
  }

  private void tell(
      EventType type, int attempt, int part, Optional<String> who, Map<String, Object> details) {
    var event =
        new MailEvent(
            type,
            THEN.plusSeconds(lines.size()),
            Optional.of(MAIL),
            part,
            attempt,
            who.map(EmailAddress::parse),
            details);
    String line =
        new String(EventJson.line("e" + lines.size(), event), StandardCharsets.UTF_8).strip();
    lines.add(line);
    fold.add(event, line);
  }

  /** As the view would show it. */
  private MessageStory story(boolean complete) {
    MessageChange change = fold.changes().iterator().next();
    var rows =
        change.recipients().entrySet().stream()
            .map(e -> new RecipientRow(e.getKey(), e.getValue()))
            .toList();
    var reception =
        new Reception(THEN, "al@a.example", "", "", 1, "otp", "", "", MailOwner.of(Lane.OTP));
    return new MessageStory(new MessageRow(MAIL, reception, rows), lines, complete);
  }

  private static List<EventType> types(RecipientReport report) {
    return report.events().stream().map(MailEvent::type).toList();
  }
}
