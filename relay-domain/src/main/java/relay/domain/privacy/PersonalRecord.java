package relay.domain.privacy;

import java.util.Optional;
import relay.domain.view.MessageRow;
import relay.domain.view.RecipientReport;

/**
 * One mail that an address had to do with.
 *
 * @param mail its recipients are others, too: none but {@code asRecipient} is told to anybody
 * @param asSender whether the address is the mail's sender
 * @param asRecipient what became of the mail for this address; empty when it was only the sender
 * @param complete whether all journal lines of the mail could be read
 */
public record PersonalRecord(
    MessageRow mail, boolean asSender, Optional<RecipientReport> asRecipient, boolean complete) {}
