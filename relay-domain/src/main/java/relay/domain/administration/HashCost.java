package relay.domain.administration;

import relay.domain.secret.PasswordHash;

/**
 * What one guess at a new password costs.
 *
 * @param password of its Argon2id hash
 * @param scramIterations of its SCRAM keys
 */
public record HashCost(PasswordHash.Cost password, int scramIterations) {}
