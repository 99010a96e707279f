package relay.domain.delivery;

import java.util.function.IntSupplier;

/**
 * How many connections of a flow may stay open between mails: servers count them as they count
 * those that carry one. Thread-safe.
 *
 * @param flow equal for all attempts whose connections are counted together
 * @param most what the limit leaves beside the attempts under way, asked anew each time; 0 for none
 */
public record IdleRoom(String flow, IntSupplier most) {}
