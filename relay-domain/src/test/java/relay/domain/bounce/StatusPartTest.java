package relay.domain.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.bounce.Reports.UNKNOWN;
import static relay.domain.bounce.Reports.failure;
import static relay.domain.bounce.Reports.options;
import static relay.domain.bounce.Reports.part;
import static relay.domain.bounce.Reports.report;
import static relay.domain.bounce.Reports.statusOf;
import static relay.domain.bounce.Reports.text;
import static relay.domain.bounce.Reports.value;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.delivery.Report;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

class StatusPartTest {
  @Test
  void shouldTellMachinesEverythingRfc3464AsksFor() throws Exception {
    var options = options(Optional.empty(), Optional.of("QQ+2B314159"), false);
    var bob =
        new Recipient(
            EmailAddress.parse("bob@example.org"),
            Set.of(),
            Optional.of("rfc822;Bob+2Btag@old.example"));
    var groups =
        statusOf(
            failure(aMail().options(options).to(bob).to("carol@example.org").build(), UNKNOWN));

    assertThat(groups).hasSize(3);
    assertThat(value(groups.get(0), "Original-Envelope-Id")).isEqualTo("QQ+314159");
    assertThat(value(groups.get(0), "Reporting-MTA")).isEqualTo("dns; relay.example.net");
    assertThat(value(groups.get(0), "Arrival-Date")).isEqualTo("Thu, 1 Jan 2026 12:00:00 +0000");
    assertThat(value(groups.get(1), "Original-Recipient")).isEqualTo("rfc822; Bob+tag@old.example");
    assertThat(value(groups.get(1), "Final-Recipient")).isEqualTo("rfc822; bob@example.org");
    assertThat(value(groups.get(1), "Action")).isEqualTo("failed");
    assertThat(value(groups.get(1), "Status")).isEqualTo("5.1.1");
    assertThat(value(groups.get(1), "Remote-MTA")).isEqualTo("dns; mx.example.org");
    assertThat(value(groups.get(1), "Diagnostic-Code"))
        .isEqualTo("smtp; 550 5.1.1 no such user <bob@example.org>");
    assertThat(value(groups.get(1), "Last-Attempt-Date"))
        .isEqualTo("Thu, 1 Jan 2026 12:01:00 +0000");
    assertThat(value(groups.get(1), "Will-Retry-Until")).isNull();
    assertThat(value(groups.get(2), "Final-Recipient")).isEqualTo("rfc822; carol@example.org");
  }

  @ParameterizedTest
  @CsvSource({"DELAY, delayed", "SUCCESS, relayed"})
  void shouldNameTheActionOfOtherNewsAndReturnOnlyTheHeader(Report.Kind kind, String action)
      throws Exception {
    var options = options(Optional.of(ReturnContent.FULL), Optional.empty(), false);
    var until =
        kind == Report.Kind.DELAY ? Optional.of(NOON.plusSeconds(7200)) : Optional.<Instant>empty();
    var report = report(kind, aMail().options(options).build(), UNKNOWN, until);
    var groups = statusOf(report);

    assertThat(value(groups.get(1), "Action")).isEqualTo(action);
    assertThat(value(groups.get(1), "Will-Retry-Until"))
        .isEqualTo(kind == Report.Kind.DELAY ? "Thu, 1 Jan 2026 14:00:00 +0000" : null);
    assertThat(text(part(report, 2))).isEqualTo("Subject: Hello\r\n");
  }

  @Test
  void shouldKeepLongAddressesWhole() throws Exception {
    String address = "a".repeat(64) + "@" + "b".repeat(60) + "." + "c".repeat(60) + ".example";

    var groups = statusOf(failure(aMail().to(address).build(), UNKNOWN));

    assertThat(value(groups.get(1), "Final-Recipient")).isEqualTo("rfc822; " + address);
  }

  @Test
  void shouldSayWhatWeFoundOutOurselvesInOurOwnName() throws Exception {
    var ours = SmtpReply.local(451, "4.4.1", "Connection to mx.example.org refused");
    var report = failure(aMail().build(), ours);

    assertThat(value(statusOf(report).get(1), "Diagnostic-Code"))
        .isEqualTo("X-Relay; 451 4.4.1 Connection to mx.example.org refused");
    assertThat(text(part(report, 0))).contains("In detail: Connection to mx.example.org refused");
  }

  @Test
  void shouldEncodeAnInternationalRecipientOfAPlainMail() throws Exception {
    var groups = statusOf(failure(aMail().to("b\u00f6b@example.org").build(), UNKNOWN));

    assertThat(value(groups.get(1), "Final-Recipient")).isEqualTo("utf-8; b\\x{F6}b@example.org");
  }
}
