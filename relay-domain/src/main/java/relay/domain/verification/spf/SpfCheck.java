package relay.domain.verification.spf;

import java.time.InstantSource;
import java.util.Optional;
import relay.domain.verification.RecordLookup;
import relay.domain.verification.VerificationSettings;

/**
 * Answers whether a domain lets an address send in its name: check_host() of RFC 7208 4.
 * Thread-safe; bounded in questions and in time. Never throws for what the DNS says.
 */
public final class SpfCheck {
  private final RecordLookup dns;
  private final VerificationSettings settings;
  private final InstantSource clock;

  public SpfCheck(RecordLookup dns, VerificationSettings settings, InstantSource clock) {
    this.dns = dns;
    this.settings = settings;
    this.clock = clock;
  }

  /** Asks now. */
  public SpfVerdict check(SpfSender sender) {
    String domain = TargetName.withoutDot(sender.domain());
    if (!TargetName.isFullyQualified(domain)) {
      return new SpfVerdict(
          SpfResult.NONE,
          "\"" + Printable.of(domain) + "\" is no domain that can have a record",
          Printable.of(domain),
          Optional.empty(),
          Optional.empty(),
          0,
          0);
    }
    SpfQuestions questions = new SpfQuestions(dns, settings, clock);
    return new SpfEvaluation(sender, settings.receiver(), questions, clock).verdict(domain);
  }
}
