package relay.domain.verification.dmarc;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import relay.domain.signing.DkimResult;

/**
 * What SPF, DKIM and DMARC say to one mail.
 *
 * @param spf empty when it is not known where the mail came from
 * @param signatures one for each signature, in the order of the mail
 */
public record CheckedMail(
    Optional<Authenticated.Sent> spf, List<DkimResult> signatures, DmarcVerdict dmarc) {

  public CheckedMail {
    signatures = List.copyOf(signatures);
  }

  /** The document that API and command line show. */
  public JsonObject document() {
    return DmarcDocument.of(dmarc, spf, signatures);
  }
}
