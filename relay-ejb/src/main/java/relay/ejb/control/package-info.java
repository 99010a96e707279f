/**
 * Control objects in the database, in memory, and in a file for times without database.
 *
 * <p>Invariant: changes are made under a lock on the one revision, after the memory was brought up
 * to it, so every rule is judged against all that is there; object, audit and revision change in
 * one transaction. Way in: {@link relay.ejb.control.DatabaseControlStore} (changes), {@link
 * relay.ejb.control.ControlWatch} (keeps the memory fresh).
 */
package relay.ejb.control;
