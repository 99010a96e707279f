package relay.ejb.reception;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.reception.ClientSession;
import relay.domain.reception.Submission;
import relay.domain.smtp.SmtpReply;

/** The journal's view of a mail at the door. */
final class ReceivedEvent {
  private static final String ABOVE_OTP_QUOTA = "above_otp_quota";
  private static final int TEXT_CHARS_MAX = 300;

  private ReceivedEvent() {}

  static MailEvent received(
      Submission submission, QueuedMail mail, HeaderSection header, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>(32);
    envelope(details, submission);
    details.put(EventField.SIZE, mail.content().size());
    details.put(EventField.LANE, mail.lane().label());
    OwnerFields.add(details, mail.owner());
    field(details, EventField.SUBJECT, header, "Subject");
    field(details, EventField.MESSAGE_ID, header, "Message-ID");
    mail.envelope().options().envelopeId().ifPresent(id -> details.put(EventField.ENVELOPE_ID, id));
    client(details, submission.client());
    details.put(EventField.EXPIRES, mail.expiresAt().toString());
    mail.replyTo().ifPresent(queue -> details.put(EventField.REPLY_TO, queue));
    return event(EventType.RECEIVED, now, Optional.of(mail.entry().mail()), details);
  }

  /** The same of a mail that goes on to another address than it was written to. */
  static MailEvent forwarded(MailEvent received, EmailAddress writtenTo) {
    return with(received, EventField.WRITTEN_TO, writtenTo.toString());
  }

  /** The same of a mail that would be in lane otp if its tenant had not had enough of these. */
  static MailEvent aboveOtpQuota(MailEvent received) {
    return with(received, EventField.REASON, ABOVE_OTP_QUOTA);
  }

  private static MailEvent with(MailEvent received, String field, String text) {
    Map<String, Object> details = new LinkedHashMap<>(received.details());
    details.put(field, text);
    return event(received.type(), received.at(), received.mail(), details);
  }

  /** Of a mail of which nothing was kept; with its id when a RECEIVED event stands already. */
  static MailEvent rejected(
      Submission submission, Optional<QueueId> id, SmtpReply reply, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>(32);
    envelope(details, submission);
    details.put(EventField.SIZE, submission.content().size());
    client(details, submission.client());
    details.put(EventField.REPLY, reply.toString());
    reply.status().ifPresent(status -> details.put(EventField.STATUS, status.toString()));
    return event(EventType.REJECTED, now, id, details);
  }

  /** Of a mail that waits from the beginning. */
  static MailEvent held(QueuedMail mail, Instant until, String why) {
    Map<String, Object> details = new LinkedHashMap<>();
    mail.hop().ifPresent(hop -> details.put(EventField.HOP, hop));
    details.put(EventField.REASON, why);
    details.put(EventField.NEXT_ATTEMPT, until.toString());
    return event(EventType.HELD, mail.acceptedAt(), Optional.of(mail.entry().mail()), details);
  }

  private static void envelope(Map<String, Object> details, Submission submission) {
    details.put(EventField.SENDER, submission.envelope().sender().toString());
    List<String> recipients =
        submission.envelope().recipients().stream()
            .map(Recipient::address)
            .map(Object::toString)
            .toList();
    details.put(EventField.RECIPIENTS, recipients);
  }

  private static void client(Map<String, Object> details, ClientSession client) {
    details.put(EventField.LISTENER, client.listener());
    details.put(EventField.PROTOCOL, client.protocol());
    details.put(EventField.CLIENT, client.address().getHostAddress());
    if (!client.helo().isEmpty()) {
      details.put(EventField.HELO, client.helo());
    }
    client.tls().ifPresent(tls -> details.put(EventField.TLS, tls));
    client.user().ifPresent(user -> details.put(EventField.USER, user.name()));
  }

  private static void field(
      Map<String, Object> details, String name, HeaderSection header, String field) {
    header
        .first(field)
        .ifPresent(
            f -> {
              String text = f.shown();
              details.put(
                  name, text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) : text);
            });
  }

  private static MailEvent event(
      EventType type, Instant now, Optional<QueueId> id, Map<String, Object> details) {
    return new MailEvent(type, now, id, 0, 0, Optional.empty(), details);
  }
}
