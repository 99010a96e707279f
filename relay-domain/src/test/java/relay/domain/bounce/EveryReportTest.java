package relay.domain.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;
import static relay.domain.bounce.Reports.ID;
import static relay.domain.bounce.Reports.composer;
import static relay.domain.bounce.Reports.parsed;
import static relay.domain.bounce.Reports.raw;
import static relay.domain.bounce.Reports.statusOf;
import static relay.domain.bounce.Reports.value;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.contentOf;

import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.delivery.Cause;
import relay.domain.delivery.Report;
import relay.domain.mail.Recipient;
import relay.domain.queue.AnyMail;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/** What holds for a report whatever the mail asked for and whatever a hostile server answers. */
class EveryReportTest {
  private static final String[] EVIL = {
    "\r\n\r\n",
    "--=_report_" + ID,
    "--=_report_" + ID + "--",
    "Status: 2.0.0",
    "\r\nAction: delivered",
    "\0",
    "\u001b[2J",
    "\u00fc\u6f22\ud83d\ude00",
    "\ud83d",
    "x".repeat(1200),
    "<>",
    "550 5.1.1 who?",
    " ",
    "\u2028",
    "\u0085"
  };

  @Test
  void shouldAlwaysHaveItsThreePartsAndAGroupForEachRecipient() {
    Chance.rounds(
        60,
        random -> {
          Report report = any(random);

          QueuedMail mail = composer(Map.of()).compose(report).mail();

          var parts = (MimeMultipart) parsed(mail).getContent();
          assertThat(parts.getCount()).isEqualTo(3);
          var groups = statusOf(report);
          assertThat(groups).hasSize(1 + report.items().size());
          for (int i = 0; i < report.items().size(); i++) {
            assertThat(value(groups.get(i + 1), "Status"))
                .isEqualTo(report.items().get(i).status().toString());
            assertThat(value(groups.get(i + 1), "Action"))
                .isEqualTo(
                    Map.of("FAILURE", "failed", "DELAY", "delayed", "SUCCESS", "relayed")
                        .get(report.kind().name()));
            assertThat(groups.get(i + 1).getHeader("Final-Recipient")).hasSize(1);
            assertThat(groups.get(i + 1).getHeader("Diagnostic-Code")).hasSize(1);
          }
        });
  }

  @Test
  void shouldHaveLinesThatEveryServerCarries() {
    Chance.rounds(
        60,
        random -> {
          Report report = any(random);

          QueuedMail mail = composer(Map.of()).compose(report).mail();

          String text = raw(mail);
          assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
          assertThat(text.split("\r\n")).allSatisfy(l -> assertThat(l.length()).isLessThan(999));
          boolean ascii = text.chars().allMatch(c -> c < 128);
          assertThat(ascii || mail.envelope().options().eightBit()).isTrue();
        });
  }

  @Test
  void shouldSayEightBitInItsHeaderExactlyWhenTheEnvelopeDoes() {
    Chance.rounds(
        40,
        random -> {
          QueuedMail mail = composer(Map.of()).compose(any(random)).mail();

          String[] encoding = parsed(mail).getHeader("Content-Transfer-Encoding");
          assertThat(encoding != null).isEqualTo(mail.envelope().options().eightBit());
        });
  }

  @Test
  void shouldReadTheSameFromMemoryAndAsAStream() {
    Chance.rounds(
        40,
        random -> {
          var content = composer(Map.of()).compose(any(random)).mail().content();

          byte[] inMemory = content.bytes().orElseThrow();
          try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).isEqualTo(inMemory);
          }
          assertThat(content.size()).isEqualTo(inMemory.length);
        });
  }

  @Test
  void shouldGoToTheSenderFromNobodyAndAskForNoReport() {
    Chance.rounds(
        40,
        random -> {
          Report report = any(random);

          QueuedMail mail = composer(Map.of()).compose(report).mail();

          assertThat(mail.envelope().sender().isNull()).isTrue();
          assertThat(mail.envelope().recipients())
              .extracting(Recipient::address)
              .containsExactly(report.about().envelope().sender().address().orElseThrow());
          assertThat(mail.expiresAt()).isAfter(mail.acceptedAt());
          assertThat(mail.entry().mail()).isEqualTo(ID);
        });
  }

  private static Report any(Random random) {
    QueuedMail mail = AnyMail.any(random);
    while (mail.envelope().sender().isNull()) {
      mail = AnyMail.any(random);
    }
    boolean utf8 = mail.envelope().options().smtpUtf8();
    mail =
        mail.signed(contentOf(utf8 ? "Subject: \u00fc\r\n\r\nx\r\n" : "Subject: x\r\n\r\nx\r\n"));
    List<Report.Item> items = new ArrayList<>();
    for (Recipient recipient : mail.envelope().recipients()) {
      SmtpReply reply =
          random.nextInt(4) == 0
              ? SmtpReply.local(451, "4.4.1", evil(random))
              : SmtpReply.received(400 + random.nextInt(200), List.of(evil(random), evil(random)));
      items.add(
          new Report.Item(
              recipient,
              oneOf(random, Cause.values()),
              new EnhancedStatus(oneOf(random, 4, 5), random.nextInt(8), random.nextInt(100)),
              reply,
              random.nextBoolean() ? "" : "mx" + evil(random),
              random.nextBoolean() ? Optional.empty() : Optional.of(NOON)));
    }
    var kind = oneOf(random, Report.Kind.values());
    return new Report(kind, ID, mail, items, NOON, Optional.of(NOON), false);
  }

  private static String evil(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "5.7.1 " : "");
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(oneOf(random, EVIL));
    }
    return text.toString();
  }
}
