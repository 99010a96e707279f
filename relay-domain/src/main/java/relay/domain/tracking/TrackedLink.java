package relay.domain.tracking;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import relay.domain.mail.MailOwner;

/**
 * Everything that a tracked address says.
 *
 * @param owner whose mail it is in; never with a credential
 * @param sentAt when its mail was touched first, in whole seconds
 * @param number of the link in its mail, from 1; 0 for what is no link
 * @param recipient whom its mail went to; empty where nobody is to know
 * @param target where a click leads to, an address of http or https in ASCII; empty text for what
 *     is no link
 */
public record TrackedLink(
    VisitKind kind,
    MailOwner owner,
    Instant sentAt,
    int number,
    Optional<TrackedRecipient> recipient,
    String target) {

  public TrackedLink {
    owner = owner.withoutCredential().inCampaign(owner.campaign()).inVariant(owner.variant());
    sentAt = sentAt.truncatedTo(ChronoUnit.SECONDS);
    if (number < 0 || (kind == VisitKind.CLICK) == target.isEmpty()) {
      throw new IllegalArgumentException("a link leads somewhere, and nothing else does");
    }
  }
}
