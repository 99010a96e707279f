package relay.ejb.feedback;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.feedback.event.SenderCheck;
import relay.domain.feedback.event.SenderProof;
import relay.domain.mail.HeaderSection;
import relay.domain.queue.QueuedMail;
import relay.domain.reception.TraceHeader;
import relay.domain.verification.dmarc.CheckedMail;
import relay.domain.verification.dmarc.DmarcResult;
import relay.domain.verification.dmarc.MailCheck;
import relay.domain.verification.spf.SpfSender;

/**
 * Asks who sent mail at our feedback addresses. A DNS that does not answer costs a check now and
 * then, not one for each mail. Thread-safe.
 */
final class SenderChecks {
  private static final int HEADER_OCTETS_MAX = 64 << 10;
  private static final int HEADER_FIELDS_MAX = 1000;
  private static final Duration REST = Duration.ofSeconds(30);
  private static final SenderProof SILENT =
      new SenderProof("none; the DNS did not answer", "", false);

  private final MailCheck checks;
  private final Supplier<SenderCheck> wanted;
  private volatile Instant restUntil = Instant.MIN;

  SenderChecks(MailCheck checks, Supplier<SenderCheck> wanted) {
    this.checks = checks;
    this.wanted = wanted;
  }

  /** How much is asked and counts now. */
  SenderCheck wanted() {
    return wanted.get();
  }

  /** Asks SPF, DKIM and DMARC about a mail, unless nobody wants to know. */
  SenderProof of(QueuedMail mail, Instant now) throws IOException {
    if (wanted() == SenderCheck.OFF) {
      return SenderProof.NONE;
    }
    if (now.isBefore(restUntil)) {
      return SILENT;
    }
    HeaderSection header = HeaderSection.of(mail.content(), HEADER_OCTETS_MAX, HEADER_FIELDS_MAX);
    Optional<SpfSender> sender =
        TraceHeader.clientOf(header)
            .map(
                client ->
                    SpfSender.of(
                        client.address(), client.helo(), mail.envelope().sender().toString()));
    CheckedMail checked = checks.check(mail.content(), sender);
    if (checked.dmarc().result() == DmarcResult.TEMPERROR) {
      restUntil = now.plus(REST);
    }
    return SenderProof.of(checked);
  }
}
