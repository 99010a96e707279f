package relay.domain.backtest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.delivery.Origin;
import relay.domain.delivery.Stage;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.RefusedReply;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.feedback.review.ReplySkeleton;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.smtp.SmtpReply;

/**
 * A server's reply to an attempt, read from the journal.
 *
 * @param source that the mail left from
 * @param host that said it; empty when not known
 * @param stage at which it was said; empty in lines of old versions
 * @param local part of the recipient's address, which may stand in the text
 */
record PastReply(
    Instant at,
    String tenant,
    String source,
    String host,
    SmtpReply reply,
    Optional<Stage> stage,
    String local) {
  private static final String ERASED = "erased";

  /** Empty where no server said anything: a brake, a limit, no connection, no name. */
  static Optional<PastReply> of(MailEvent event) {
    boolean isOurs = event.details().get(EventField.LOCAL_REPLY) == Boolean.TRUE;
    if (isOurs || event.details().containsKey(EventField.BRAKE)) {
      return Optional.empty();
    }
    return SmtpReply.read(text(event, EventField.REPLY))
        .map(
            reply ->
                new PastReply(
                    event.at(),
                    or(text(event, EventField.TENANT), MailOwner.DEFAULT_TENANT),
                    or(text(event, EventField.EGRESS_SOURCE), Origin.DEFAULT_SOURCE),
                    text(event, EventField.HOST),
                    reply,
                    Stage.labelled(text(event, EventField.STAGE)),
                    event.recipient().map(EmailAddress::localPart).orElse("")));
  }

  /** Whether its words are gone, because the recipient is to be forgotten. */
  boolean isErased() {
    return reply.lines().equals(List.of(ERASED));
  }

  /** As the classifier of the mail path is asked. */
  RefusedReply refused() {
    return new RefusedReply(
        reply.code(),
        reply.status(),
        String.join(" ", reply.lines()),
        stage.map(Stage::moment).orElse(Moment.UNKNOWN),
        ReplyClassifier.providerOf(host));
  }

  /** What it has in common with others: without addresses, numbers and ids. */
  String sample() {
    return ReplySkeleton.of(reply.toString(), local);
  }

  private static String or(String text, String absent) {
    return text.isEmpty() ? absent : text;
  }

  private static String text(MailEvent event, String field) {
    return event.details().get(field) instanceof String text ? text : "";
  }
}
