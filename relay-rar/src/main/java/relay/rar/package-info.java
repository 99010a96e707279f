/**
 * The resource adapter: what the container starts, and where an application plugs in.
 *
 * <p>Invariant: each activation is an object of its own; either all its listeners run or none.
 * Jakarta Connectors 2.1. Way in: {@link relay.rar.SmtpResourceAdapter}.
 */
package relay.rar;
