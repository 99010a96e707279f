package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.smtp.SmtpReply;

class RequiredTlsTest {
  private static final MailOptions REQUIRE_TLS = MailOptions.needing(false, false, true);

  @Test
  void shouldBindMailThatAskedForItButNoReports() {
    assertThat(RequiredTls.binds(from("alice@example.com", REQUIRE_TLS))).isTrue();
    assertThat(RequiredTls.binds(from("", REQUIRE_TLS))).isFalse();
    assertThat(RequiredTls.binds(from("alice@example.com", MailOptions.NONE))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "454, 4.7.5, true, 550 5.7.10",
    "454, 4.7.10, true, 550 5.7.10",
    "454, 4.7.0, true, 454 4.7.0",
    "451, 4.4.2, true, 451 4.4.2",
    "454, 4.7.5, false, 454 4.7.5"
  })
  void shouldEndMailForWhichNoSafeConnectionCanBeMade(
      int code, String status, boolean local, String expected) {
    SmtpReply failure =
        local
            ? SmtpReply.local(code, status, "TLS failed")
            : SmtpReply.received(code, List.of(status + " TLS failed"));

    assertThat(RequiredTls.verdict(failure).toString()).startsWith(expected);
  }

  private static Envelope from(String sender, MailOptions options) {
    var bob = Recipient.of(EmailAddress.parse("bob@example.org"));
    return new Envelope(ReversePath.parse(sender), List.of(bob), options);
  }
}
