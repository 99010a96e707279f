/**
 * What operators make and change while the relay runs (tenants, streams, credentials, ...): one way
 * to keep, change, watch and audit all of it.
 *
 * <p>A concept adds its own sort of object with three things: a value that is a {@link
 * relay.domain.control.ControlObject}, a {@link relay.domain.control.ControlKind} that reads and
 * writes it as JSON and says which changes are allowed, and a CDI producer of that kind in the ejb
 * module. It then has creation, change and removal with versions ({@link
 * relay.domain.control.ControlStore}), audit, and the objects of all nodes within two seconds in
 * memory ({@link relay.domain.control.ControlSource}), from a file when the database is down. No
 * table, no poll, no SQL of its own.
 *
 * <p>Invariant: a {@link relay.domain.control.ControlState} is immutable and whole: every rule of
 * every kind held when it came into being, for changes are made one after the other on all nodes.
 * The mail path reads the state and never the database.
 */
package relay.domain.control;
