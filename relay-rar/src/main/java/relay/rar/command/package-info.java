/**
 * Every command of the listener, one class each; none of the library's own remains.
 *
 * <p>Invariant: a command reads all octets that belong to it before it refuses, so that content is
 * never taken for commands; 250 to content is given only with {@link
 * relay.domain.reception.Receipt.Accepted} in hand. RFC 5321 4.1 and the extensions named at each
 * class. Way in: {@link relay.rar.command.Commands}.
 */
package relay.rar.command;
