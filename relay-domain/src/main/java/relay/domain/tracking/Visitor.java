package relay.domain.tracking;

import java.net.InetAddress;

/**
 * Who asks for a tracked address.
 *
 * @param client address that the request came from
 * @param agent what the program calls itself; empty text for nothing
 * @param isGet whether it was GET; HEAD counts as nothing
 * @param isPrefetch whether the program says that nobody has asked it yet
 */
public record Visitor(InetAddress client, String agent, boolean isGet, boolean isPrefetch) {}
