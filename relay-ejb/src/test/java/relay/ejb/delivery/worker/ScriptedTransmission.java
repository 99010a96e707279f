package relay.ejb.delivery.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.Transmission;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

/** A next hop whose replies the test chooses, which remembers what it was given. */
final class ScriptedTransmission implements Transmission {
  private final List<TransmissionOrder> orders = new ArrayList<>();
  private Function<Recipient, SmtpReply> replies = r -> SmtpReply.received(250, List.of("ok"));
  private Runnable beforeReply = () -> {};

  ScriptedTransmission answering(int code, String text) {
    replies = r -> SmtpReply.received(code, List.of(text));
    return this;
  }

  ScriptedTransmission answering(Function<Recipient, SmtpReply> each) {
    replies = each;
    return this;
  }

  /** After the content has gone out, before anybody knows the answer. */
  ScriptedTransmission beforeReply(Runnable accident) {
    beforeReply = accident;
    return this;
  }

  List<TransmissionOrder> orders() {
    return orders;
  }

  @Override
  public TransmissionReport transmit(TransmissionOrder order) {
    order.beforeFinalDot().run();
    orders.add(order);
    beforeReply.run();
    return new TransmissionReport(
        order.envelope().recipients().stream()
            .map(
                r ->
                    new RecipientReply(
                        r, replies.apply(r), Stage.FINAL_DOT, false, HostTrace.NONE, false))
            .toList());
  }
}
