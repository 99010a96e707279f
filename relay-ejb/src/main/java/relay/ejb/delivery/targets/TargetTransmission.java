package relay.ejb.delivery.targets;

import java.time.Duration;
import java.util.Optional;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Stage;
import relay.domain.delivery.Transmission;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.routing.NextHop;
import relay.domain.smtp.SmtpReply;

/** Gives each order to who carries mail to its kind of next hop. Thread-safe. */
public final class TargetTransmission implements Transmission {
  private final Transmission smtp;
  private final WebTransmission web;
  private final MaildirTransmission files;

  /**
   * @param smtp for everything that is spoken to by SMTP or LMTP, and the sandbox
   */
  public TargetTransmission(Transmission smtp, WebTransmission web, MaildirTransmission files) {
    this.smtp = smtp;
    this.web = web;
    this.files = files;
  }

  @Override
  public TransmissionReport transmit(TransmissionOrder order) {
    if (order.hop() instanceof NextHop.WebService service) {
      return web.transmit(order, service);
    }
    if (order.hop() instanceof NextHop.MailFolder folder) {
      return files.transmit(order, folder);
    }
    if (order.hop() instanceof NextHop.Discard) {
      return discarded(order);
    }
    return smtp.transmit(order);
  }

  /** On record like any other attempt: the reply says what became of the mail. */
  private static TransmissionReport discarded(TransmissionOrder order) {
    order.beforeFinalDot().run();
    var reply = SmtpReply.local(250, "2.0.0", "Discarded by target " + order.hop().name());
    return SameReply.toAll(
        order,
        reply,
        Stage.FINAL_DOT,
        false,
        HostTrace.of("discard", "", Optional.empty(), Duration.ZERO, Duration.ZERO));
  }
}
