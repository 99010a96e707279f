package relay.domain.reception;

import java.util.Optional;
import relay.domain.mail.Lane;

/**
 * A user whose password was right.
 *
 * @param name the account, as configured
 * @param lane where this user's mail goes unless the mail says otherwise
 */
public record AuthenticatedUser(String name, Optional<Lane> lane) {}
