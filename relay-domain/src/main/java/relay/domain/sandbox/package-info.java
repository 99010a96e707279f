/**
 * The built-in receiver: mail that is routed here is kept for people to look at, and nothing leaves
 * the machine.
 *
 * <p>Invariant: what a mail's fate is depends on the recipient address alone. Way in: {@link
 * relay.domain.sandbox.Sandbox}.
 */
package relay.domain.sandbox;
