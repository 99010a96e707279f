package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.mail.OptionsBuilder.asking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

class EnvelopeTextTest {
  private static final EmailAddress BOB = EmailAddress.parse("bob@example.org");

  @Test
  void shouldKeepAPlainEnvelope() {
    var envelope =
        new Envelope(
            ReversePath.parse("alice@example.com"), List.of(Recipient.of(BOB)), MailOptions.NONE);

    assertThat(EnvelopeText.read(EnvelopeText.of(envelope))).isEqualTo(envelope);
  }

  @Test
  void shouldKeepThatNoTlsPolicyHoldsTheMailBack() {
    var envelope =
        new Envelope(
            ReversePath.parse("alice@example.com"),
            List.of(Recipient.of(BOB)),
            MailOptions.waivingTls());

    assertThat(EnvelopeText.read(EnvelopeText.of(envelope))).isEqualTo(envelope);
  }

  @Test
  void shouldKeepEverythingThatMailAndRcptSaid() {
    var options =
        asking()
            .ret(MailOptions.ReturnContent.HDRS)
            .envelopeId("QQ314159+2B")
            .eightBit()
            .smtpUtf8()
            .requireTls()
            .deliverBy(
                new MailOptions.DeliverBy(Instant.parse("2026-01-01T00:00:00.001Z"), true, true))
            .heldUntil(Instant.parse("2026-01-02T00:00:00Z"))
            .priority(-3)
            .inZone("America/New_York")
            .build();
    var envelope =
        new Envelope(
            ReversePath.NULL,
            List.of(
                new Recipient(BOB, Set.of(Notify.SUCCESS, Notify.DELAY), Optional.empty()),
                new Recipient(
                    EmailAddress.parse("\"a b\"@example.org"),
                    Set.of(Notify.NEVER),
                    Optional.of("rfc822;a+20b@example.org")),
                new Recipient(
                    EmailAddress.parse("ü@exämple.org"), Set.of(), Optional.of("utf-8;x"))),
            options);

    assertThat(EnvelopeText.read(EnvelopeText.of(envelope))).isEqualTo(envelope);
  }

  @Test
  void shouldRefuseWhatIsNoEnvelopeOfOurs() {
    for (String text :
        List.of("", "1\ta@b", "2\ta@b\t\t\t\t\t\t\t\nc@d", "1\ta@b\t\t\t\t\t\t\t\n")) {
      assertThatThrownBy(() -> EnvelopeText.read(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldRefuseToLetAParameterForgeARecipient() {
    var envelope =
        new Envelope(
            ReversePath.NULL,
            List.of(new Recipient(BOB, Set.of(), Optional.of("x\nevil@example.net"))),
            MailOptions.NONE);

    assertThatThrownBy(() -> EnvelopeText.of(envelope))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
