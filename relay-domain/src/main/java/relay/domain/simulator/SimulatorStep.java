package relay.domain.simulator;

import java.time.Duration;
import java.util.List;
import relay.domain.smtp.SmtpReply;

/** What a connection of the practice ground does next. */
public sealed interface SimulatorStep {

  /** Says this after a pause, and waits for the next line. */
  record Say(SmtpReply reply, Duration pause) implements SimulatorStep {
    static Say now(SmtpReply reply) {
      return new Say(reply, Duration.ZERO);
    }

    static Say now(int code, String status, String text) {
      return now(SmtpReply.local(code, status, text));
    }
  }

  /** Says this, and sends the reports once it is said. */
  record Report(SmtpReply reply, List<SimulatedReport> reports) implements SimulatorStep {
    public Report {
      reports = List.copyOf(reports);
    }
  }

  /** Says this, reads the mail up to its dot, then tells the session. */
  record ReadMail(SmtpReply reply) implements SimulatorStep {}

  /** Says this and answers the client's TLS with what is none; then closes. */
  record BreakTls(SmtpReply reply) implements SimulatorStep {}

  /** Says this and closes. */
  record Farewell(SmtpReply reply) implements SimulatorStep {}

  /** Closes without a word. */
  record HangUp() implements SimulatorStep {}
}
