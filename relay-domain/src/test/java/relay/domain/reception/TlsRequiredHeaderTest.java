package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.SendingFixture.mail;
import static relay.domain.reception.SendingFixture.policy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;

/** RFC 8689 3. */
class TlsRequiredHeaderTest {
  private static final String SENDER = "al@acme.example";

  @ParameterizedTest
  @CsvSource({
    "TLS-Required: No, true",
    "tls-required:  no , true",
    "TLS-Required: Yes, false",
    "TLS-Required: No thanks, false",
    "TLS-Required:, false",
    "X-TLS-Required: No, false",
  })
  void shouldFreeAMailOfTheTlsPoliciesOfOthersWhenItsSenderSaysNo(String field, boolean waived) {
    Submission mail = mailWith(field + "\r\n", MailOptions.NONE);

    assertThat(optionsOf(mail).tlsWaived()).isEqualTo(waived);
  }

  @Test
  void shouldNotHeedAFieldThatComesTwice() {
    Submission mail = mailWith("TLS-Required: No\r\nTLS-Required: No\r\n", MailOptions.NONE);

    assertThat(optionsOf(mail).tlsWaived()).isFalse();
  }

  @Test
  void shouldLetRequireTlsOverruleTheField() {
    Submission mail = mailWith("TLS-Required: No\r\n", MailOptions.needing(true, false, true));

    assertThat(optionsOf(mail).tlsWaived()).isFalse();
    assertThat(optionsOf(mail).requireTls()).isTrue();
  }

  @Test
  void shouldKeepWhatElseTheEnvelopeAsksFor() {
    Submission mail = mailWith("TLS-Required: No\r\n", MailOptions.needing(true, true, false));

    assertThat(optionsOf(mail))
        .isEqualTo(MailOptions.needing(true, true, false).withoutTlsPolicies());
    assertThat(optionsOf(mail).eightBit()).isTrue();
  }

  private static Submission mailWith(String fields, MailOptions options) {
    Submission plain =
        mail(
            Clients.user("shop"),
            SENDER,
            "bob@b.example",
            "From: " + SENDER + "\r\n" + fields + "\r\nHello\r\n");
    Envelope envelope = plain.envelope();
    return plain.with(new Envelope(envelope.sender(), List.copyOf(envelope.recipients()), options));
  }

  private static MailOptions optionsOf(Submission mail) {
    var taken = (Ruling.Taken) SendingFixture.judge(policy(), mail);
    return taken.mail().envelope().options();
  }
}
