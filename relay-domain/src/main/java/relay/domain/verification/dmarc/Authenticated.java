package relay.domain.verification.dmarc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;
import relay.domain.verification.spf.SpfResult;
import relay.domain.verification.spf.SpfSender;
import relay.domain.verification.spf.SpfVerdict;

/**
 * The domains that a mail is proven to come from.
 *
 * @param sender the domain of the envelope sender, when SPF passed
 * @param signers the domains of the signatures that passed
 * @param waiting whether a check that failed for now may pass later
 */
public record Authenticated(Optional<String> sender, List<String> signers, boolean waiting) {

  public Authenticated {
    signers = List.copyOf(signers);
  }

  /**
   * What the two checks came to.
   *
   * @param spf with whom it was about; empty when it is not known where the mail came from
   */
  public static Authenticated by(Optional<Sent> spf, List<DkimResult> signatures) {
    return new Authenticated(
        spf.filter(sent -> sent.verdict().result() == SpfResult.PASS)
            .map(sent -> plain(sent.sender().domain())),
        signatures.stream()
            .filter(result -> result.status() == DkimStatus.PASS)
            .map(result -> plain(result.domain()))
            .distinct()
            .toList(),
        spf.filter(sent -> sent.verdict().result() == SpfResult.TEMPERROR).isPresent()
            || signatures.stream().anyMatch(r -> r.status() == DkimStatus.TEMPERROR));
  }

  /** A sender and what SPF says to it. */
  public record Sent(SpfSender sender, SpfVerdict verdict) {}

  private static String plain(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
