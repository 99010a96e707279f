package relay.domain.lease;

/**
 * What a node wants of one flow.
 *
 * @param flow its name, with its source
 * @param connections the limit of attempts at a time; 0 for none
 * @param demand how much mail would like to go: a weight against that of other nodes
 * @param running attempts under way, which nobody takes back
 */
public record Need(String flow, int connections, long demand, int running) {}
