package relay.domain.campaign;

import java.util.Optional;
import relay.domain.contacts.Contact;

/**
 * One row of the ledger that waits, with its contact as it is now.
 *
 * @param contact empty when he is gone
 * @param hasConsent whether he has confirmed the list of the campaign, and not left it
 */
public record CampaignRecipient(long place, Optional<Contact> contact, boolean hasConsent) {}
