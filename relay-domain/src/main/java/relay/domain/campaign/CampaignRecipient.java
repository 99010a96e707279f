package relay.domain.campaign;

import java.util.Optional;
import relay.domain.contacts.Contact;

/**
 * One row of the ledger that waits, with its contact as it is now.
 *
 * @param contact empty when he is gone
 * @param hasConsent whether he has confirmed the list of the campaign, and not left it
 * @param variant number of the form of the mail that he gets; 0: the campaign has one
 * @param isInactive whether he does not read any more, by the campaign's rule of now
 */
public record CampaignRecipient(
    long place, Optional<Contact> contact, boolean hasConsent, int variant, boolean isInactive) {

  /** Of a campaign with one mail for all, and no rule of who is inactive. */
  public CampaignRecipient(long place, Optional<Contact> contact, boolean hasConsent) {
    this(place, contact, hasConsent, 0, false);
  }
}
