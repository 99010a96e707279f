package relay.domain.pop;

/**
 * What one POP3 session may take of us.
 *
 * @param commands in all
 * @param errors refused commands before the session is closed
 * @param loginFailures failed logins before the session is closed
 */
public record PopLimits(int commands, int errors, int loginFailures) {}
