package relay.domain.bounce;

import static relay.domain.queue.MailBuilder.NOON;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import relay.domain.delivery.Cause;
import relay.domain.delivery.Report;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/** Reports to write, and ways to read them back with a mail library. */
final class Reports {
  static final QueueId ID = new QueueId("0khr3vqs0zzzzzzzzzzz");
  static final SmtpReply UNKNOWN =
      SmtpReply.received(550, List.of("5.1.1 no such user", "5.1.1 <bob@example.org>"));

  private Reports() {}

  static Report failure(QueuedMail mail, SmtpReply reply) {
    return report(Report.Kind.FAILURE, mail, reply, Optional.empty());
  }

  static Report report(
      Report.Kind kind, QueuedMail mail, SmtpReply reply, Optional<Instant> until) {
    String host = reply.local() ? "" : "mx.example.org";
    var status = reply.status().orElse(EnhancedStatus.of("5.0.0"));
    var at = NOON.plusSeconds(60);
    var items =
        mail.envelope().recipients().stream()
            .map(
                r ->
                    new Report.Item(
                        r, Cause.RECIPIENT_UNKNOWN, status, reply, host, Optional.of(at)))
            .toList();
    return new Report(kind, ID, mail, items, at, until, false);
  }

  static MailOptions options(
      Optional<ReturnContent> ret, Optional<String> envelopeId, boolean smtpUtf8) {
    return new MailOptions(
        ret,
        envelopeId,
        false,
        smtpUtf8,
        false,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  static BounceComposer composer(Map<String, String> file) {
    var settings = ReportSettings.from(Settings.of(ReportSettings.ALL, file, Map.of()));
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    return new BounceComposer(
        () -> settings,
        new RetrySchedule(RetryRules.of(retry), new Random(1)),
        "relay.example.net");
  }

  static jakarta.mail.BodyPart part(Report report, int index) throws Exception {
    return part(composer(Map.of()), report, index);
  }

  static jakarta.mail.BodyPart part(BounceComposer composer, Report report, int index)
      throws Exception {
    var multipart = (MimeMultipart) parsed(composer.compose(report).mail()).getContent();
    return multipart.getBodyPart(index);
  }

  static String text(jakarta.mail.BodyPart part) throws Exception {
    try (InputStream in = part.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The groups of fields of the status part. */
  static List<InternetHeaders> statusOf(Report report) throws Exception {
    List<InternetHeaders> groups = new ArrayList<>();
    try (InputStream in = part(report, 1).getInputStream()) {
      while (in.available() > 0) {
        groups.add(new InternetHeaders(in));
      }
    }
    return groups;
  }

  static String value(InternetHeaders group, String name) {
    String value = group.getHeader(name, null);
    return value == null ? null : jakarta.mail.internet.MimeUtility.unfold(value);
  }

  static MimeMessage parsed(QueuedMail mail) throws Exception {
    try (InputStream in = mail.content().open()) {
      return new MimeMessage(Session.getInstance(new Properties()), in);
    }
  }

  static String raw(QueuedMail mail) throws IOException {
    try (InputStream in = mail.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
