package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

class ReachTest {
  @ParameterizedTest
  @CsvSource({
    "CONNECT, 451, true, UNREACHED",
    "GREETING, 451, true, UNREACHED",
    "LOOKUP, 451, true, UNREACHED",
    "LOOKUP, 550, true, UNKNOWN",
    "GREETING, 421, false, REACHED",
    "EHLO, 451, true, REACHED",
    "RCPT, 550, false, REACHED",
    "FINAL_DOT, 250, false, REACHED"
  })
  void shouldTellWhetherAnybodyWasThere(Stage stage, int code, boolean local, Reach expected) {
    var reply =
        local
            ? SmtpReply.local(code, code / 100 + ".4.1", "x")
            : SmtpReply.received(code, List.of("x"));
    var bob = Recipient.of(EmailAddress.parse("bob@example.org"));
    var said = new RecipientReply(bob, reply, stage, false, HostTrace.NONE, false);

    assertThat(Reach.of(new TransmissionReport(List.of(said)))).isEqualTo(expected);
  }
}
