package relay.ejb.delivery.targets;

import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.smtp.SmtpReply;

/** Reports of targets that take a mail for all recipients or for none. */
final class SameReply {
  private SameReply() {}

  static TransmissionReport toAll(
      TransmissionOrder order, SmtpReply reply, Stage stage, boolean inDoubt, HostTrace trace) {
    return new TransmissionReport(
        order.envelope().recipients().stream()
            .map(r -> new RecipientReply(r, reply, stage, inDoubt, trace, false))
            .toList());
  }
}
