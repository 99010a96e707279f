package relay.domain.verification.dmarc;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.HeaderSection;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.VerifierLimits;
import relay.domain.verification.PublishedKeys;
import relay.domain.verification.RecordLookup;
import relay.domain.verification.VerificationSettings;
import relay.domain.verification.spf.SpfCheck;
import relay.domain.verification.spf.SpfSender;

/**
 * Asks SPF, DKIM and DMARC about a whole mail, one after another. Each is bounded in questions and
 * time by its own rules. Thread-safe; never throws for what the mail or the DNS says.
 */
public final class MailCheck {
  private static final int FIELDS_MAX = 10_000;
  private final SpfCheck spf;
  private final DkimVerifier signatures;
  private final DmarcCheck dmarc;

  /**
   * @param suffixes to look for policies as RFC 7489 has it; empty: the tree walk of RFC 9989
   */
  public MailCheck(
      RecordLookup dns,
      VerificationSettings settings,
      InstantSource clock,
      Optional<PublicSuffixes> suffixes) {
    spf = new SpfCheck(dns, settings, clock);
    signatures = new DkimVerifier(new PublishedKeys(dns), clock, VerifierLimits.DEFAULT);
    dmarc = new DmarcCheck(dns, suffixes);
  }

  /**
   * Checks a mail whose lines end with CR LF.
   *
   * @param sender who gave it to us, from where; empty when that is not known
   * @throws IOException when the content cannot be read
   */
  public CheckedMail check(Content mail, Optional<SpfSender> sender) throws IOException {
    Optional<Authenticated.Sent> sent =
        sender.map(one -> new Authenticated.Sent(one, spf.check(one)));
    List<DkimResult> signed = signatures.verify(mail);
    HeaderSection header =
        HeaderSection.of(mail, VerifierLimits.DEFAULT.headerOctetsMax(), FIELDS_MAX);
    DmarcVerdict verdict = dmarc.check(Authors.of(header), Authenticated.by(sent, signed));
    return new CheckedMail(sent, signed, verdict);
  }
}
