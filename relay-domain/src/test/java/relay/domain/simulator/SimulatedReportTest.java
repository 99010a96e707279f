package relay.domain.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.simulator.SomeFeedbackWay.PATH;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.feedback.mail.MailKind;
import relay.domain.feedback.mail.MailVerdict;

/** What comes back from the practice ground, as the relay reads it. */
class SimulatedReportTest {
  private static final String TOKEN = PATH.substring(2, PATH.indexOf('@'));
  private static final String HEADER = "Subject: hello\r\nX-Relay-Token: " + TOKEN + "\r\n";
  private final Simulated simulator = new Simulated().with(SomeFeedbackWay.at(2526));

  @Test
  void shouldBounceToTheReturnPathOnceTheMailIsTaken() {
    SimulatedReport report = only("bounce+job7@simulator.test");

    assertThat(report.to()).hasToString(PATH);
    MailVerdict verdict = read(report);
    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.address()).isEqualTo("bounce+job7@simulator.test");
              assertThat(one.status()).isEqualTo("5.1.1");
              assertThat(one.result()).isEqualTo("RECIPIENT_UNKNOWN");
              assertThat(one.hard()).isTrue();
            });
  }

  @Test
  void shouldComplainToTheFeedbackLoopWithTheTokenOfTheMail() {
    SimulatedReport report = only("ann@complain.simulator.test");

    assertThat(report.to()).hasToString("fbl@bounce.acme.example");
    MailVerdict verdict = read(report);
    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.feedbackType()).isEqualTo("abuse");
    assertThat(verdict.token()).isEqualTo(TOKEN);
  }

  @Test
  void shouldSayTheSameOfTheSameMail() {
    assertThat(only("bounce@simulator.test")).isEqualTo(only("bounce@simulator.test"));
  }

  @Test
  void shouldRefuseWhereNothingCanComeBackAndSayWhy() {
    assertThat(new Simulated().rcpt(PATH, "bounce@simulator.test"))
        .startsWith("550 5.7.1 nothing can come back: there is no listener of role inbound");
    assertThat(simulator.rcpt("ann@acme.example", "complain@simulator.test"))
        .startsWith("550 5.7.1 nothing can come back to this sender");
    assertThat(simulator.rcpt("", "bounce@simulator.test")).startsWith("550 5.7.1");
  }

  @Test
  void shouldSendNothingBackForOtherWords() {
    simulator.rcpt(PATH, "accept@simulator.test");

    assertThat(simulator.reports(HEADER)).isEmpty();
  }

  private SimulatedReport only(String recipient) {
    assertThat(simulator.rcpt(PATH, recipient)).startsWith("250");
    List<SimulatedReport> reports = simulator.reports(HEADER);
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  private static MailVerdict read(SimulatedReport report) {
    return new FeedbackReader().read(report.text().getBytes(StandardCharsets.ISO_8859_1));
  }
}
