package relay.ejb.delivery;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.delivery.HostFailures;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

/**
 * What is known about each recipient while an order is carried out: settled ones have their final
 * reply; open ones have the last trouble that kept them from being asked. Not thread-safe.
 */
final class Attempt {
  private static final SmtpReply OUT_OF_TIME =
      SmtpReply.local(451, "4.4.2", "the attempt ran out of time before this recipient was asked");
  private final TransmissionOrder order;
  private final long endNanos;
  private final Map<Recipient, RecipientReply> settled = new IdentityHashMap<>();
  private final Map<Recipient, HostFailures> troubles = new IdentityHashMap<>();
  private boolean announced;

  Attempt(TransmissionOrder order, long endNanos) {
    this.order = order;
    this.endNanos = endNanos;
  }

  TransmissionOrder order() {
    return order;
  }

  long endNanos() {
    return endNanos;
  }

  boolean isOutOfTime() {
    return System.nanoTime() - endNanos >= 0;
  }

  /** Octets to be sent, without stuffed dots. */
  long size() {
    return order.addedFields().length + order.content().size();
  }

  /** Recipients without a final reply, in the order of the envelope. */
  List<Recipient> open() {
    if (settled.isEmpty()) {
      return order.envelope().recipients();
    }
    return order.envelope().recipients().stream().filter(r -> !settled.containsKey(r)).toList();
  }

  boolean isComplete() {
    return settled.size() >= order.envelope().recipients().size() || open().isEmpty();
  }

  /** The final word of this attempt about a recipient. */
  void settle(RecipientReply reply) {
    settled.put(reply.recipient(), reply);
  }

  /** One host could not be used for this recipient; the next may. */
  void trouble(Recipient recipient, SmtpReply reply, Stage stage, HostTrace host) {
    troubles.computeIfAbsent(recipient, r -> new HostFailures()).add(stage, reply, host);
  }

  /** Says that the content is about to go out; only once an attempt. */
  void announce() {
    if (!announced) {
      announced = true;
      order.beforeFinalDot().run();
    }
  }

  TransmissionReport report() {
    List<RecipientReply> replies = new ArrayList<>();
    for (Recipient recipient : order.envelope().recipients()) {
      RecipientReply reply = settled.get(recipient);
      replies.add(reply == null ? conclusion(recipient) : reply);
    }
    return new TransmissionReport(replies);
  }

  private RecipientReply conclusion(Recipient recipient) {
    HostFailures failures = troubles.computeIfAbsent(recipient, r -> new HostFailures());
    return new RecipientReply(
        recipient,
        failures.conclusion().orElse(OUT_OF_TIME),
        failures.stage().orElse(Stage.CONNECT),
        false,
        failures.host().orElse(HostTrace.NONE),
        false);
  }
}
