package relay.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.journal.EventField;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventLines;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

class ErasedEventTest {
  private static final Instant THEN = Instant.parse("2026-05-01T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final QueueId MAIL = QueueId.next(THEN, () -> 7L);
  private static final String BOB = "bob@b.example";
  private static final String EVE = "eve@e.example";
  private final ErasureOrder order =
      new ErasureOrder("e1", EmailAddress.parse(BOB), NOW, "the secret");
  private final String name = order.nameIn(MAIL.text(), BOB);
  private final ErasedEvent erased = new ErasedEvent(order);

  @Test
  void shouldForgetARecipientAndWhatTheMailWasAbout() {
    MailEvent after = erased(received("al@a.example", BOB, EVE));

    assertThat(after.details())
        .containsEntry(EventField.SENDER, "al@a.example")
        .containsEntry(EventField.RECIPIENTS, List.of(name, EVE))
        .containsEntry(EventField.CLIENT, "192.0.2.1")
        .containsEntry(EventField.SIZE, 10L)
        .doesNotContainKeys(EventField.SUBJECT, EventField.MESSAGE_ID, EventField.ENVELOPE_ID);
    assertThat(after.mail()).contains(MAIL);
    assertThat(after.at()).isEqualTo(THEN);
    assertThat(after.type()).isEqualTo(EventType.RECEIVED);
  }

  @Test
  void shouldForgetWhatItsServerReportedLater() {
    var bounce =
        new MailEvent(
            EventType.OUT_OF_BAND_BOUNCE,
            THEN,
            Optional.of(MAIL),
            0,
            0,
            Optional.of(EmailAddress.parse(BOB)),
            Map.of(
                EventField.DIAGNOSTIC, "550 Robert has left",
                EventField.REPORTED_ADDRESS, "robert@c.example",
                EventField.CLASS, "RECIPIENT_UNKNOWN"));

    MailEvent after = erased(bounce);

    assertThat(after.details()).isEqualTo(Map.of(EventField.CLASS, "RECIPIENT_UNKNOWN"));
    assertThat(after.recipient()).contains(EmailAddress.parse(name));
  }

  @Test
  void shouldForgetASenderWithTheClient() {
    MailEvent after = erased(received("Bob@B.example", EVE));

    assertThat(after.details())
        .containsEntry(EventField.SENDER, order.nameIn(MAIL.text(), "Bob@b.example"))
        .containsEntry(EventField.RECIPIENTS, List.of(EVE))
        .doesNotContainKeys(
            EventField.SUBJECT, EventField.CLIENT, EventField.HELO, EventField.USER);
  }

  @Test
  void shouldKeepOnlyTheCodeOfAReplyAboutTheAddress() {
    var before =
        about(BOB, Map.of(EventField.REPLY, "550 5.1.1 Bob Miller has left", EventField.HOP, "b"));

    MailEvent after = erased(before);

    assertThat(after.recipient()).contains(EmailAddress.parse(name));
    assertThat(after.details())
        .containsEntry(EventField.REPLY, "550 5.1.1 erased")
        .containsEntry(EventField.HOP, "b");
    assertThat(after.attempt()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheAddressOutOfARepliesAboutOthers() {
    MailEvent after =
        erased(about(EVE, Map.of(EventField.REPLY, "450 4.2.0 ask BOB@b.example first")));

    assertThat(after.recipient()).contains(EmailAddress.parse(EVE));
    assertThat(after.details().get(EventField.REPLY))
        .isEqualTo("450 4.2.0 ask " + order.nameIn(MAIL.text(), "BOB@b.example") + " first");
  }

  @Test
  void shouldLeaveTheLineOfAnybodyElseAsItIs() {
    RecordedEvent before = recorded(received("al@a.example", EVE), false);

    assertThat(erased.of(before)).isSameAs(before.line());
  }

  @Test
  void shouldLeaveMailThatWasAcceptedLater() {
    var later =
        new MailEvent(
            EventType.DELIVERED,
            NOW.plusSeconds(1),
            Optional.of(QueueId.next(NOW.plusSeconds(1), () -> 1L)),
            0,
            1,
            Optional.of(EmailAddress.parse(BOB)),
            Map.of());
    RecordedEvent before = recorded(later, false);

    assertThat(erased.of(before)).isSameAs(before.line());
  }

  @Test
  void shouldForgetFailedLoginsWithTheirClient() {
    var before =
        new MailEvent(
            EventType.LOGIN_FAILED,
            THEN,
            Optional.empty(),
            0,
            0,
            Optional.empty(),
            Map.of(EventField.USER, BOB, EventField.CLIENT, "192.0.2.1", EventField.TLS, "no"));
    var later =
        new MailEvent(
            before.type(), NOW, Optional.empty(), 0, 0, Optional.empty(), before.details());

    assertThat(erased(before).details()).containsOnlyKeys(EventField.TLS);
    assertThat(erased.of(recorded(later, false))).contains(BOB);
  }

  @Test
  void shouldKeepIdAndCarriedMark() {
    RecordedEvent before = recorded(about(BOB, Map.of()), true);

    RecordedEvent after = read(erased.of(before));

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.carried()).isTrue();
  }

  @Test
  void shouldDoNothingTheSecondTime() {
    String once = erased.of(recorded(received(BOB, BOB, EVE), false));

    assertThat(erased.of(read(once))).isEqualTo(once);
    assertThat(once).doesNotContainIgnoringCase("bob");
  }

  @Test
  void shouldKeepTwoWaysOfWritingApart() {
    MailEvent after = erased(received("al@a.example", "bob@b.example", "Bob@b.example"));

    assertThat((List<?>) after.details().get(EventField.RECIPIENTS)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 no such user, 550 5.1.1 erased",
    "250 2.0.0 Ok: queued as 1, 250 2.0.0 erased",
    "250 ok, 250 erased",
    "421, 421 erased",
    "no reply at all, erased",
    "'', erased"
  })
  void shouldFindTheCodeOfAReply(String reply, String expected) {
    assertThat(ErasedEvent.codeOf(reply)).isEqualTo(expected);
  }

  private MailEvent erased(MailEvent before) {
    return read(erased.of(recorded(before, false))).event();
  }

  private static RecordedEvent recorded(MailEvent event, boolean carried) {
    var lines = new EventLines();
    lines.add("0khr3vqs000000abcdef", event, carried);
    return read(new String(lines.octets(), 0, lines.length() - 1, StandardCharsets.UTF_8));
  }

  private static RecordedEvent read(String line) {
    byte[] octets = line.getBytes(StandardCharsets.UTF_8);
    return new EventJson().read(octets, 0, octets.length);
  }

  private static MailEvent received(String sender, String... recipients) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.SENDER, EmailAddress.parse(sender).toString());
    details.put(EventField.RECIPIENTS, List.of(recipients));
    details.put(EventField.SIZE, 10L);
    details.put(EventField.SUBJECT, "Dear Bob");
    details.put(EventField.MESSAGE_ID, "<1@a.example>");
    details.put(EventField.ENVELOPE_ID, "x");
    details.put(EventField.CLIENT, "192.0.2.1");
    details.put(EventField.HELO, "bobs-laptop");
    details.put(EventField.USER, "shop");
    return new MailEvent(
        EventType.RECEIVED, THEN, Optional.of(MAIL), 0, 0, Optional.empty(), details);
  }

  private static MailEvent about(String recipient, Map<String, Object> details) {
    return new MailEvent(
        EventType.BOUNCED,
        THEN,
        Optional.of(MAIL),
        0,
        1,
        Optional.of(EmailAddress.parse(recipient)),
        details);
  }
}
