package relay.domain.lease;

import java.time.Instant;

/**
 * A node over the shared database.
 *
 * @param id never that of another node, and the same after a restart
 * @param name its host name, for people
 * @param known how many nodes it knew when it was heard of last, itself among them
 * @param seenAt when it was heard of last, by the time of the database
 * @param isLost whether its leases have run out: it has died, or cannot reach the database
 */
public record Member(String id, String name, int known, Instant seenAt, boolean isLost) {}
