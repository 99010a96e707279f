package relay.ejb.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.Transmission;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.Recipient;
import relay.domain.sandbox.SimulatedFate;
import relay.domain.smtp.SmtpReply;

/** Takes mail as another server would, and keeps it in a folder. Thread-safe. */
public final class SandboxReceiver implements Transmission {
  private final SandboxFolder folder;

  public SandboxReceiver(SandboxFolder folder) {
    this.folder = folder;
  }

  @Override
  public TransmissionReport transmit(TransmissionOrder order) {
    long begin = System.nanoTime();
    List<Recipient> recipients = order.envelope().recipients();
    List<Recipient> taken = new ArrayList<>();
    List<SmtpReply> replies = new ArrayList<>();
    for (Recipient recipient : recipients) {
      SmtpReply reply = SimulatedFate.of(recipient.address());
      replies.add(reply);
      if (reply.isPositive()) {
        taken.add(recipient);
      }
    }
    SmtpReply trouble = taken.isEmpty() ? null : keep(order, taken);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    HostTrace trace = HostTrace.of("sandbox", "", Optional.empty(), Duration.ZERO, took);
    List<RecipientReply> report = new ArrayList<>();
    for (int i = 0; i < recipients.size(); i++) {
      boolean positive = replies.get(i).isPositive();
      SmtpReply reply = positive && trouble != null ? trouble : replies.get(i);
      Stage stage = positive ? Stage.FINAL_DOT : Stage.RCPT;
      report.add(new RecipientReply(recipients.get(i), reply, stage, false, trace, false));
    }
    return new TransmissionReport(report);
  }

  /** The reply when the mail could not be kept; null when it was. */
  private SmtpReply keep(TransmissionOrder order, List<Recipient> taken) {
    order.beforeFinalDot().run();
    try {
      folder.keep(order, taken);
      return null;
    } catch (IOException | UncheckedIOException e) {
      return SmtpReply.local(452, "4.3.1", "the sandbox cannot keep the mail: " + e.getMessage());
    }
  }
}
