package relay.domain.feedback.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.feedback.mail.MailKind;
import relay.domain.feedback.mail.MailVerdict;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Content;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.QueueId;
import relay.domain.settings.Settings;
import relay.domain.tenancy.FeedbackAddress;
import relay.domain.tenancy.InboundPlace;
import relay.domain.verification.FakeZone;
import relay.domain.verification.dmarc.MailCheck;
import relay.domain.verification.spf.SpfSender;

class SenderProofTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueueId MAIL = QueueId.next(NOON, () -> 7L);
  private static final QueueId REPORT = QueueId.next(NOON, () -> 8L);
  private final FakeZone dns =
      FakeZone.of(
          """
          isp.example TXT v=spf1 ip4:192.0.2.1 -all
          _dmarc.isp.example TXT v=DMARC1; p=reject
          soft.example TXT v=spf1 ip4:192.0.2.1 -all
          _dmarc.soft.example TXT v=DMARC1; p=quarantine
          down.example TIMEOUT
          """);

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, fbl@isp.example, isp.example, isp.example, false",
    "192.0.2.9, fbl@isp.example, isp.example, '', true",
    "192.0.2.9, fbl@soft.example, soft.example, '', false",
    "192.0.2.1, x@other.example, isp.example, '', true",
    "192.0.2.1, x@other.example, nobody.example, '', false"
  })
  void shouldTellAForgedSenderFromOneThatIsOnlyNotProven(
      String ip, String sender, String from, String proven, boolean forged) throws Exception {
    SenderProof proof = proof(ip, sender, from);

    assertThat(proof.domain()).isEqualTo(proven);
    assertThat(proof.forged()).isEqualTo(forged);
  }

  @Test
  void shouldWriteItAsInAuthenticationResults() throws Exception {
    assertThat(proof("192.0.2.1", "fbl@isp.example", "isp.example").text())
        .isEqualTo(
            "spf=pass smtp.mailfrom=isp.example; dkim=none; dmarc=pass header.from=isp.example");
    assertThat(proof("192.0.2.1", "", "down.example").text())
        .startsWith("spf=none smtp.helo=mx.isp.example; dkim=none; dmarc=");
  }

  /** Names in signatures and envelopes may be anything. */
  @Test
  void shouldKeepNamesOfStrangersFromLookingLikeResults() throws Exception {
    SenderProof proof = proof("192.0.2.1", "x@a; dkim=pass header.d=bank.example", "isp.example");

    assertThat(proof.text()).doesNotContain("dkim=pass").contains("dmarc=fail");
  }

  @Test
  void shouldStandInEveryEvent() throws Exception {
    SenderProof proof = proof("192.0.2.1", "fbl@isp.example", "isp.example");

    List<MailEvent> events =
        proof.on(List.of(complained(), complained()), came("", MAIL), SenderCheck.REFUSE_FORGED);

    assertThat(events)
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event.details())
                    .containsEntry(EventField.AUTHENTICATION, proof.text())
                    .containsEntry(EventField.TOKEN, "t"));
    assertThat(events.get(0).type()).isEqualTo(EventType.COMPLAINED);
  }

  @Test
  void shouldBelieveNoForgedSenderWhoseTokenStandsWithinTheMail() {
    SenderProof forged = new SenderProof("dmarc=fail", "", true);

    List<MailEvent> events =
        forged.on(List.of(complained(), complained()), came("", REPORT), SenderCheck.REFUSE_FORGED);

    assertThat(events).hasSize(1);
    assertThat(events.get(0).type()).isEqualTo(EventType.FEEDBACK_IGNORED);
    assertThat(events.get(0).mail()).contains(REPORT);
    assertThat(events.get(0).recipient()).isEmpty();
    assertThat(events.get(0).details())
        .containsEntry(EventField.KIND, "feedback")
        .containsEntry(EventField.TOKEN, "t")
        .containsEntry(EventField.AUTHENTICATION, "dmarc=fail");
  }

  /** Only whoever the mail went to, and servers on its way, know the address with the token. */
  @Test
  void shouldBelieveTheTokenOfTheAddressWhoeverWrites() {
    SenderProof forged = new SenderProof("dmarc=fail", "", true);

    List<MailEvent> events =
        forged.on(List.of(complained()), came("t", REPORT), SenderCheck.REFUSE_FORGED);

    assertThat(events.get(0).type()).isEqualTo(EventType.COMPLAINED);
  }

  @Test
  void shouldOnlyRecordWhenThatIsAllThatIsWanted() {
    SenderProof forged = new SenderProof("dmarc=fail", "", true);

    List<MailEvent> events = forged.on(List.of(complained()), came("", REPORT), SenderCheck.RECORD);

    assertThat(events.get(0).type()).isEqualTo(EventType.COMPLAINED);
    assertThat(events.get(0).details()).containsEntry(EventField.AUTHENTICATION, "dmarc=fail");
  }

  @Test
  void shouldLeaveWhatIsIgnoredAlreadyWithItsReason() {
    SenderProof forged = new SenderProof("dmarc=fail", "", true);
    MailEvent ignored = event(EventType.FEEDBACK_IGNORED, Map.of(EventField.REASON, "no token"));

    List<MailEvent> events =
        forged.on(List.of(ignored), came("", REPORT), SenderCheck.REFUSE_FORGED);

    assertThat(events.get(0).details())
        .containsEntry(EventField.REASON, "no token")
        .containsEntry(EventField.AUTHENTICATION, "dmarc=fail");
  }

  @Test
  void shouldChangeNothingWhenNothingWasAsked() {
    List<MailEvent> events = List.of(complained());

    assertThat(SenderProof.NONE.on(events, came("", REPORT), SenderCheck.OFF)).isSameAs(events);
  }

  @Test
  void shouldRefuseForgedSendersUnlessToldOtherwise() {
    assertThat(
            SenderCheckSettings.from(Settings.of(SenderCheckSettings.ALL, Map.of(), Map.of()))
                .check())
        .isEqualTo(SenderCheck.REFUSE_FORGED);
    assertThat(
            RelayConfiguration.of(Map.of("verification.feedback-senders", "record"), Map.of())
                .senderCheck()
                .check())
        .isEqualTo(SenderCheck.RECORD);
  }

  private SenderProof proof(String ip, String sender, String from) throws Exception {
    var check =
        new MailCheck(
            dns,
            RelayConfiguration.of(Map.of(), Map.of()).verification(),
            () -> NOON,
            Optional.empty());
    String mail = "From: <fbl@" + from + ">\r\nSubject: x\r\n\r\nhello\r\n";
    return SenderProof.of(
        check.check(
            Content.of(mail.getBytes(StandardCharsets.UTF_8)),
            Optional.of(
                SpfSender.of(IpLiteral.parse(ip).orElseThrow(), "mx.isp.example", sender))));
  }

  private static IncomingFeedback came(String token, QueueId id) {
    return new IncomingFeedback(
        id,
        new InboundPlace.Feedback(
            token.isEmpty() ? FeedbackAddress.COMPLAINT : FeedbackAddress.BOUNCE, token),
        new MailVerdict(MailKind.FEEDBACK, List.of(), "abuse", "t", ""),
        "",
        NOON);
  }

  private static MailEvent complained() {
    return event(EventType.COMPLAINED, Map.of(EventField.TOKEN, "t"));
  }

  private static MailEvent event(EventType type, Map<String, Object> details) {
    return new MailEvent(type, NOON, Optional.of(MAIL), 0, 0, Optional.empty(), details);
  }
}
