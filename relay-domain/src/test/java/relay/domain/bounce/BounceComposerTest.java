package relay.domain.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.bounce.Reports.ID;
import static relay.domain.bounce.Reports.UNKNOWN;
import static relay.domain.bounce.Reports.composer;
import static relay.domain.bounce.Reports.failure;
import static relay.domain.bounce.Reports.options;
import static relay.domain.bounce.Reports.parsed;
import static relay.domain.bounce.Reports.part;
import static relay.domain.bounce.Reports.raw;
import static relay.domain.bounce.Reports.report;
import static relay.domain.bounce.Reports.statusOf;
import static relay.domain.bounce.Reports.text;
import static relay.domain.bounce.Reports.value;
import static relay.domain.mail.OptionsBuilder.asking;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.queue.MailBuilder.contentOf;

import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.delivery.Judgement;
import relay.domain.delivery.Report;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.Notify;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

class BounceComposerTest {
  private final BounceComposer composer = composer(Map.of());

  @Test
  void shouldBeAReportThatMailProgramsUnderstand() throws Exception {
    var mail = composer.compose(failure(aMail().build(), UNKNOWN)).mail();
    var message = parsed(mail);
    var parts = (MimeMultipart) message.getContent();

    assertThat(message.getContentType())
        .contains("multipart/report", "report-type=delivery-status");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(message.getFrom()[0].toString())
        .isEqualTo("Mail Delivery System <MAILER-DAEMON@relay.example.net>");
    assertThat(message.getAllRecipients()[0].toString()).isEqualTo("alice@sender.example");
    assertThat(message.getSubject()).isEqualTo("Not delivered: your mail to bob@example.org");
    assertThat(message.getMessageID()).isEqualTo("<" + ID + "@relay.example.net>");
    assertThat(message.getSentDate().toInstant()).isEqualTo(NOON.plusSeconds(60));
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("message/delivery-status");
    assertThat(parts.getBodyPart(2).getContentType()).isEqualTo("message/rfc822");
  }

  @Test
  void shouldTravelFromTheNullPathAndCauseNoFurtherReports() {
    var report = composer.compose(failure(aMail().lane(Lane.BULK).build(), UNKNOWN));

    var mail = report.mail();
    assertThat(mail.envelope().sender().isNull()).isTrue();
    var to = mail.envelope().recipients().get(0);
    assertThat(to.address().toString()).isEqualTo("alice@sender.example");
    assertThat(to.notifyOn()).containsExactly(Notify.NEVER);
    assertThat(mail.entry().mail()).isEqualTo(ID);
    assertThat(mail.signed()).isFalse();
    assertThat(mail.lane()).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(report.received().mail()).contains(ID);
    assertThatThrownBy(() -> composer.compose(failure(aMail().from("").build(), UNKNOWN)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Report.Kind.class)
  void shouldTellPeopleWhatHappenedToWhomAndWhatToDo(Report.Kind kind) throws Exception {
    String letter =
        text(part(report(kind, aMail().build(), UNKNOWN, Optional.of(NOON.plusSeconds(60))), 0));

    assertThat(letter)
        .contains("<bob@example.org>", "mx.example.org said:", "    | 550 5.1.1 no such user");
    assertThat(letter).contains("The mail has the number " + MailBuilder.ID + " here");
    assertThat(letter.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    String expected =
        switch (kind) {
          case FAILURE -> "Failed because there is no such mailbox.";
          case DELAY -> "you need not do anything";
          case SUCCESS -> "does not confirm deliveries";
        };
    assertThat(letter.replaceAll("\\s+", " ")).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // RET, size in KB: is the whole mail returned
    ", 10, true",
    ", 60, false",
    "FULL, 60, true",
    "FULL, 200, false",
    "HDRS, 1, false"
  })
  void shouldReturnTheMailOrItsHeader(ReturnContent ret, int kilobytes, boolean whole)
      throws Exception {
    String body = "x".repeat(62) + "\r\n";
    var content = contentOf("Subject: Hello\r\nX-A: b\r\n c\r\n\r\n" + body.repeat(kilobytes * 16));
    var mail = aMail().options(options(Optional.ofNullable(ret), Optional.empty(), false));
    var report = failure(mail.content(content).build(), UNKNOWN);

    var part = part(composer(Map.of("report.return-max", "100KB")), report, 2);

    assertThat(part.getContentType()).isEqualTo(whole ? "message/rfc822" : "text/rfc822-headers");
    try (var in = part.getInputStream()) {
      String returned = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(returned).startsWith("Subject: Hello\r\nX-A: b\r\n c\r\n");
      assertThat(returned.contains(body)).isEqualTo(whole);
    }
  }

  @Test
  void shouldNeverReturnAMailThatAskedForTlsAllTheWay() throws Exception {
    var options = asking().ret(ReturnContent.FULL).requireTls().build();

    var part = part(failure(aMail().options(options).build(), UNKNOWN), 2);

    assertThat(part.getContentType()).isEqualTo("text/rfc822-headers");
  }

  @Test
  void shouldNotLetAServersWordsBreakOutOfTheirPlace() throws Exception {
    var evil =
        SmtpReply.received(
            550,
            List.of(
                "5.7.1 go\r\n\r\nStatus: 2.0.0\r\n--=_report_" + ID + "\r\n",
                "a".repeat(5000),
                "\u00fcber \u001b[31m"));
    var report = failure(aMail().build(), evil);

    var groups = statusOf(report);

    assertThat(groups).hasSize(2);
    assertThat(value(groups.get(1), "Status")).isEqualTo("5.7.1");
    assertThat(value(groups.get(1), "Diagnostic-Code")).isPrintable().contains("?ber");
    assertThat(((MimeMultipart) parsed(composer.compose(report).mail()).getContent()).getCount())
        .isEqualTo(3);
    assertThat(text(part(report, 0))).contains("\u00fcber");
    assertThat(raw(composer.compose(report).mail()).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(998));
  }

  @Test
  void shouldWriteInternationalReportsForInternationalMail() throws Exception {
    var options = options(Optional.empty(), Optional.empty(), true);
    var mail =
        aMail()
            .options(options)
            .from("\u00e4lice@sender.example")
            .to("b\u00f6b@example.org")
            .content(contentOf("Subject: Gr\u00fc\u00dfe\r\n\r\nHallo\r\n"))
            .build();

    var report = composer.compose(failure(mail, UNKNOWN)).mail();
    String raw = raw(report);

    assertThat(report.envelope().options().smtpUtf8()).isTrue();
    assertThat(report.envelope().options().eightBit()).isTrue();
    assertThat(raw)
        .contains("Content-Type: message/global-delivery-status")
        .contains("Final-Recipient: utf-8; b\u00f6b@example.org")
        .contains("Content-Type: message/global\r\n")
        .contains("To: <\u00e4lice@sender.example>");
  }

  @Test
  void shouldNotLoadALargeMailThatComesBack() throws Exception {
    var options = options(Optional.of(ReturnContent.FULL), Optional.empty(), false);
    var huge = new EndlessContent(50L << 20);
    var report = failure(aMail().options(options).content(huge).build(), UNKNOWN);

    var content = composer(Map.of("report.return-max", "100MB")).compose(report).mail().content();

    assertThat(content.bytes()).isEmpty();
    assertThat(huge.octetsRead).isZero();
    assertThat(content.size()).isGreaterThan(50L << 20);
    try (InputStream in = content.open()) {
      assertThat(in.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(content.size());
    }
  }

  @Test
  void shouldConcludeAJudgementWithItsReportsAndBeginTheirStoriesOnce() {
    var report = failure(aMail().build(), UNKNOWN);
    var repeated =
        new Report(
            report.kind(), ID, report.about(), report.items(), report.at(), Optional.empty(), true);
    var remaining = aMail().attempts(1).build();

    var first =
        composer.conclude(
            new Judgement(List.of(), Optional.of(remaining), List.of(), List.of(report)));
    var again =
        composer.conclude(
            new Judgement(List.of(), Optional.of(remaining), List.of(), List.of(repeated)));

    assertThat(first.events()).hasSize(1);
    assertThat(again.events()).isEmpty();
    assertThat(first.mails()).extracting(m -> m.entry().mail()).containsExactly(MailBuilder.ID, ID);
    assertThat(again.mails())
        .extracting(QueuedMail::entry)
        .containsExactlyElementsOf(first.mails().stream().map(QueuedMail::entry).toList());
  }
}
