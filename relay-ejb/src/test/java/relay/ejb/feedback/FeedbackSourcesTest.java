package relay.ejb.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import relay.domain.feedback.event.SenderCheck;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Content;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.verification.report.ReportCases;

/** Reports about our domains, and who sends what comes back. */
class FeedbackSourcesTest extends FeedbackWorkbench {
  private QueuedMail report(String to, String text) {
    byte[] mail = ReportCases.mail("application/gzip", ReportCases.gzip(ReportCases.octets(text)));
    return MailBuilder.aMail()
        .from("noreply@receiver.example")
        .to(to)
        .content(Content.of(mail))
        .build()
        .asFeedback();
  }

  private void haveDomain(String name) {
    tenancy =
        Tenancies.with(
            domain("bounce.example", OtherMail.REFUSE), Tenancies.domain("default", name));
  }

  @Test
  void shouldKeepAReportAboutADomainOfTheTenant() throws Exception {
    haveDomain("example.org");

    take(report("dmarc@bounce.example", ReportCases.OLD));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.REPORT_RECEIVED, EventType.DELIVERED);
    String id = (String) events.get(0).details().get(EventField.REPORT_KEY);
    assertThat(reports.find("default", id).orElseThrow().head().total()).isEqualTo(42);
    assertThat(events.get(0).details())
        .containsEntry(EventField.KIND, "dmarc")
        .containsEntry(EventField.DOMAIN, "example.org")
        .containsEntry(EventField.REPORTER, "Receiver & Sons");
  }

  @Test
  void shouldKeepAReportAboutTls() throws Exception {
    haveDomain("company-y.example");

    take(report("tlsrpt@bounce.example", ReportCases.TLS));

    assertThat(events.get(0).details()).containsEntry(EventField.KIND, "tls");
  }

  /** A crash between the report and the journal: the report is known then, and the mail ends. */
  @Test
  void shouldCountAReportOnceWhenItsMailIsGivenOutAgain() throws Exception {
    haveDomain("example.org");
    journalBroken = true;
    queues.put(report("dmarc@bounce.example", ReportCases.OLD));
    assertThatThrownBy(this::takeNext).isInstanceOf(JournalUnavailable.class);

    journalBroken = false;
    take(report("dmarc@bounce.example", ReportCases.OLD));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat((String) events.get(0).details().get(EventField.REASON)).contains("known already");
  }

  @Test
  void shouldCountAMailWithoutAReportThatCountsAndKeepNothing() throws Exception {
    haveDomain("example.net");

    take(report("dmarc@bounce.example", ReportCases.OLD));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat((String) events.get(0).details().get(EventField.REASON))
        .contains("verified domain of tenant default");
  }

  private QueuedMail complaint(String from, String token) {
    return MailBuilder.aMail()
        .from(from)
        .to("fbl@bounce.example")
        .content(
            MailBuilder.contentOf(
                "Received: from mx.isp.example ([192.0.2.1])\r\n\tby relay.example with ESMTP id 1;\r\n"
                    + "\tThu, 1 Jan 2026 12:00:00 +0000\r\nFrom: fbl@isp.example\r\n"
                    + "Subject: complaint\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/report; report-type=feedback-report; boundary=x\r\n\r\n"
                    + "--x\r\nContent-Type: message/feedback-report\r\n\r\n"
                    + "Feedback-Type: abuse\r\nUser-Agent: isp/1\r\nVersion: 1\r\n\r\n"
                    + "--x\r\nContent-Type: text/rfc822-headers\r\n\r\nX-Relay-Token: "
                    + token
                    + "\r\n\r\n--x--\r\n"))
        .build()
        .asFeedback();
  }

  @Test
  void shouldTellInTheEventWhoSentTheFeedback() throws Exception {
    dns.add("isp.example", "TXT", "v=spf1 ip4:192.0.2.1 -all")
        .add("_dmarc.isp.example", "TXT", "v=DMARC1; p=reject");

    take(complaint("fbl@isp.example", tokens.make(MAIL, 0)));

    assertThat(events.get(0).type()).isEqualTo(EventType.COMPLAINED);
    assertThat(events.get(0).details())
        .containsEntry(
            EventField.AUTHENTICATION,
            "spf=pass smtp.mailfrom=isp.example; dkim=none; dmarc=pass header.from=isp.example");
  }

  @Test
  void shouldNotBelieveAComplaintWhoseSenderIsForged() throws Exception {
    dns.add("isp.example", "TXT", "v=spf1 ip4:192.0.2.99 -all")
        .add("_dmarc.isp.example", "TXT", "v=DMARC1; p=reject");

    take(complaint("fbl@isp.example", tokens.make(MAIL, 0)));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat(events.get(0).mail()).contains(MailBuilder.ID);
    assertThat((String) events.get(0).details().get(EventField.REASON)).contains("forged");
  }

  @Test
  void shouldAskNothingWhenNobodyWantsToKnow() throws Exception {
    check = SenderCheck.OFF;

    take(complaint("fbl@isp.example", tokens.make(MAIL, 0)));

    assertThat(dns.questions()).isEmpty();
    assertThat(events.get(0).details()).doesNotContainKey(EventField.AUTHENTICATION);
  }

  /** A DNS that is away must not make each mail wait for it. */
  @Test
  void shouldLeaveADnsAloneThatDoesNotAnswer() throws Exception {
    dns.silent("isp.example").silent("_dmarc.isp.example");
    take(complaint("fbl@isp.example", tokens.make(MAIL, 0)));
    int asked = dns.questions().size();

    take(
        returned(
            "b-" + tokens.make(MAIL, 0) + "@bounce.example", "<" + BOB + ">: 550 5.1.1 no\r\n"));

    assertThat(asked).isPositive();
    assertThat(events.get(0).details().get(EventField.AUTHENTICATION).toString())
        .contains("dmarc=temperror");
    assertThat(dns.questions()).hasSize(asked);
  }
}
