package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Tenancy;

/** What every test of the judge needs: replies, a host, and a judge with the wanted settings. */
final class Judging {
  static final SmtpReply OK = SmtpReply.received(250, List.of("2.0.0 ok"));
  static final SmtpReply BUSY = SmtpReply.received(450, List.of("4.2.1 busy"));
  static final SmtpReply UNKNOWN = SmtpReply.received(550, List.of("5.1.1 who?"));
  static final SmtpReply CUT = SmtpReply.local(451, "4.4.2", "Connection lost");
  static final HostTrace MX =
      new HostTrace(
          "mx.example.org",
          "192.0.2.1",
          "198.51.100.1",
          Optional.of("TLSv1.3 TLS_AES_256_GCM_SHA384"),
          "may",
          Optional.empty(),
          true,
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofMillis(3),
          Duration.ofMillis(4));
  final Map<String, String> file = new HashMap<>(Map.of("retry.jitter-percent", "0"));

  Judgement attempt(QueuedMail mail, SmtpReply... replies) {
    List<RecipientReply> said = new ArrayList<>();
    for (int i = 0; i < replies.length; i++) {
      Stage stage = replies[i].isPositive() ? Stage.FINAL_DOT : Stage.RCPT;
      var recipient = mail.envelope().recipients().get(i);
      said.add(new RecipientReply(recipient, replies[i], stage, false, MX, false));
    }
    return judge().afterAttempt(over(mail), new TransmissionReport(said));
  }

  RetrySettings settings() {
    return RetrySettings.from(Settings.of(RetrySettings.ALL, file, Map.of()));
  }

  AttemptJudge judge() {
    return judge(Tenancy.EMPTY);
  }

  AttemptJudge judge(Tenancy tenancy) {
    var rules = new RetryRules(this::settings, () -> tenancy);
    var routing = RoutingSettings.from(Settings.of(RoutingSettings.ALL, Map.of(), Map.of()));
    return new AttemptJudge(
        rules,
        new RetrySchedule(rules, new Random(1)),
        new StreamRoutes(new Router(routing), () -> tenancy),
        TenantReplyRules.NONE);
  }

  static Attempt over(QueuedMail mail) {
    return new Attempt(mail, "example.org", NOON, end());
  }

  static Instant end() {
    return NOON.plusSeconds(1);
  }

  static List<EventType> types(Judgement judgement) {
    return judgement.events().stream().map(MailEvent::type).toList();
  }

  static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
