package relay.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import relay.domain.journal.EventField;
import relay.domain.journal.OwnerFields;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

/** The details of journal events about attempts. */
final class OutcomeDetails {
  private OutcomeDetails() {}

  /** What every event of this entry says. */
  static Map<String, Object> of(QueuedMail mail, String hop, Instant at) {
    Map<String, Object> details = new LinkedHashMap<>(32);
    details.put(EventField.SENDER, mail.envelope().sender().toString());
    details.put(EventField.LANE, mail.lane().label());
    OwnerFields.addForeign(details, mail.owner());
    details.put(EventField.HOP, hop);
    details.put(EventField.AGE_MILLIS, Duration.between(mail.acceptedAt(), at).toMillis());
    if (mail.entry().waits() > 0) {
      details.put(EventField.WAITS, (long) mail.entry().waits());
    }
    mail.replyTo().ifPresent(queue -> details.put(EventField.REPLY_TO, queue));
    return details;
  }

  static Map<String, Object> of(Attempt attempt, HostTrace host, SmtpReply reply) {
    Map<String, Object> details = of(attempt.mail(), attempt.hop(), attempt.endedAt());
    if (!attempt.source().equals(Origin.DEFAULT_SOURCE)) {
      details.put(EventField.EGRESS_SOURCE, attempt.source());
    }
    addHost(details, host);
    addReply(details, reply);
    details.put(
        EventField.ATTEMPT_MILLIS,
        Duration.between(attempt.startedAt(), attempt.endedAt()).toMillis());
    return details;
  }

  static void addReply(Map<String, Object> details, SmtpReply reply) {
    details.put(EventField.REPLY, reply.toString());
    if (reply.local()) {
      details.put(EventField.LOCAL_REPLY, true);
    }
    reply.status().ifPresent(status -> details.put(EventField.STATUS, status.toString()));
  }

  /** What the words of a refusal mean depends on it; nobody asks for that of a server's yes. */
  static void addStage(Map<String, Object> details, RecipientReply said) {
    if (!said.reply().local() && !said.reply().isPositive()) {
      details.put(EventField.STAGE, said.stage().label());
    }
  }

  private static void addHost(Map<String, Object> details, HostTrace host) {
    if (host.host().isEmpty()) {
      return;
    }
    details.put(EventField.HOST, host.host());
    details.put(EventField.HOST_ADDRESS, host.address());
    details.put(EventField.SOURCE_ADDRESS, host.sourceAddress());
    host.tls().ifPresent(tls -> details.put(EventField.TLS, tls));
    if (!host.tlsPolicy().isEmpty()) {
      details.put(EventField.TLS_POLICY, host.tlsPolicy());
    }
    host.tlsVerifiedBy().ifPresent(by -> details.put(EventField.TLS_VERIFIED_BY, by));
    details.put(EventField.REUSED, host.reused());
    details.put(EventField.CONNECT_MILLIS, host.connect().toMillis());
    details.put(EventField.TLS_MILLIS, host.tlsHandshake().toMillis());
    details.put(EventField.DIALOGUE_MILLIS, host.dialogue().toMillis());
    details.put(EventField.DATA_MILLIS, host.data().toMillis());
  }
}
