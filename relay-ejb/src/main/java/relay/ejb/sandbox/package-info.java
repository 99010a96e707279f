/**
 * The built-in receiver with its folder.
 *
 * <p>Invariant: nothing that comes here leaves the machine, and the folder never grows beyond its
 * bounds. Way in: {@link relay.ejb.sandbox.SandboxReceiver}.
 */
package relay.ejb.sandbox;
