package relay.domain.transport;

/**
 * What was wrong with a session or with the policy that it was to obey.
 *
 * @param reason more of it for people, on one line; empty: the fault says it all. It may hold what
 *     strangers wrote
 */
public record TlsProblem(TlsFault fault, String reason) {}
